"""Patterns: spans in code points, leftmost longest, refusals that say why, and no way to make it slow."""

import re
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autoscore.errors import PatternError
from autoscore.text.patterns import PatternSet, check, pattern_set

Found = tuple[int, int, int]
SOURCES = ("好", "好的?", "[a好]{1,3}", "😀.", "é|é好", "(?:的|好的)a", "[^a\n]好")
SET = pattern_set(SOURCES)
# The reason for each refusal is told by these words.
REFUSED = {
    "好(?=的)": "环视",
    "(?<=您)好": "环视",
    "好(?!的)": "环视",
    "(?<!您)好": "环视",
    r"(好)\1": "反向引用",
    "(好+)+": "无限重复",
    "(?:好*的)*了": "无限重复",
    "(?:好|的+){2,}": "无限重复",
    "(?:(?:好{3,}){1,2}的)+": "无限重复",
    "": "空文本",
    "好*": "空文本",
    "好|": "空文本",
    "(?:好)?": "空文本",
    "好{1,100000}": "太大",
}
BROKEN = ("好[", "好(", "好)", "*好", r"好\p{Nonsense}", "(?P<好", "[好-的", "(?<名>好")


def leftmost_longest(source: str, text: str) -> list[tuple[int, int]]:
    """Returns the leftmost longest matches that do not overlap, found by trying every span."""
    pattern = re.compile(source)
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        ends = [end for end in range(len(text), start, -1) if pattern.fullmatch(text, start, end)]
        if ends:
            found.append((start, ends[0]))
        start = ends[0] if ends else start + 1
    return found


def spans(source: str, text: str) -> list[tuple[int, int]]:
    return [(start, end) for _, start, end in pattern_set([source]).find(text)]


@given(st.text(st.sampled_from("a好的é😀𠮷\n"), max_size=20))
@example("😀好的a😀😀é好")
def test_spans_are_the_leftmost_longest_in_code_points(text: str) -> None:
    """Each pattern's matches are its leftmost longest ones, counted in code points, astral characters as one."""
    expected: list[Found] = [
        (number, start, end) for number, source in enumerate(SOURCES) for start, end in leftmost_longest(source, text)
    ]
    assert SET.find(text) == expected


pieces = st.tuples(
    st.sampled_from(["好", "的", "a", "😀", ".", "[好a]", "[^好]", "(?:好|好的)", "(?:a|)", "(?:的|a好)"]),
    st.sampled_from(["", "", "?", "*", "+", "{0,2}", "{2}", "{1,3}", "+?"]),
).map("".join)


@given(st.lists(pieces, min_size=1, max_size=4).map("".join), st.text(st.sampled_from("好的a😀\n"), max_size=14))
@example(".{0,3}的", "12的34的")
@example("[好a]{1,3}", "aaaa")
@example("好|好的|好的a", "好的a好的")
def test_any_pattern_finds_its_leftmost_longest_matches(source: str, text: str) -> None:
    """Whatever a pattern is made of, it finds the leftmost longest matches that trying every span finds."""
    try:
        found = spans(source, text)
    except PatternError:
        return
    assert found == leftmost_longest(source.replace("[^好]", "[^好\n]"), text)


def test_astral_characters_count_as_one() -> None:
    """A span before, around and behind characters of one, two, three and four bytes is in code points."""
    assert spans("好", "aé好😀好𠮷好") == [(2, 3), (4, 5), (6, 7)]
    assert spans("😀+", "好😀😀a😀") == [(1, 3), (4, 5)]
    assert spans("[𠀀-𪛟]", "吉𠮷𠮷") == [(1, 2), (2, 3)]


def test_longest_alternative_wins_in_any_order() -> None:
    """Of alternatives that begin at one place the longest counts, whichever is written first."""
    assert spans("好|好的|好的呢", "好的呢好的") == [(0, 3), (3, 5)]
    assert spans("好的呢|好的|好", "好的呢好的") == [(0, 3), (3, 5)]


def test_patterns_do_not_disturb_each_other() -> None:
    """Matches of one pattern may overlap those of another; each is found as if it were alone."""
    assert pattern_set(["您好", "好的", "您好的"]).find("您好的") == [(0, 0, 2), (1, 1, 3), (2, 0, 3)]


def test_no_match_crosses_a_line() -> None:
    """A dot, a blank and a class of what is not wanted stop at a line break, which parts turn from turn."""
    assert spans("您.", "您\n您好") == [(2, 4)]
    assert spans(r"您\s?", "您\n您 好") == [(0, 1), (2, 4)]
    assert spans("您[^的]{0,3}", "您\n您好\n") == [(0, 1), (2, 4)]


