"""Loading: the bundled files with a house's own beside them, what replaces what, and every problem at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lexicon_kit import clean, save, written

from autoscore import resources
from autoscore.errors import LexiconError, Problem
from autoscore.lexicon import Lexicon, compile_book, load, read
from autoscore.text.characters import characters

BUNDLED = {
    "acts/greeting.txt": written(["(您|你)好", "- 您好像"], label="greeting", title="问候", kind="expected", by="any"),
    "acts/farewell.txt": written(["再见"], label="farewell", kind="expected", formula="yes"),
    "phrases/pays.txt": written(["给您{币}"], label="pays", by="customer"),
    "slots/币.txt": written(["一百", "五十"], slot="币"),
    "contexts/reported.txt": written(["没说", "他说"], label="reported"),
    "README.md": "# 不是词表",
}


@pytest.fixture(autouse=True)
def _bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a small lexicon in the place of the bundled one, with nothing compiled beforehand."""
    characters()  # the tables are those of the program
    save(tmp_path / "lexicons", BUNDLED)
    monkeypatch.setattr(resources, "folder", lambda kind: tmp_path / kind)


@pytest.fixture
def house(tmp_path: Path) -> Callable[..., Path]:
    """Returns a way to write a house's own folder."""
    return lambda **files: save(tmp_path / "house", {f"{name}.txt": text for name, text in files.items()})


def found(lexicon: Lexicon, text: str) -> list[str]:
    return clean(compile_book(lexicon), text)


def sources(lexicon: Lexicon, label: str) -> list[str]:
    return [one.source for one in lexicon.sets[label].entries]


def test_the_bundled_files_are_read_by_what_their_heads_say() -> None:
    """Files with a label are sets, files with a slot are slots, those in contexts are contexts; others are none."""
    lexicon = load()
    assert lexicon.labels() == ("farewell", "greeting", "pays")
    assert lexicon.labels("expected") == ("farewell", "greeting")
    assert lexicon.slots == {"币": ("一百", "五十")}
    assert lexicon.contexts == ("没说", "他说")
    assert sources(lexicon, "greeting") == ["(您|你)好", "- 您好像"]


def test_a_house_adds_entries(house: Callable[..., Path]) -> None:
    """A house's file adds its entries behind the bundled ones and leaves their head as it is."""
    lexicon = load(house(greeting=written(["恭喜发财", "- 您好的"], label="greeting", title="别的名", by="customer")))
    assert sources(lexicon, "greeting") == ["(您|你)好", "- 您好像", "恭喜发财", "- 您好的"]
    assert (lexicon.sets["greeting"].title, lexicon.sets["greeting"].by) == ("问候", "any")
    assert found(lexicon, "恭喜发财，您好，您好像，您好的") == ["恭喜发财", "您好"]


def test_a_house_replaces_a_set(house: Callable[..., Path]) -> None:
    """With mode: replace, the bundled entries and head of that label are gone, blocks too; other labels stay."""
    text = written(["恭喜发财"], label="greeting", title="拜年", kind="taboo", mode="replace")
    lexicon = load(house(greeting=text))
    assert sources(lexicon, "greeting") == ["恭喜发财"]
    assert (lexicon.sets["greeting"].title, lexicon.sets["greeting"].kind) == ("拜年", "taboo")
    assert found(lexicon, "恭喜发财，您好，再见") == ["恭喜发财", "再见"]


def test_a_house_has_sets_of_its_own(house: Callable[..., Path]) -> None:
    """A label that is not bundled is a set like any other, also in a folder of a folder."""
    lexicon = load(house(**{"sub/own": written(["星桥欢迎您"], label="own")}))
    assert found(lexicon, "星桥欢迎您") == ["星桥欢迎您"]


def test_a_house_adds_and_replaces_slot_values(house: Callable[..., Path]) -> None:
    """Values are added to a slot, each once, or take the place of the bundled ones."""
    assert load(house(币=written(["五十", "二十"], slot="币"))).slots["币"] == ("一百", "五十", "二十")
    lexicon = load(house(币=written(["二十"], slot="币", mode="replace")))
    assert lexicon.slots["币"] == ("二十",)
    assert found(lexicon, "给您一百，给您二十") == ["给您二十"]


