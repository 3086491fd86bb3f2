"""Open acts: the same turns, the same bytes; turns that belong together are not parted; what ships is what is made."""

from pathlib import Path

import numpy as np
import pytest

from autoscore.classify import ACT_LABELS, Sentence, act_limits, act_probabilities
from autoscore.classify.act_card import FILE, filled_acts
from autoscore.classify.act_corpus import ActRow, Run, folds, read_acts, rest_of
from autoscore.classify.act_features import BITS, act_blocks
from autoscore.classify.act_labels import LABELS
from autoscore.classify.act_retrain import retrain_acts
from autoscore.classify.act_shipped import NAMES, act_arrays, folder
from autoscore.classify.act_thresholds import LEAST_SURE, NEVER, reached
from autoscore.classify.act_train import FOLDS, HeldActs
from autoscore.errors import CorpusError

HEAD = "acts\tgroup\ttraits\tprev\ttext"
MEGABYTES = 1.5 * (1 << 20)


@pytest.fixture(scope="module")
def rows() -> tuple[ActRow, ...]:
    return read_acts(folder() / "sentences")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("acts")
    retrain_acts(into)
    return into


@pytest.mark.parametrize("name", [*(f"{name}.npy" for name in NAMES), FILE])
def test_the_shipped_model_is_what_training_makes(trained: Path, name: str) -> None:
    """Training on the shipped turns writes the shipped files again, byte for byte, the card's figures among them."""
    assert (trained / name).read_bytes() == (folder() / name).read_bytes()


def test_the_model_is_small_and_whole() -> None:
    """Its arrays have the shapes that applying them expects, and take less than one and a half megabytes."""
    arrays = act_arrays()
    assert arrays.weights.shape == (2**BITS, len(ACT_LABELS))
    assert arrays.weights.dtype == np.int8
    assert not arrays.weights[0].any()
    assert arrays.scale.shape == (2, len(ACT_LABELS))
    assert arrays.limits.shape == (len(ACT_LABELS),)
    assert sum((folder() / f"{name}.npy").stat().st_size for name in NAMES) < MEGABYTES


def test_no_act_is_told_on_little() -> None:
    """Every label has a limit that can be reached, and none below the least probability."""
    assert all(LEAST_SURE - 1e-6 <= limit < 1 for limit in act_limits())


def test_what_belongs_together_is_in_one_fold(rows: tuple[ActRow, ...]) -> None:
    """Turns of one group, and turns with the same turn before, are never in two folds; every fold holds some."""
    fold = folds(rows, FOLDS)
    for name in ("group", "previous"):
        held: dict[str, int] = {}
        for row, number in zip(rows, fold, strict=True):
            if getattr(row, name):
                assert held.setdefault(getattr(row, name), number) == number
    assert set(fold) == set(range(FOLDS))


def test_runs_lie_where_they_were_marked(tmp_path: Path) -> None:
    """A marked run is found again in the turn without marks, and what is left of the turn holds none of it."""
    (tmp_path / "a.tsv").write_text(f"{HEAD}\nfee_notice\tg1\t-\t多少钱\t嗯，[[fee_notice:一年九十]]。\n", "utf-8")
    [row] = read_acts(tmp_path)
    assert (row.text, row.runs) == ("嗯，一年九十。", (Run("fee_notice", 2, 6),))
    assert row.labels_at(0, 2) == frozenset()
    assert row.labels_at(2, 7) == {"fee_notice"}
    assert rest_of(row) == "嗯，，。"


@pytest.mark.parametrize(
    "line",
    [
        "fee_notice\tg1\t-\t多少钱\t一年九十",
        "-\tg1\t-\t\t[[fee_notice:一年九十]]",
        "haggle\tg1\t-\t\t[[haggle:一年九十]]",
        "-\tg1\tloud\t\t一年九十",
        "-\tg1\t-\t一年九十",
    ],
)
def test_a_wrong_line_is_told_with_its_place(tmp_path: Path, line: str) -> None:
    """A line whose acts and marks differ, with an unknown label or trait, or with a column missing, is refused."""
    (tmp_path / "a.tsv").write_text(f"{HEAD}\n{line}\n", "utf-8")
    with pytest.raises(CorpusError, match=r"a\.tsv:2"):
        read_acts(tmp_path)


def test_company_changes_nothing(rows: tuple[ActRow, ...]) -> None:
    """A sentence has the same probabilities alone as among others."""
    asked = [Sentence(row.text, row.previous) for row in rows[:300:7]]
    together = act_probabilities(asked)
    assert all((act_probabilities([one]) == line).all() for one, line in zip(asked, together, strict=True))
    assert together.min() >= 0
    assert together.max() <= 1


@pytest.mark.parametrize("text", ["", "，", "。。。", "嗯嗯啊", "\n", "😀", "7", "[手机号]"])
def test_any_text_has_features(text: str) -> None:
    """Nothing, marks alone and odd characters have features within the table, and finite probabilities."""
    for block in act_blocks([Sentence(text, text), Sentence("一年九十", text)]):
        assert block.number.size == 0 or block.number.max() < 2**BITS
    assert np.isfinite(act_probabilities([Sentence(text), Sentence(text, text)])).all()


def test_what_is_said_back_shows_by_the_turn_before() -> None:
    """The same words are a playback behind a turn that holds them, and none behind another."""
    said = "尾号三七二九，对吗"
    column = ACT_LABELS.index("playback_number")
    back, other = act_probabilities([Sentence(said, "我尾号是三七二九"), Sentence(said, "我想问问天气")])[:, column]
    assert back > act_limits()[column]
    assert back > other + 0.2


def test_a_limit_is_the_lowest_with_enough_right() -> None:
    """Of the scores from the limit on so many are right; there is none where too few are."""
    score = np.linspace(1, 0, 40)
    label = np.arange(40) < 18
    assert reached(score, label, 0.9) == score[19]
    assert reached(score, ~label, 0.9) == NEVER


def test_the_card_says_what_was_measured() -> None:
    """The measured part holds each label's figures, and the rest of the card stays as it is."""
    run = Run(LABELS[0], 0, 2)
    rows = (ActRow("a/1", (), "", "办个", (run,)), ActRow("a/2", (), "", "好的", ()))
    probable = np.zeros((2, len(LABELS)))
    probable[0, 0] = 0.97
    labels = np.zeros((2, len(LABELS)), dtype=np.bool_)
    labels[0, 0] = True
    card = "before\n<!-- begin figures -->\nof last time\n<!-- end figures -->\nafter\n"
    text = filled_acts(card, Path("none"), HeldActs(rows, np.arange(2), labels, probable))
    assert text.startswith(
        "before\n<!-- begin figures -->\n### Data\n\n2 turns in 2 groups; 1 of them hold no open act."
    )
    assert text.endswith("<!-- end figures -->\nafter\n")
    assert f"| {LABELS[0]} | 1 |" in text
    assert "of last time" not in text
