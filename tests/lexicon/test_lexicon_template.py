"""The entry language: what an entry stands for, and where it is wrong."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.lexicon import TemplateError
from autoscore.lexicon.template import (
    DEFAULT_GAP,
    MOST_GAP,
    Choice,
    Gap,
    Literal,
    Slot,
    count,
    expand,
    is_plain,
    parse,
    slots,
)

PHRASES = {
    "您好": ["您好"],
    "(您|你)好": ["您好", "你好"],
    "请[您]坐": ["请您坐", "请坐"],
    "[您|你]坐": ["您坐", "你坐", "坐"],
    "请[您|你]稍(等|候)": ["请您稍等", "请您稍候", "请你稍等", "请你稍候", "请稍等", "请稍候"],
    "(请[您]|麻烦(您|你))坐": ["请您坐", "请坐", "麻烦您坐", "麻烦你坐"],
    "[[请]您]坐": ["请您坐", "您坐", "坐"],
    "您好|再见": ["您好", "再见"],
    "(您|)好": ["您好", "好"],
    "ＯＫ，好的！": ["ok好的"],
    "請問": ["请问"],
    "嗯好": ["好"],
    "您您好": ["您好"],
    "": [""],
}
WRONG = {
    "您(好": ("缺少“)”", 3),
    "您[好": ("缺少“]”", 3),
    "您)好": ("多出一个“)”", 1),
    "您好]": ("多出一个“]”", 2),
    "(您]好": ("缺少“)”", 2),
    "((您|你)好": ("缺少“)”", 7),
    "(您|[你)好": ("缺少“]”", 5),
    "您{姓好": ("“{”没有配对", 1),
    "您姓}好": ("“}”没有配对", 2),
    "请…0坐": (f"间隔只能是 1 到 {MOST_GAP} 个字", 1),
    "请坐…31": (f"间隔只能是 1 到 {MOST_GAP} 个字", 2),
}


@dataclass(frozen=True)
class Written:
    """Is a template as it is written, with the phrases that it stands for."""

    source: str
    phrases: tuple[str, ...]


def _joined(parts: list[Written]) -> Written:
    phrases = [""]
    for part in parts:
        phrases = [head + tail for head in phrases for tail in part.phrases]
    return Written("".join(part.source for part in parts), tuple(phrases))


def _choice(parts: list[Written]) -> Written:
    return Written(f"({'|'.join(part.source for part in parts)})", tuple(p for part in parts for p in part.phrases))


def _option(part: Written) -> Written:
    return Written(f"[{part.source}]", (*part.phrases, ""))


literals = st.text(st.sampled_from("甲乙丙丁戊己庚辛"), min_size=1, max_size=3).map(lambda run: Written(run, (run,)))
templates = st.recursive(
    literals,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(_joined)
        | st.lists(inner, min_size=1, max_size=3).map(_choice)
        | inner.map(_option)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(("source", "phrases"), PHRASES.items())
def test_an_entry_stands_for_its_phrases(source: str, phrases: list[str]) -> None:
    """Alternatives and options stand for each of their phrases, squeezed as they are looked for, in order."""
    assert list(expand(parse(source))) == phrases


@given(templates)
def test_any_nesting_stands_for_its_phrases(written: Written) -> None:
    """However alternatives and options are nested, the phrases are those that can be read off, and counted right."""
    nodes = parse(written.source)
    assert is_plain(nodes)
    assert tuple(expand(nodes)) == written.phrases
    assert count(nodes) == len(written.phrases)


@pytest.mark.parametrize(("source", "wrong"), WRONG.items())
def test_what_is_wrong_is_told_with_its_character(source: str, wrong: tuple[str, int]) -> None:
    """A bracket without its partner and a gap of no or too much width are told, with the character from 0."""
    with pytest.raises(TemplateError) as caught:
        parse(source)
    assert (str(caught.value), caught.value.at) == wrong


@given(st.text(st.sampled_from("您好…09{}()[]|姓 ，嗯"), max_size=10))
def test_any_line_is_parsed_or_refused_at_a_character_of_it(source: str) -> None:
    """Whatever is written, the entry is taken or refused at one of its characters or at its end."""
    try:
        parse(source)
    except TemplateError as wrong:
        assert 0 <= wrong.at <= len(source)  # noqa: PT017
        assert str(wrong)  # noqa: PT017


def test_gaps_say_their_width() -> None:
    """A gap is six characters wide where it does not say, else as wide as it says in one or two digits."""
    assert parse("请…坐") == (Literal("请"), Gap(DEFAULT_GAP), Literal("坐"))
    assert parse("请…3坐…12") == (Literal("请"), Gap(3), Literal("坐"), Gap(12))
    assert parse(f"请…{MOST_GAP}0坐") == (Literal("请"), Gap(MOST_GAP), Literal("0坐"))
    assert DEFAULT_GAP == 6


def test_slots_are_told_by_name_wherever_they_stand() -> None:
    """Slots are named in order, inside alternatives and options too."""
    nodes = parse("{姓}[{ 称呼 }](好|找{金额})")
    assert nodes[:2] == (Slot("姓"), Choice(((Slot("称呼"),), ())))
    assert list(slots(nodes)) == ["姓", "称呼", "金额"]


@pytest.mark.parametrize("source", ["{姓}好", "请…坐", "(请…|您)坐", "[{姓}]好"])
def test_what_has_a_gap_or_a_slot_is_not_plain(source: str) -> None:
    """An entry with a gap or a slot stands for more phrases than can be written down, and cannot be expanded."""
    nodes = parse(source)
    assert not is_plain(nodes)
    with pytest.raises(TypeError):
        list(expand(nodes))


@pytest.mark.xfail(strict=True, reason="each literal is squeezed alone, so a mark between digits is lost at a bracket")
def test_a_number_is_kept_across_a_bracket() -> None:
    """The point of a number stays where its last digit is one of several."""
    assert list(expand(parse("9.(8|9)元"))) == ["9.8元", "9.9元"]
