"""The closer look against the plain definition: each expression tried from every start, up to every end that may be."""

import re
from collections.abc import Iterable, Iterator

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lexicon_kit import lexicon, phrases

from autoscore.lexicon import PhraseBook, compile_book
from autoscore.lexicon.expressions import Expressions, Look
from autoscore.lexicon.regex import filled, transliterate
from autoscore.lexicon.triggers import Called
from autoscore.text.view import View

# The row that called for it, the start and the end.
Place = tuple[int, int, int]
LINES = (
    "请您…稍等",
    "请…2等",
    "{姓}{称呼}",
    "{姓}…2{称呼}$",
    "请您坐…3{称呼}",
    "=给{姓}…3办",
    "给…3办$",
    "^请…2办",
    "=请您…等",
    "请您{数}等",
    "{数}{称呼}等",
    "^{姓}…6等$",
    "您…6好",
    "[请]…2{称呼}",
    "{姓}…3请坐…3好",
)
SLOTS = {"姓": ("张", "欧", "欧阳", "郝"), "称呼": ("先生", "女士")}
BOOK = compile_book(lexicon(*(phrases(line, label=f"way{at}") for at, line in enumerate(LINES)), slots=SLOTS))
SPOKEN = ["请", "您", "稍", "等", "张", "欧", "阳", "先生", "女士", "给", "办", "坐", "三", "好", "，", "。", "嗯"]
ALIKE = ["情", "宁", "烧", "灯", "章", "鸥", "扬", "鲜生", "半", "号", "郝"]


def called_in(book: PhraseBook, view: View, *, sound: bool) -> Called:
    """Returns a row for each string of an expression wherever it stands, in order of place: nothing is left out."""
    text = view.sound if sound else view.squeezed
    rows = []
    for way, one in enumerate(book.bounds):
        for string in one.way.strings if one.way.search is not None else ():
            sought = transliterate(string) if sound else string
            rows += [
                (at.start(), at.start() + len(sought), way, book.phrases.numbers[string])
                for at in re.finditer(f"(?={re.escape(sought)})", text)
            ]
    rows.sort()
    starts, ends, ways, numbers = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return Called(ways, numbers, starts, ends, view.turns[starts])


def plain_places(expressions: Expressions, view: View, text: str, called: Called) -> list[Place]:
    """Looks for each row by itself: from as far back to as far on as the entry reaches, within the turn."""
    found: dict[Place, int] = {}
    for row, (way, start, end) in enumerate(zip(called.ways, called.starts, called.ends, strict=True)):
        for place in plainly(expressions, view, text, (int(way), int(start), int(end))):
            found.setdefault((int(way), *place), row)
    return sorted((row, start, end) for (_, start, end), row in found.items())


def plainly(expressions: Expressions, view: View, text: str, sought: Place) -> Iterator[tuple[int, int]]:
    number, start, end = sought
    way = expressions.ways[number]
    search = way.search
    assert search is not None
    low, high = max(start - search.before, 0), min(max(start + search.after, end), len(text))
    before, after = text.rfind("\n", low, start), text.find("\n", end, high)
    low, high = (low if before < 0 else before + 1), (high if after < 0 else after)
    source = filled(search.source, expressions.slots)
    source = transliterate(source) if expressions.sound else source
    tries = [(source, high)]
    if way.clause or way.turn_end:
        allowed = view.turn_ends if way.turn_end else view.clause_ends
        tries = [(f"(?:{source})\\Z", last) for last in range(end, high + 1) if allowed[last]]
    for one, last in tries:
        for match in matches(one, text, low, last):
            if match.start() <= start and match.end() >= end and stands(expressions, view, number, match):
                yield match.span()


def matches(source: str, text: str, low: int, high: int) -> Iterator[re.Match[str]]:
    """Yields the matches from every start."""
    while (match := re.compile(source).search(text, low, high)) is not None:
        yield match
        low = match.start() + 1


def stands(expressions: Expressions, view: View, number: int, match: re.Match[str]) -> bool:
    """Tells whether listed values of one character that are only heard stand there as they are written."""
    search = expressions.ways[number].search
    assert search is not None
    for group, name in enumerate(search.slots, 1):
        start, end = match.span(group)
        values = expressions.slots[name].values
        if expressions.sound and values and end - start == 1 and view.squeezed[start] not in values:
            return False
    return True


def looks(texts: list[str], *, sound: bool, but: Iterable[int] = ()) -> tuple[list[Place], list[Place]]:
    """Returns the places that the look finds in some turns, and those of the plain definition.

    Rows may be left out, as where turns lack what a way needs besides.
    """
    view = View.of(texts)
    expressions, text = (BOOK.sounding, view.sound) if sound else (BOOK.written, view.squeezed)
    called = called_in(BOOK, view, sound=sound)
    called = called.take(np.setdiff1d(np.arange(len(called.ways)), [*but]))
    rows, starts, ends = Look(expressions, view, text).places(called)
    found = list(zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True))
    assert len(found) == len(set(found))
    return sorted(found), plain_places(expressions, view, text, called)


turns = st.lists(st.lists(st.sampled_from(SPOKEN), max_size=12).map("".join), min_size=1, max_size=3)
gone = st.sets(st.integers(0, 12))
heard = st.lists(st.lists(st.sampled_from(SPOKEN + ALIKE), max_size=10).map("".join), min_size=1, max_size=3)


@settings(deadline=None, max_examples=300)
@given(turns, gone)
@example(["请您请您稍等", "稍等"], set())
@example(["张请坐请坐好"], set())
@example(["张先生先生"], {0, 1, 2})
@example(["您好您等您稍您坐您办您"], set())
@example(["给张，办，给欧阳办", "办"], set())
def test_places_are_those_of_a_plain_look(texts: list[str], but: set[int]) -> None:
    """Each place of an expression around a string that called for it is told once, for the first that did."""
    found, plain = looks(texts, sound=False, but=but)
    assert found == plain


@settings(deadline=None, max_examples=300)
@given(heard, gone)
@example(["章先生", "张鲜生，鸥扬先生", "给号半"], set())
def test_places_by_sound_are_those_of_a_plain_look(texts: list[str], but: set[int]) -> None:
    """The same holds by sound, where a listed value of one character must stand as it is written."""
    found, plain = looks(texts, sound=True, but=but)
    assert found == plain


@pytest.mark.parametrize("line", LINES)
def test_each_expression_is_found(line: str) -> None:
    """Each of the entries above is found in what it says, so that the comparisons are not of nothing with nothing."""
    said = re.sub(r"…\d?|\[.\]", "", line.strip("^=$")).format(姓="欧阳", 称呼="先生", 数="三")
    way = LINES.index(line)
    view = View.of(["好", said])
    for sound in (False, True):
        called = called_in(BOOK, view, sound=sound)
        found, plain = looks(["好", said], sound=sound)
        assert found == plain
        assert any(called.ways[row] == way and (start, end) == (2, 2 + len(said)) for row, start, end in found)


def test_nothing_called_for_is_nothing_found() -> None:
    """Without a call there is no place."""
    assert looks(["好", ""], sound=False) == ([], [])
