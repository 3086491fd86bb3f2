"""Training: the same sentences, the same bytes; what is held back is not seen; the shipped model is what it makes."""

from pathlib import Path

import numpy as np
import pytest
from classify_kit import small_set

from autoscore.classify import ALL_DETAILS, TYPES, Sentence, classify, shipped, split_model
from autoscore.classify.card import FILE, filled
from autoscore.classify.corpus import NO_DETAIL, Row, read
from autoscore.classify.fit import matrix, sample
from autoscore.classify.hashes import BITS
from autoscore.classify.retrain import retrain
from autoscore.classify.shipped import FILES, Arrays
from autoscore.classify.split_corpus import turns
from autoscore.classify.split_fit import fit as fit_splitter
from autoscore.classify.train import Held, cross_validate, train
from autoscore.classify.variants import variants

COLUMNS = len(TYPES) + len(ALL_DETAILS)
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_set(tmp_path_factory.mktemp("set"))


@pytest.fixture(scope="module")
def trained(folder: Path) -> tuple[Arrays, Held]:
    return train(folder)


def data(model: Arrays, into: Path) -> dict[str, bytes]:
    """Returns the files of a model by name."""
    into.mkdir()
    shipped.save(model, into)
    return {path.name: path.read_bytes() for path in into.iterdir()}


def sound(model: Arrays) -> bool:
    """Tells whether arrays have the kinds and shapes that applying them expects."""
    shapes = [(one.dtype, one.shape) for one in (model.weights, model.scale, model.mixing)]
    return shapes == [
        (np.int8, (2**BITS, COLUMNS)),
        (np.float32, (2, COLUMNS)),
        (np.float32, (len(TYPES) + 1, len(TYPES))),
    ]


def test_the_same_sentences_give_the_same_bytes(folder: Path, trained: tuple[Arrays, Held], tmp_path: Path) -> None:
    """Training twice writes the same files, byte for byte, and measures the same."""
    again, held = train(folder)
    first, second = data(trained[0], tmp_path / "one"), data(again, tmp_path / "two")
    assert sorted(first) == sorted(f"{name}.npy" for name in FILES)
    assert first == second
    assert held.scores.tobytes() == trained[1].scores.tobytes()
    assert held.bare.tobytes() == trained[1].bare.tobytes()


def test_a_trained_model_is_sound(trained: tuple[Arrays, Held]) -> None:
    """Weights are whole numbers of eight bits that use their range; the line of no feature is empty."""
    model, _ = trained
    assert sound(model)
    assert np.abs(model.weights.astype(int)).max(axis=0).tolist() == [127] * COLUMNS
    assert not model.weights[0].any()


def test_a_trained_model_knows_its_sentences(folder: Path, trained: tuple[Arrays, Held]) -> None:
    """What it was trained on gets its types and details again; with another word in it, its type."""
    rows = read(folder)
    found = classify([Sentence(row.text, row.previous) for row in rows], trained[0])
    assert [(one.type, one.detail or NO_DETAIL) for one in found] == [(row.label, row.detail) for row in rows]
    fresh = classify([Sentence(row.text.replace("雨伞", "钥匙").replace("门票", "钥匙")) for row in rows], trained[0])
    assert [one.type for one in fresh] == [row.label for row in rows]


def test_what_is_held_back_is_not_seen(folder: Path) -> None:
    """A sentence's held-back scores are the same whatever label its own group has, and others' scores are not."""
    rows = read(folder)
    group = rows[0].group
    turned = tuple(
        Row("none", "-", row.role, row.group, row.traits, row.previous, row.text) if row.group == group else row
        for row in rows
    )
    before, after = cross_validate(rows), cross_validate(turned)
    own = np.array([row.group == group for row in rows])
    assert 1 < own.sum() < len(rows)
    assert (before.scores[own] == after.scores[own]).all()
    assert (before.bare[own] == after.bare[own]).all()
    assert (before.scores[~own] != after.scores[~own]).any()


def test_each_variant_weighs_a_part_of_its_sentence(folder: Path) -> None:
    """The variants of a sentence have its label and detail, and weigh one together."""
    rows = read(folder)
    made = sample(rows)
    counts = [len([*variants(row)]) for row in rows]
    assert made.features.shape == (sum(counts), 2**BITS)
    assert made.label.tolist() == [
        TYPES.index(row.label) for row, n in zip(rows, counts, strict=True) for _ in range(n)
    ]
    assert made.weight.sum() == pytest.approx(len(rows))
    known = {NO_DETAIL: -1, **{name: place for place, name in enumerate(ALL_DETAILS)}}
    assert made.detail.tolist() == [known[row.detail] for row, n in zip(rows, counts, strict=True) for _ in range(n)]


