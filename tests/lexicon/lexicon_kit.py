"""Small lexicons for the tests of the lexicon room; every entry is invented for them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from autoscore.errors import LexiconError, Problem
from autoscore.lexicon import Lexicon, Match, PhraseBook, PhraseSet, compile_book, find
from autoscore.lexicon.files import phrase_set, split
from autoscore.text.view import View

FILE = "house.txt"
SLOTS = {"姓": ("张", "欧", "欧阳", "郝"), "称呼": ("先生", "女士"), "哥姐": ("哥", "姐")}

Slots = Mapping[str, Sequence[str]]


def written(lines: Sequence[str], **head: str) -> str:
    """Returns a lexicon file with a head and entry lines."""
    return "\n".join([*(f"{key}: {value}" for key, value in head.items()), "", *lines, ""])


def phrases(*lines: str, label: str = "way", **head: str) -> PhraseSet:
    """Returns the set of a file that has no problem."""
    problems: list[Problem] = []
    found = phrase_set(split(FILE, written(lines, label=label, **head), problems.append), problems.append)
    assert not problems, [str(problem) for problem in problems]
    assert found is not None
    return found


def lexicon(*sets: PhraseSet, slots: Slots = SLOTS) -> Lexicon:
    return Lexicon({one.label: one for one in sets}, {name: tuple(values) for name, values in slots.items()})


def book(*lines: str, slots: Slots = SLOTS, **head: str) -> PhraseBook:
    """Returns the book of one set."""
    return compile_book(lexicon(phrases(*lines, **head), slots=slots))


def matches(of: PhraseBook, *texts: str) -> list[tuple[Match, tuple[int, int, int]]]:
    """Returns what is found in some texts, each with its text number and raw span."""
    view = View.of(texts)
    return [(match, view.raw(match.start, match.end)) for match in find(of, view)]


def quoted(of: PhraseBook, *texts: str) -> list[tuple[str, str, str]]:
    """Returns the label, the form and the raw words of all that is found in some texts."""
    return [(match.label, match.form, texts[turn][start:end]) for match, (turn, start, end) in matches(of, *texts)]


def clean(of: PhraseBook, *texts: str) -> list[str]:
    """Returns the raw words of what is found as it is written."""
    return [quote for _, form, quote in quoted(of, *texts) if form == "clean"]


def garbled(of: PhraseBook, *texts: str) -> list[str]:
    """Returns the raw words of what is found only by sound."""
    return [quote for _, form, quote in quoted(of, *texts) if form == "garbled"]


def problems_of(*lines: str, slots: Slots = SLOTS) -> tuple[Problem, ...]:
    """Returns what the compiler has to say against some entries."""
    try:
        book(*lines, slots=slots)
    except LexiconError as error:
        return error.problems
    return ()


def save(folder: Path, files: Mapping[str, str]) -> Path:
    """Writes files into a folder, and returns it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
