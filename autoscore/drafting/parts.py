"""The things to be scored in a sheet's rows: a cell that holds (1)…(2)… or 情况一…情况二… is several of them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, structs

from autoscore.drafting.amounts import Amount, amount_of, normal
from autoscore.drafting.cues import CASES
from autoscore.drafting.form_words import named_form
from autoscore.drafting.phrases import named
from autoscore.drafting.prose import Reading, reading_of
from autoscore.drafting.table import Line

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SPOKEN = "一二三四五六七八九十"
# The ways of numbering, the surest first; each finds a number.
_MARKS = (
    re.compile(rf"([{_CIRCLED}])[、.．:：]?"),
    re.compile(rf"[（(]\s*(\d{{1,2}}|[{_SPOKEN}])\s*[)）][、.．]?"),
    re.compile(r"(?:^|(?<=[\n；;。\s]))\s*(\d{1,2})\s*[.、．)）](?!\d)"),
    re.compile(rf"(?:^|(?<=\n))\s*([{_SPOKEN}])、"),
)
_CASE = re.compile(r"(?:情况|情形|场景)\s*[（(]?([一二三四12345])[)）]?\s*[:：、,，]?\s*")
_CASE_NAME = re.compile(r"[(（]?([^（）()①-⑳1-9:：,，;；。\n]{2,14})[)）]?\s*(?:[:：,，\n]|$|(?=[（(①1]))")
_VETO = re.compile(r"[*★]?(?:一票否决|否决|红线)[项制]?")
_YES = frozenset({"是", "√", "✓", "✔", "☑", "■", "y", "yes", "1"})
_ENDS = " \t\n;；。,，"


class Part(Struct, frozen=True):
    """Is one thing to be scored: the line it stands in, its own words, and what they say about points.

    `case` is the id of the only case in which it counts and `case_title` its name; `group` tells the parts that share
    one cell of points; `whole` that this is all that its line asks.
    """

    line: Line
    title: str
    text: str
    reading: Reading
    case: str = ""
    case_title: str = ""
    group: tuple[int, int] = (0, 0)
    whole: bool = True


def parts_of(lines: Sequence[Line]) -> tuple[Part, ...]:
    """Returns the things to be scored in some lines, in order."""
    cells = Counter(line.points_at for line in lines)
    names = Counter((line.text("section"), line.text("point")) for line in lines)
    return tuple(
        part
        for line in lines
        for part in _parts(line, cells[line.points_at] == 1, names[line.text("section"), line.text("point")] == 1)
    )


def _parts(line: Line, own_points: bool, own_name: bool) -> Iterator[Part]:
    words = line.text("standard") or line.text("how") or line.text("point")
    column = amount_of(line.text("points")) if own_points else None
    pieces = list(_pieces(words, line.text("point"))) or [("", "", words)]
    if len(pieces) == 1 or _is_one(words, column):
        case, case_title = pieces[0][0], pieces[0][1]
        reading = _named(line, reading_of(_scored(line, words), column))
        title = _title(line, words, own_name)
        yield Part(line, title, words, reading, case, case_title, line.points_at)
        return
    for case, case_title, text in pieces:
        title = named(normal(text)) or line.text("point")
        reading = _named(line, reading_of(text))
        yield Part(line, title, text, reading, case, case_title, line.points_at, False)


def _named(line: Line, reading: Reading) -> Reading:
    """Returns a reading under the form that the sheet names, where it names one; a mark may do."""
    form = named_form(line.text("form")) or ("fatal" if _voids(line) else "")
    return structs.replace(reading, kind=form) if form else reading


def _voids(line: Line) -> bool:
    """Tells whether a row is marked as one that voids the sheet."""
    marked = line.text("veto").casefold() in _YES
    return marked or any(_VETO.fullmatch(line.text(field)) for field in ("veto", "points", "reason"))


def _scored(line: Line, words: str) -> str:
    """Returns the words that say how points go: those of a column of its own, where they say anything."""
    how = line.text("how")
    if not how or how == words:
        return words
    return how if reading_of(how).kind else f"{words}\n{how}"


def _title(line: Line, words: str, own_name: bool) -> str:
    point = line.text("point").replace("\n", "")
    if not own_name and (name := named(normal(words))):
        return name
    title = point if 0 < len(point) <= 24 else named(normal(point or words))
    return title or line.text("section") or f"第 {line.row} 行"


def _is_one(words: str, column: Amount | None) -> bool:
    """Tells whether numbered things are what one row counts: points are said once, for each of them."""
    reading = reading_of(words, column)
    if reading.kind == "facts" and reading.tiers:
        first = min((found.start() for mark in _MARKS for found in mark.finditer(words)), default=-1)
        # Cases that are not numbered inside are no list.
        return first >= 0 and bool(re.search(r"每|各", words[:first]) or len(re.findall(r"\d\s*分", words)) <= 1)
    whole = reading.points is not None and column is not None and column.high == reading.points
    return reading.kind == "levels" and whole and len(list(_numbered(words))) >= len(reading.tiers)


def _pieces(words: str, point: str) -> Iterator[tuple[str, str, str]]:
    """Yields a cell's things to be scored: the case in which each counts, its name, and its words."""
    outer = _case(point) if _CASE.search(point) else ("", "")
    for case, title, text in _cases(words):
        found = list(_numbered(text)) or [text.strip(_ENDS)]
        yield from ((case or outer[0], title or outer[1], one) for one in found if one)


def _cases(words: str) -> Iterator[tuple[str, str, str]]:
    marks = list(_CASE.finditer(words))
    if not marks:
        yield "", "", words
        return
    yield "", "", words[: marks[0].start()].strip(_ENDS)
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    for mark, end in zip(marks, ends, strict=True):
        case, title = _case(words[mark.start() : end])
        rest = words[mark.end() : end]
        yield case, title, rest.removeprefix(title).lstrip(f"{_ENDS}：:") if title else rest


def _case(text: str) -> tuple[str, str]:
    """Returns the id and the name of the case that some words begin with."""
    mark = _CASE.search(text)
    if mark is None:
        return "", ""
    name = _CASE_NAME.match(text, mark.end())
    title = name[1].strip() if name else ""
    known = next((case for pattern, case in CASES if re.search(pattern, title)), "")
    number = _SPOKEN.find(mark[1]) + 1 or int(mark[1])
    return known or f"case{number}", title or f"情况{_SPOKEN[number - 1]}"


def _numbered(text: str) -> Iterator[str]:
    """Yields the words behind each number, where some words are numbered 1, 2, 3 …; what stands before is dropped."""
    for mark in _MARKS:
        found = list(_in_order(mark.finditer(text)))
        if len(found) > 1:
            ends = [*(later.start() for _, later in pairwise(found)), len(text)]
            for one, end in zip(found, ends, strict=True):
                yield text[one.end() : end].strip(_ENDS)
            return


def _in_order(found: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    wanted = 1
    for one in found:
        if _number(one[1]) == wanted:
            yield one
            wanted += 1


def _number(mark: str) -> int:
    if mark in _CIRCLED:
        return _CIRCLED.index(mark) + 1
    return _SPOKEN.index(mark) + 1 if mark in _SPOKEN else int(mark)
