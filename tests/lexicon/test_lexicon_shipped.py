"""The compiled lexicons: they are what the texts come to, and step back where a text has changed."""

import json
from pathlib import Path

import msgspec
import pytest
from lexicon_kit import clean, matches, save, written

from autoscore import resources
from autoscore.errors import LexiconError
from autoscore.lexicon import Lexicon, PhraseBook, compile_book, load, read, shipped
from autoscore.lexicon.load import shipped_lexicon
from autoscore.lexicon.ship import ship
from autoscore.text.characters import characters

EXAMPLES = Path(__file__).parents[2] / "examples"
SMALL = {
    "acts/greeting.txt": written(
        ["(您|你)好", "^喂$", "=早", "? 在吗", "~ 宁好", "- 您好像", "^啊$"],
        label="greeting",
        kind="expected",
        place="opening",
    ),
    "acts/wait.txt": written(
        [
            "请[您](稍|等)…3(候|等)",
            "给您{币}找您{金额}",
            "(请|麻烦)(您|你)(再|先)(等|坐)(一下|一会儿|片刻)(好吗|行吗|可以吗)",
        ],
        label="wait",
        formula="yes",
    ),
    "slots/币.txt": written(["一百", "五十"], slot="币"),
    "contexts/said.txt": written(["他说"], label="said"),
}
TEXT = "喂。您好，您好像，在吗，宁好，早，请您稍稍候，给您五十，找您二十块五，麻烦你再等一会儿好吗，请烧一候"


