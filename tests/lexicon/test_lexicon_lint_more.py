"""Lint of lexicons: entries that do not mean what they look like, and entries against those of other sets."""

from pathlib import Path

import pytest
from lexicon_kit import SLOTS, lexicon, matches, phrases, save

from autoscore.lexicon import Lexicon, compile_book, read
from autoscore.lexicon.lint import findings
from autoscore.lexicon.lint_slots import unused_slots

ACT = {"kind": "expected"}
LINES = {
    "a gap at the end": ("您请坐…4", [(4, "advice_gap_at_edge")]),
    "a gap at the start": ("…4您请坐", [(4, "advice_gap_at_edge")]),
    "a gap at the end of a choice": ("请(坐下…3|就座)", [(4, "advice_gap_at_edge")]),
    "a gap that a sign holds": ("^…3您请坐", []),
    "a gap before the end of a turn": ("您请坐…3$", []),
    "a gap in a clause": ("=…2您请坐…2", []),
    "a gap before a block": ("- …4您请坐", []),
    "a gap behind a block": ("- 您请坐…4", [(4, "advice_gap_at_edge")]),
    "an end in a choice": ("(再会$|回头见面)", [(4, "inner_sign")]),
    "a start in a choice": ("(^再会|回头见面)", [(4, "inner_sign")]),
    "a start behind words": ("那^再会", [(4, "inner_sign")]),
    "two signs of a start": ("^=再会", [(4, "inner_sign")]),
    "two signs of a kind": ("~ ! 再会", [(4, "inner_sign")]),
    "signs at their places": ("? ^再会$", []),
}


@pytest.mark.parametrize(("line", "expected"), LINES.values(), ids=LINES)
def test_what_an_entry_looks_like(line: str, expected: list[tuple[int, str]]) -> None:
    """Gaps with nothing beyond them are advised against, signs off their places are wrong, each at its line."""
    found = findings(lexicon(phrases(line, **ACT)))
    assert [(problem.place.line, problem.code) for problem in found] == expected


@pytest.mark.parametrize(("bare", "gapped"), [("您请坐", "您请坐…4"), ("请…2坐", "请…2坐…6")])
def test_a_gap_at_the_end_changes_nothing(bare: str, gapped: str) -> None:
    """What the lint says of it is so: with and without the gap the same words are found."""
    found = [
        [place for _, place in matches(compile_book(lexicon(phrases(line))), "您请坐这边来", "来请您坐，好")]
        for line in (bare, gapped)
    ]
    assert found[0] == found[1] != []


def test_a_sign_in_a_choice_changes_nothing() -> None:
    """What the lint says of it is so: the end of a turn is not asked for."""
    book = compile_book(lexicon(phrases("(再会$|回头见面)")))
    assert [place for _, place in matches(book, "再会啦您")] == [(0, 0, 2)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("非常感激您呀", "感激您呀"), []),  # 呀 is a filler: too short to be heard by itself
        (("非常感激您老", "感激您老"), [3]),
        (("感激您老", "非常感激您老"), [4]),
        (("(非常|特别)感激您老", "感激您老"), [3]),
        (("[非常]感激您老",), []),
        (("非常感激您老", "^感激您老"), []),
        (("^非常感激您老", "感激您老"), []),
        (("非常感激您老", "感激您老", "- 感激您老天"), []),
        (("! 非常感激您老", "感激您老"), []),
    ],
)
def test_what_a_shorter_way_hides(lines: tuple[str, ...], expected: list[int]) -> None:
    """A way that holds another of the set, one long enough to be heard and not blocked, is told as hidden."""
    found = findings(lexicon(phrases(*lines, **ACT)))
    assert [problem.place.line for problem in found if problem.code == "advice_hidden"] == [
        line + 1 for line in expected
    ]


def test_a_shorter_way_hides_more_where_nothing_is_heard() -> None:
    """In a set that is never looked for by sound, also a short way hides the longer one."""
    found = findings(lexicon(phrases("感激您", "多感激您", sound="never")))
    assert [(problem.place.line, problem.code) for problem in found] == [(5, "advice_hidden")]


@pytest.mark.parametrize(("line", "told"), [("好", True), ("这个", True), ("(好|很好)", True), ("请…3好", False)])
@pytest.mark.parametrize("head", [{"kind": "expected"}, {"kind": "expected", "place": "closing"}, {}])
def test_words_that_are_everywhere(line: str, told: bool, head: dict[str, str]) -> None:
    """A way of one character, or of two that anybody says, is advised against in an act that counts anywhere."""
    found = findings(lexicon(phrases(line, **head), slots={"常用二字": ("这个", "那个")}))
    assert [problem.code for problem in found] == (["advice_everywhere"] if told and head == ACT else [])


