"""Reads lexicon files: a head of `key: value` lines, an empty line, then an entry a line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from autoscore.errors import Place, Problem
from autoscore.lexicon.entry import SIGNS, Entry, PhraseSet, Sign
from autoscore.lexicon.template import TemplateError, parse

_CHOICES: dict[str, frozenset[str]] = {
    "kind": frozenset({"expected", "taboo", "red_line", "phrases"}),
    "by": frozenset({"agent", "customer", "any"}),
    "sound": frozenset({"any", "place", "never"}),
    "mode": frozenset({"add", "replace"}),
    "formula": frozenset({"yes", "no"}),
}
_PLACES = frozenset({"any", "opening", "closing", "wait"})
_KEYS = (*_CHOICES, "label", "slot", "title", "place")


@dataclass(frozen=True)
class LexiconFile:
    """Is one file as read: its head, and its entry lines with their numbers from 1."""

    name: str
    head: dict[str, str]
    lines: tuple[tuple[int, str], ...]
    head_lines: dict[str, int] = field(default_factory=dict)


def split(name: str, text: str, report: Callable[[Problem], None]) -> LexiconFile:
    """Splits a file into head and entry lines; problems are reported, not raised."""
    head: dict[str, str] = {}
    lines: dict[str, int] = {}
    body: list[tuple[int, str]] = []
    in_head, begun = True, False
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        line = raw.rstrip()
        if line.startswith("#"):
            continue
        if not line:
            in_head = in_head and not begun
        elif in_head:
            begun = True
            before = len(head)
            _head_line(name, number, line, head, report)
            lines.update(dict.fromkeys(list(head)[before:], number))
        else:
            body.append((number, line))
    return LexiconFile(name, head, tuple(body), lines)


def _head_line(name: str, number: int, line: str, head: dict[str, str], report: Callable[[Problem], None]) -> None:
    key, colon, value = (part.strip() for part in line.replace("：", ":", 1).partition(":"))
    if not colon or key not in _KEYS:
        guess = get_close_matches(key, _KEYS, 1)
        todo = f"是不是“{guess[0]}”？" if guess else f"文件头可用的键：{' '.join(sorted(_KEYS))}"
        report(Problem(Place(name, number, 1), f"文件头里没有“{key}”这个键", todo, line, "unknown_key"))
    elif key in _CHOICES and value not in _CHOICES[key]:
        todo = f"可选：{' '.join(sorted(_CHOICES[key]))}"
        report(Problem(Place(name, number, 1), f"“{key}”不能是“{value}”", todo, line, "bad_value"))
    else:
        head[key] = value


def phrase_set(file: LexiconFile, report: Callable[[Problem], None]) -> PhraseSet | None:
    """Makes the set that a file with a `label` describes; None, with a problem, where the head has none."""
    label = file.head.get("label")
    if not label:
        report(Problem(Place(file.name, 1, 1), "文件头里没有 label", "第一行写 label: 名称", code="no_label"))
        return None
    places = frozenset(file.head.get("place", "any").replace("，", " ").replace(",", " ").split())
    for odd in sorted(places - _PLACES):
        report(
            Problem(
                Place(file.name, file.head_lines["place"], 1), f"place 不能是“{odd}”", "可选：any opening closing wait"
            )
        )
    return PhraseSet(
        label=label,
        title=file.head.get("title", label),
        kind=file.head.get("kind", "phrases"),
        by=file.head.get("by", "agent"),
        places=places - {"any"},
        sound=file.head.get("sound", "any"),
        formula=file.head.get("formula") == "yes",
        entries=tuple(entries(label, file, report)),
    )


def entries(label: str, file: LexiconFile, report: Callable[[Problem], None]) -> Iterator[Entry]:
    """Yields the entries of a file; a line that cannot be parsed is a problem with its column."""
    for number, line in file.lines:
        try:
            yield entry(label, line, Place(file.name, number, 1))
        except TemplateError as wrong:
            place = Place(file.name, number, wrong.at + 1 + _signs(line))
            report(Problem(place, str(wrong), "写法见 lexicons/README.md", line, "bad_entry"))


def _signs(line: str) -> int:
    """Returns how many characters of a line stand before its entry: blanks and signs."""
    return len(line) - len(_unsigned(line)[1].removeprefix("^").removeprefix("="))


def _unsigned(line: str) -> tuple[Sign, str]:
    body = line.strip()
    for mark, meaning in SIGNS.items():
        if body.startswith(mark):
            return meaning, body[len(mark) :].strip()
    return "way", body


def entry(label: str, line: str, place: Place) -> Entry:
    """Parses one entry line with its signs; raises TemplateError."""
    sign, body = _unsigned(line)
    turn_start, clause = body.startswith("^"), body.startswith("=")
    body = body[1:] if turn_start or clause else body
    turn_end = body.endswith("$")
    body = body.removesuffix("$")
    return Entry(label, line.strip(), parse(body), place, sign, turn_start, turn_end, clause)