def spoken() -> list[str]:
    """Returns what is said in the example calls."""
    lines = [line for path in sorted(EXAMPLES.rglob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    for path in sorted(EXAMPLES.rglob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            lines.extend(turn["text"] for turn in json.loads(line)["turns"])
    return lines


def found(book: PhraseBook, *texts: str) -> list[tuple[str, str, int, str, tuple[int, int, int]]]:
    """Returns all there is to say of what a book finds."""
    return [(one.label, one.form, one.strength, one.sign, span) for one, span in matches(book, *texts)]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Puts a small lexicon in the place of the bundled one, and returns its folder."""
    characters()  # the tables are those of the program
    monkeypatch.setattr(resources, "folder", lambda kind: tmp_path / kind)
    return save(tmp_path / "lexicons", SMALL)


def test_the_shipped_lexicon_finds_what_its_texts_do(small: Path) -> None:
    """After shipping, the compiled form is used, and finds the same, as surely, at the same places."""
    texts = compile_book(load())
    ship()
    lexicon = load()
    assert {one.label: (one.entries, one.ways is None) for one in lexicon.sets.values()} == {
        "greeting": ((), False),
        "wait": ((), False),
    }
    assert found(compile_book(lexicon), TEXT) == found(texts, TEXT) != []
    assert dict.fromkeys(compile_book(lexicon).wholes) == dict.fromkeys(texts.wholes) == {"啊": None}


def test_the_shipped_heads_slots_and_contexts_are_those_of_the_texts(small: Path) -> None:
    """What a set is, the slots, the contexts and the digest are the same as read from the texts."""
    read_now = read()[0]
    ship()
    lexicon = load()
    facts = ("label", "title", "kind", "by", "places", "sound", "formula")
    assert {one.label: [getattr(one, fact) for fact in facts] for one in lexicon.sets.values()} == {
        one.label: [getattr(one, fact) for fact in facts] for one in read_now.sets.values()
    }
    assert (lexicon.slots, lexicon.contexts) == (read_now.slots, read_now.contexts)
    assert lexicon.digest == read_now.digest


def test_only_the_wanted_sets_are_opened(small: Path) -> None:
    """With `only`, the ways of other sets stay closed, but for formulas; it finds what the texts find with `only`."""
    texts = compile_book(load(only={"none"}))
    ship()
    lexicon = load(only={"none"})
    assert lexicon.sets["greeting"].ways == ()
    assert found(compile_book(lexicon), TEXT) == found(texts, TEXT) != []


def test_a_changed_text_is_read_instead(small: Path) -> None:
    """As soon as a text has changed, the compiled form is left aside."""
    ship()
    save(small, {"acts/more.txt": written(["星桥欢迎您"], label="more")})
    assert shipped.read(read()[0].digest, None) is None
    assert clean(compile_book(load()), "星桥欢迎您") == ["星桥欢迎您"]


@pytest.mark.parametrize("ending", [b"\r\n", b"\r"])
def test_how_lines_end_changes_nothing(small: Path, ending: bytes) -> None:
    """A checkout that ends its lines in another way has the same digest, and goes on using the compiled form."""
    ship()
    digest = read()[0].digest
    for path in small.rglob("*.txt"):
        path.write_bytes(path.read_bytes().replace(b"\n", ending))
    lexicon = shipped_lexicon(None)
    assert lexicon is not None
    assert lexicon.digest == digest == read()[0].digest


def test_a_text_that_is_no_text_is_told(small: Path) -> None:
    """A file that is not UTF-8 makes the compiled form be left aside, so that it is read and the problem is told."""
    ship()
    (small / "acts" / "broken.txt").write_bytes(b"\xff\xfe\x00")
    assert shipped_lexicon(None) is None
    with pytest.raises(LexiconError) as caught:
        load()
    assert [problem.code for problem in caught.value.problems] == ["encoding"]


def test_what_triggers_a_way_is_shipped_once(small: Path) -> None:
    """The strings of a way also are the anchors of its expression: the compiled form holds them only as the former."""
    ship()
    texts = {one.label: one for one in compile_book(read()[0]).sets.values()}
    ways = [
        pair for one in load().sets.values() for pair in zip(one.ways or (), texts[one.label].ways or (), strict=True)
    ]
    searched = [(mine, theirs) for mine, theirs in ways if mine.search is not None and theirs.search is not None]
    assert [mine.search.anchors for mine, _ in searched if mine.search] == [()] * len(searched) != []
    assert [mine.strings for mine, _ in searched] == [theirs.search.anchors for _, theirs in searched if theirs.search]


@pytest.mark.parametrize("content", [b"", b"\x00", b"no message pack", msgspec.msgpack.encode({"digest": 1})])
def test_a_broken_compiled_form_is_left_aside(small: Path, content: bytes) -> None:
    """A compiled form that cannot be read is as good as none."""
    texts = compile_book(load())
    ship()
    shipped.path().write_bytes(content)
    assert found(compile_book(load()), TEXT) == found(texts, TEXT)


def test_a_house_is_compiled_from_texts(small: Path, tmp_path: Path) -> None:
    """With a house's own files everything is read from texts, the bundled ones too."""
    ship()
    lexicon = load(save(tmp_path / "house", {"own.txt": written(["星桥欢迎您"], label="own")}))
    assert clean(compile_book(lexicon), "您好，星桥欢迎您") == ["您好", "星桥欢迎您"]


def test_shipping_gives_the_same_bytes_twice(small: Path) -> None:
    """The compiled form depends on the texts alone."""
    ship()
    first = shipped.path().read_bytes()
    shipped.path().unlink()
    ship()
    assert shipped.path().read_bytes() == first


def test_nothing_is_shipped_that_has_a_problem(small: Path) -> None:
    """Texts with problems are not compiled: all are told, and the shipped form stays as it was."""
    save(small, {"acts/more.txt": written(["您(好", "…0"], label="more")})
    with pytest.raises(LexiconError) as caught:
        ship()
    assert [problem.place.line for problem in caught.value.problems] == [3, 4]
    assert not shipped.path().exists()


def test_the_bundled_lexicons_survive_packing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packed and read again, the bundled lexicons find in the examples what their texts find."""
    lexicon: Lexicon = read()[0]
    monkeypatch.setattr(shipped, "path", lambda: tmp_path / "ways.msgpack")
    shipped.path().write_bytes(shipped.pack(lexicon))
    again = shipped.read(lexicon.digest, None)
    assert again is not None
    expected = found(compile_book(lexicon), *spoken())
    assert found(compile_book(again), *spoken()) == expected != []


def test_shipped_lexicons_are_fresh() -> None:
    """The compiled lexicons are those of the texts as they are; else run `python -m autoscore.lexicon.ship`."""
    digest = msgspec.msgpack.decode(shipped.path().read_bytes(), type=shipped.Shipped).digest
    assert digest == read(only=())[0].digest
