"""Cues: the longest is found, what stands for nothing hides what is in it, and bad lines are told with their place."""

from collections import defaultdict
from pathlib import Path

import pytest
from classify_kit import points, table
from hypothesis import given
from hypothesis import strategies as st

from autoscore.classify import shipped
from autoscore.classify.cues import A_NOT_A, LONGEST, NOTHING, Cues, cues, read
from autoscore.classify.hashes import BARRIER
from autoscore.classify.sequence import COMMA, END, START
from autoscore.errors import LexiconError
from autoscore.text.characters import normal_form, squeeze

SHIPPED = shipped.folder() / "cues.txt"
LINES = ("one: 好 好吗", "two: 吗 好吗行 不好", "-: 吗行 大好", "# a comment", "", "three: 行 大 # 好")
WORDS = {"好": "one", "好吗": "one", "吗": "two", "好吗行": "two", "不好": "two", "行": "three", "大": "three"}
HIDERS = ("吗行", "大好")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Cues:
    return table(tmp_path_factory.mktemp("cues"), *LINES)


def found(known: Cues, text: str) -> list[tuple[int, int, str]]:
    """Returns the cues of a text: place, end, name of the class."""
    held = known.find(points(text))
    rows = zip(held.place.tolist(), held.end.tolist(), held.cue.tolist(), strict=True)
    return [(place, end, known.classes[cue]) for place, end, cue in rows]


def classes() -> dict[str, list[str]]:
    """Returns the words of the shipped table with the classes in which they stand."""
    held = defaultdict(list)
    for line in SHIPPED.read_text("utf-8").splitlines():
        name, _, rest = line.split("#")[0].partition(":")
        for word in rest.split():
            held[word].append(name.strip())
    return dict(held)


@pytest.mark.parametrize(
    ("text", "cues_found"),
    [
        ("好", [(0, 1, "one")]),
        ("好吗", [(0, 2, "one")]),
        ("好吗行", [(0, 3, "two")]),
        ("吗行", []),
        ("大好", []),
        ("大好吗", [(1, 3, "one")]),
        ("大好吗行", [(1, 4, "two")]),
        ("不好吗", [(0, 2, "two"), (1, 3, "one")]),
        ("好不好", [(0, 3, A_NOT_A)]),
        ("好不好吗", [(0, 3, A_NOT_A), (2, 4, "one")]),
        ("天天", []),
        ("", []),
    ],
)
def test_the_longest_is_found(small: Cues, text: str, cues_found: list[tuple[int, int, str]]) -> None:
    """A cue inside another is not found, nor one inside a word that stands for nothing; those that overlap both are."""
    assert found(small, text) == cues_found


def brute(text: str) -> list[tuple[int, int, str]]:
    """Returns the cues of a text by looking at each run: all that no other run holds, but for those that hide."""
    runs = [(at, at + size) for at in range(len(text)) for size in range(1, 4) if at + size <= len(text)]
    named = {(at, end): WORDS.get(text[at:end]) or (NOTHING if text[at:end] in HIDERS else "") for at, end in runs}
    for at, end in runs:
        if end - at == 3 and text[at] == text[at + 2] > "\u2fff" and text[at + 1] in "不没" and not named[at, end]:
            named[at, end] = A_NOT_A
    held = [span for span in runs if named[span]]
    outer = [one for one in held if not any(a <= one[0] and one[1] <= b and one != (a, b) for a, b in held)]
    return [(*span, named[span]) for span in sorted(outer) if named[span] != NOTHING]


@given(st.text("好吗行不没大天", max_size=12))
def test_cues_are_those_of_a_plain_search(small: Cues, text: str) -> None:
    """What is found at once in arrays is what is found by looking at each run of characters."""
    assert found(small, text) == brute(text)