def test_a_house_adds_and_replaces_contexts(house: Callable[..., Path]) -> None:
    """Contexts are added, each once, or take the place of the bundled ones."""
    assert load(house(**{"contexts/own": written(["他说", "她说"], label="own")})).contexts == ("没说", "他说", "她说")
    assert load(house(**{"contexts/own": written(["她说"], label="own", mode="replace")})).contexts == ("她说",)


def test_only_the_wanted_entries_are_read_but_all_heads() -> None:
    """With `only`, the other sets are there without entries; formulas, slots and contexts are there in full."""
    lexicon = load(only={"pays"})
    assert lexicon.labels() == ("farewell", "greeting", "pays")
    assert {label: sources(lexicon, label) for label in lexicon.sets} == {
        "farewell": ["再见"],
        "greeting": [],
        "pays": ["给您{币}"],
    }
    assert (lexicon.slots, lexicon.contexts) == ({"币": ("一百", "五十")}, ("没说", "他说"))


def test_every_problem_of_every_file_is_told_at_once(house: Callable[..., Path]) -> None:
    """Problems of several files come together, each at its file as it was given; what is right is read."""
    folder = house(
        a=written(["您(好", "行"], title="a"),
        b=written(["请…0坐"], label="b", sound="loud"),
        c=written(["好"], labels="c"),
    )
    lexicon, problems = read(folder)
    assert {(str(problem.place), problem.code) for problem in problems} >= {
        ("house/a.txt:1:1", "no_label"),
        ("house/b.txt:2:1", "bad_value"),
        ("house/b.txt:4:2", "bad_entry"),
        ("house/c.txt:1:1", "unknown_key"),
        ("house/c.txt:1:1", "no_label"),
    }
    assert lexicon.labels() == ("b", "farewell", "greeting", "pays")
    with pytest.raises(LexiconError) as caught:
        load(folder)
    assert caught.value.problems == problems


def test_a_file_that_is_no_text_is_a_problem(house: Callable[..., Path]) -> None:
    """A file in another encoding is named, with what to do; the others are read."""
    folder = house(a=written(["好的"], label="a"))
    (folder / "b.txt").write_bytes("label: b\n\n您好\n".encode("gb18030"))
    lexicon, problems = read(folder)
    assert [(str(problem.place), problem.code) for problem in problems] == [("house/b.txt", "encoding")]
    assert "a" in lexicon.sets


def test_a_folder_that_is_none_is_a_problem(tmp_path: Path) -> None:
    """A folder that is not there, or a file in its place, is refused with what to give."""
    for path in (tmp_path / "none", tmp_path / "lexicons" / "README.md"):
        with pytest.raises(LexiconError) as caught:
            load(path)
        assert [problem.place.file for problem in caught.value.problems] == [str(path)]


def test_problems_are_the_same_in_any_order_of_writing(house: Callable[..., Path], tmp_path: Path) -> None:
    """Files are read in the order of their names, not in that of the disk."""
    texts = {name: written([f"{name}(好"], label=name) for name in "cab"}
    first: tuple[Problem, ...] = read(house(**texts))[1]
    again = read(save(tmp_path / "again" / "house", {f"{name}.txt": texts[name] for name in "abc"}))[1]
    assert first == again
    assert [problem.place.file for problem in first] == ["house/a.txt", "house/b.txt", "house/c.txt"]


def test_the_digest_is_that_of_the_texts(house: Callable[..., Path]) -> None:
    """The digest is the same for the same files, and another after any change of text or with a house's own."""
    digest = load().digest
    assert load().digest == digest
    assert load(only={"pays"}).digest == digest
    assert load(house(a=written(["好的"], label="a"))).digest != digest


def test_contexts_are_in_normal_form(house: Callable[..., Path]) -> None:
    """A context is the same in full width, upper case or Traditional, like an entry."""
    assert load(house(**{"contexts/own": written(["經理說", "ＶＩＰ说"], label="own")})).contexts[2:] == (
        "经理说",
        "vip说",
    )