def test_the_matrix_holds_what_the_model_sums(folder: Path, trained: tuple[Arrays, Held]) -> None:
    """Training sees the numbers that applying sums up: scores by the matrix are the scores of the model."""
    from autoscore.classify.model import scores

    model, _ = trained
    sentences = [Sentence(row.text, row.previous) for row in read(folder)] + [Sentence("嗯。", "要雨伞吗？")]
    plain = matrix(sentences) @ (model.weights * model.scale[0].astype(float)) + model.scale[1]
    assert scores(sentences, model) == pytest.approx(plain, abs=1e-4)


def test_a_card_keeps_its_words(folder: Path, trained: tuple[Arrays, Held]) -> None:
    """Only what stands between the two marks is written anew, with what was trained on; twice is as once."""
    card = "# Card\n\nbefore\n<!-- begin figures -->\nof yesterday\n<!-- end figures -->\nbehind\n"
    rows = {(row.previous, row.text): row.label for row in trained[1].rows}
    home = folder.parent
    for name in ("second-reading.tsv", "second-reading-hard.tsv"):
        lines = [f"{label}\t-\t{previous}\t{text}" for (previous, text), label in rows.items()]
        (home / name).write_text("\n".join(("label\tdetail\tprev\ttext", *lines)) + "\n", "utf-8")
    text = filled(card, home, *trained)
    assert text.startswith("# Card\n\nbefore\n<!-- begin figures -->\n")
    assert text.endswith("<!-- end figures -->\nbehind\n")
    assert "of yesterday" not in text
    assert "\n80 sentences in 40 groups.\n" in text
    assert "| leading | 8 |" in text
    assert "| second-reading.tsv | 80 | 1.000 | 1.000 | 1.000 |" in text
    assert filled(text, home, *trained) == text


def test_the_shipped_model_is_sound() -> None:
    """The shipped arrays have the shapes that the code expects, and the model without its sentences is small."""
    assert sound(shipped.arrays())
    files = [path for path in shipped.folder().rglob("*") if path.is_file() and path.suffix != ".tsv"]
    assert {path.name for path in files} >= {*(f"{name}.npy" for name in FILES), FILE, "cues.txt"}
    kept = [path for path in shipped.folder().iterdir() if path.is_file()]
    assert sum(path.stat().st_size for path in kept) <= 4 * MEGABYTE


@pytest.fixture(scope="module")
def again() -> tuple[Arrays, Held]:
    """The shipped sentences, trained on again."""
    return train(shipped.folder() / "sentences")


def changed(folder: Path) -> list[str]:
    """Returns the names of files of a folder that are not, byte for byte, as the shipped ones."""
    return [path.name for path in folder.iterdir() if path.read_bytes() != (shipped.folder() / path.name).read_bytes()]


def test_the_shipped_arrays_are_what_the_sentences_make(again: tuple[Arrays, Held], tmp_path: Path) -> None:
    """Slow, about a minute: training from the shipped sentences gives the bytes of the shipped arrays."""
    shipped.save(again[0], tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.npy" for name in FILES}
    assert changed(tmp_path) == []


def test_the_shipped_splitter_is_what_the_sentences_make(again: tuple[Arrays, Held], tmp_path: Path) -> None:
    """Slow, about a minute: the splitter learnt from the shipped sentences and turns has the shipped bytes."""
    split_model.save(fit_splitter(again[1].rows, turns(shipped.folder())), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"split-{name}.npy" for name in split_model.FILES}
    assert changed(tmp_path) == []


def test_the_shipped_card_tells_what_was_measured(again: tuple[Arrays, Held]) -> None:
    """The card's figures of types are those of the training; those of the splitter are made by training alone."""
    card = (shipped.folder() / FILE).read_text("utf-8")
    figures, _, rest = card.partition("### Sentences of turns\n\n| seed")
    made = filled(card, shipped.folder(), *again)
    assert made == f"{figures.rstrip()}\n\n<!-- end figures -->\n"
    assert rest.count("| 1 |") == rest.count("| 2 |") == 5


def test_training_writes_all_files(again: tuple[Arrays, Held], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into another folder come all arrays and the card, and nothing else; the shipped ones stay."""
    before = {path.name: path.read_bytes() for path in shipped.folder().iterdir() if path.is_file()}
    monkeypatch.setattr("autoscore.classify.retrain.train", lambda _folder: again)
    monkeypatch.setattr("autoscore.classify.retrain.fit", lambda _rows, _turns: split_model.splitter())
    monkeypatch.setattr("autoscore.classify.retrain.SEEDS", ())
    written = retrain(tmp_path)
    assert sorted(written) == sorted(tmp_path.iterdir())
    assert {path.name for path in written} == {*(path.name for path in shipped.folder().glob("*.npy")), FILE}
    assert changed(tmp_path) == [FILE]
    assert {path.name: path.read_bytes() for path in shipped.folder().iterdir() if path.is_file()} == before