@pytest.mark.parametrize("line", ["^好", "好$", "=好", "? 好", "- 好", "~ 好"])
def test_a_sign_keeps_short_words_in_their_place(line: str) -> None:
    """Bound to a place, in doubt, or no way at all, short words do no harm."""
    assert findings(lexicon(phrases(line, **ACT))) == ()


def two(first: str, second: str, **kinds: str) -> list[tuple[str, str]]:
    """Returns what is told of two sets of an entry each, by the set's file line."""
    one = phrases(first, label="one", kind=kinds.get("one", "expected"))
    other = phrases(second, label="other", kind=kinds.get("other", "expected"))
    return [(problem.excerpt, problem.code) for problem in findings(lexicon(one, other))]


def test_a_way_that_is_a_taboo_too() -> None:
    """What earns as one act and costs as another is told at the act that is wanted."""
    assert two("给您打满分", "给您打满分", other="taboo") == [("给您打满分", "advice_taboo_too")]
    assert two("(给|替)您打满分", "给您打满分", other="red_line") == [("(给|替)您打满分", "advice_taboo_too")]
    assert two("给您打满分", "=给您打满分", other="taboo") == []
    assert two("给您打满分", "- 给您打满分", other="taboo") == []
    assert two("给您打满分", "给您打满分") == []


def test_a_mishearing_that_is_another_act() -> None:
    """A mishearing that another act has as its own way is told, and one that no act has is not."""
    assert two("~ 周六见面", "周六见面") == [("~ 周六见面", "advice_other_act")]
    assert two("~ 周六见面", "周六相见") == []
    assert two("~ 周六见面", "周六见面", other="phrases") == []


def test_entries_with_gaps_that_stand_twice() -> None:
    """Also what is no list of phrases is told where it stands again, but not where a sign or a gap differs."""
    found = findings(lexicon(phrases("请…3坐下", "请…4坐下", "^请…3坐下", "请…3坐下")))
    assert [(problem.place.line, problem.code) for problem in found] == [(6, "advice_duplicate")]


def test_what_is_listed_for_the_ear_is_no_repetition() -> None:
    """The same words may stand as a way and, with their own sign, as what the ear compares."""
    assert findings(lexicon(phrases("恭送您老", "* 恭送您老"))) == ()


def test_an_emptied_slot() -> None:
    """An entry that needs a slot without values is told; one that can do without it is not."""
    found = findings(lexicon(phrases("您是{姓}老板", "您是[{姓}]老板"), slots={**SLOTS, "姓": ()}))
    assert [(problem.place.line, problem.code) for problem in found] == [(3, "advice_empty_slot")]


def house(folder: Path, **files: str) -> tuple[Path, Lexicon]:
    """Writes a house folder, and returns it with the lexicon that it makes."""
    save(folder, {f"{name}.txt": text for name, text in files.items()})
    return folder, read(folder)[0]


def test_slots_of_a_house(tmp_path: Path) -> None:
    """A slot that no entry uses and one without values are told at their heads; bundled and used ones are not."""
    folder, known = house(
        tmp_path / "house",
        a="slot: 甲\n\n天\n地\n",
        b="# 乙\nslot: 乙\n\n玄\n",
        c="slot: 丙\n",
        d="slot: 姓\nmode: replace\n",
        e="slot: 称呼\n\n仙长\n",
        f="label: ours\n\n天字{甲}号\n",
    )
    found = [(str(one.place), one.code) for one in unused_slots(folder, known)]
    assert found == [("house/b.txt:2:1", "advice_unused_slot"), ("house/c.txt:1:1", "advice_empty_slot")]


def test_a_house_that_repeats_the_bundled_lexicon(tmp_path: Path) -> None:
    """An entry that the bundled file of the act has already is told at the house's line, with the other's place."""
    _, known = house(tmp_path / "house", a="label: farewell\n\n再见\n")
    [found] = [problem for problem in findings(known) if problem.place.file.startswith("house/")]
    assert (str(found.place), found.code) == ("house/a.txt:3:1", "advice_duplicate")
    assert "lexicons/acts/farewell.txt" in found.what