@given(st.lists(st.text("好吗行不没大天", max_size=6), max_size=5))
def test_no_cue_crosses_a_barrier(small: Cues, texts: list[str]) -> None:
    """Texts joined by barriers have the cues that each has alone."""
    joined = "".join(text + chr(BARRIER) for text in texts)
    alone, start = [], 0
    for text in texts:
        alone += [(start + place, start + end, name) for place, end, name in found(small, text)]
        start += len(text) + 1
    assert found(small, joined) == alone


@given(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), st.sampled_from("不没"))
def test_any_character_twice_around_a_no_is_a_not_a(small: Cues, char: str, no: str) -> None:
    """A-not-A needs no list of verbs: 挂不挂, 选没选."""
    assert (0, 3, A_NOT_A) in found(small, f"{char}{no}{char}")


@pytest.mark.parametrize("text", ["好不行", "1不1", "a没a", "好也好", "好不", "不好", "\n不\n", "好不\n好", "好\n不好"])
def test_what_is_no_a_not_a(tmp_path: Path, text: str) -> None:
    """Other characters, other words between, digits, letters and two texts make no A-not-A."""
    assert found(table(tmp_path, "x: 甲"), text) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("好 吗 行", "不是一类词"),
        ("one", "不是一类词"),
        ("one:", "不是一类词"),
        ("one:   ", "不是一类词"),
        ("one: # 好", "不是一类词"),
        ("one: 吗 好", "“好”写了两次"),
        ("one: 吗 吗", "“吗”写了两次"),
        ("-: 好", "“好”写了两次"),
        ("one: 一二三四五六七", "“一二三四五六七”超过 6 个字"),
    ],
)
def test_a_line_that_is_none_is_told_with_its_place(line: str, what: str, tmp_path: Path) -> None:
    """What is no class of words, and a word that stands twice or is too long, is told with the file and the line."""
    path = tmp_path / "mine.txt"
    path.write_text(f"# words\n\nfirst: 好\n{line}\nlast: 行\n", "utf-8")
    with pytest.raises(LexiconError) as raised:
        read(path)
    [problem] = raised.value.problems
    assert (problem.place.file, problem.place.line, problem.what) == ("mine.txt", 4, what)


def test_words_are_brought_to_their_normal_form(tmp_path: Path) -> None:
    """A table may be written in Traditional or full-width characters; what is looked through is in normal form."""
    known = table(tmp_path, "one: 什麼 ＡＢ")
    assert found(known, "什么ab") == [(0, 2, "one"), (2, 4, "one")]


def test_a_class_may_go_on_in_another_line(tmp_path: Path) -> None:
    """Words of two lines with one name are of one class, and its number is where its name stands."""
    known = table(tmp_path, "one: 好", "two: 行", "one: 吗")
    assert found(known, "好行吗") == [(0, 1, "one"), (1, 2, "two"), (2, 3, "one")]
    assert [known.classes[known.number(name)] for name in ("one", "two", A_NOT_A)] == ["one", "two", A_NOT_A]


def test_every_shipped_word_is_found() -> None:
    """No word of the shipped table is lost to another with the same place in it: each is found by its own class."""
    held = classes()
    assert len(held) > 500
    lost = {
        word: found(cues(), normal_form(word))
        for word, names in held.items()
        if found(cues(), normal_form(word)) not in [[] if name == NOTHING else [(0, len(word), name)] for name in names]
    }
    assert lost == {}


def test_shipped_words_fit_the_table() -> None:
    """No word is longer than what is looked for, and no class has a number that means a start, an end or a comma."""
    assert max(map(len, classes())) <= LONGEST
    assert len(cues().classes) < min(START, END, COMMA)


def test_every_shipped_word_can_be_heard() -> None:
    """No word holds a filler, a stutter or a mark: sentences are looked through without them."""
    assert [word for word in classes() if squeeze(word) != normal_form(word)] == []


def test_every_shipped_word_is_of_one_class() -> None:
    """No word stands in two classes, of which only one would count."""
    assert {word: names for word, names in classes().items() if len(names) > 1} == {}