def test_anchors_are_the_ends_of_a_line() -> None:
    """^ and $ stand for the start and end of each line."""
    assert spans("^您", "您您\n您") == [(0, 1), (3, 4)]
    assert spans("您$", "您您\n您\n") == [(1, 2), (3, 4)]
    assert spans("^您好$", "您好\n您好的\n您好") == [(0, 2), (7, 9)]


@pytest.mark.parametrize("source", [r"\w+", r"[\W]好", r"\b您好"])
def test_classes_that_know_only_latin_letters_are_refused(source: str) -> None:
    r"""To the engine a Han character is no word character: \w, \W and \b are refused with what to write instead."""
    with pytest.raises(PatternError):
        check(source)


def test_nothing_is_found_in_nothing() -> None:
    """No patterns, or no text, give no match."""
    assert PatternSet(()).find("您好") == []
    assert pattern_set(["您好"]).find("") == []


@pytest.mark.parametrize(("source", "reason"), REFUSED.items())
def test_refusals_say_why(source: str, reason: str) -> None:
    """What only a back-tracking engine can do, or what says nothing, is refused with the reason in Chinese."""
    with pytest.raises(PatternError, match=reason):
        check(source)
    with pytest.raises(PatternError, match=reason):
        pattern_set(["您好", source])


@pytest.mark.parametrize("source", BROKEN)
def test_broken_patterns_are_refused(source: str) -> None:
    """A pattern that cannot be parsed is refused with some reason, and with no other error."""
    with pytest.raises(PatternError, match=r"\w"):
        check(source)


@pytest.mark.parametrize("source", ["您[们]?好", "(?:再见|拜拜){1,3}", r"[0-9]{2,4}元", "(?i)ok", "您.{0,6}好"])
def test_good_patterns_pass(source: str) -> None:
    """Bounded repeats, classes, groups and gaps are taken as they are."""
    check(source)
    assert pattern_set([source]).sources == (source,)


@given(st.text(st.sampled_from("好的a()[]{}*+?|\\^$.,1-"), max_size=8))
def test_a_pattern_is_compiled_or_refused(source: str) -> None:
    """Whatever is written, the pattern is taken or refused; nothing else is raised."""
    with suppress(PatternError):
        check(source)


@pytest.mark.parametrize("source", ["(?:好|好好)+的", "(?:好?){12}好{12}的", "(?:[好的]|好){1,12}元"])
def test_a_killer_of_back_tracking_takes_no_time(source: str) -> None:
    """A text on which a back-tracking engine needs ages is searched in the time that its length asks for."""
    found = pattern_set([source])
    found.find("的")  # compiled now
    start = time.perf_counter()
    assert found.find("好" * 5_000) == []
    assert time.perf_counter() - start < 1.0


@pytest.mark.parametrize("source", ["1+0", "[^好]*好+", "[0-9]?的+", "(?:a|aa)+b", r"\d*元{1,3}"])
def test_no_pattern_ends_the_process(source: str) -> None:
    """Any pattern that is taken can be searched for in a text of ordinary length: no engine crashes on it."""
    code = f"from autoscore.text.patterns import pattern_set; pattern_set([{source!r}]).find('a1好的元' * 100)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 0


def test_a_match_is_not_hidden_by_an_overlapping_one() -> None:
    """Behind a match the search goes on with what is left: two sums are two matches, and so are halves of a number."""
    assert [spans(".{0,3}元", "12元34元"), spans("[0-9]{2,4}", "123456")] == [[(0, 3), (3, 6)], [(0, 4), (4, 6)]]


def test_spans_behind_a_lone_surrogate_are_right() -> None:
    """A lone surrogate counts as one character like any other."""
    assert spans("好", "\ud800好的好") == [(1, 2), (3, 4)]


def test_many_matches_take_no_time() -> None:
    """Also where every second character is a match, the time is that of one pass."""
    found = pattern_set(["好"])
    start = time.perf_counter()
    assert found.find("好的" * 20_000) == [(0, place, place + 1) for place in range(0, 40_000, 2)]
    assert time.perf_counter() - start < 2.0


@pytest.mark.filterwarnings("error")
def test_checking_a_pattern_warns_of_nothing() -> None:
    """A pattern that is odd but right is taken without a warning on the user's screen."""
    check("[[好]的")
