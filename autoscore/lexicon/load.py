"""Loads the bundled lexicons and a house's own beside them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from autoscore import resources
from autoscore.errors import LexiconError, Place, Problem
from autoscore.lexicon.entry import Lexicon, PhraseSet
from autoscore.lexicon.files import LexiconFile, phrase_set, split

_ENDING = ".txt"


def load(extra: Path | None = None) -> Lexicon:
    """Loads the bundled lexicons, then `extra`; raises LexiconError with all problems at once."""
    lexicon, problems = read(extra)
    if problems:
        raise LexiconError(problems)
    return lexicon


def read(extra: Path | None = None) -> tuple[Lexicon, tuple[Problem, ...]]:
    """Reads the lexicons and returns what could be read with every problem found."""
    problems: list[Problem] = []
    contents = [*_contents(resources.folder("lexicons"), "lexicons", problems.append)]
    if extra is not None:
        if not extra.is_dir():
            raise LexiconError((Problem(Place(str(extra)), "没有这个词表文件夹", "--lexicons 要一个文件夹"),))
        contents += _contents(extra, extra.name, problems.append)
    lexicon = _assemble([split(name, text, problems.append) for name, text in contents], problems.append)
    digest = resources.digest((name, text.encode()) for name, text in contents)
    return replace(lexicon, digest=digest), tuple(problems)


def _contents(folder: Path, name: str, report: Callable[[Problem], None]) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob(f"*{_ENDING}")):
        shown = f"{name}/{path.relative_to(folder).as_posix()}"
        try:
            yield shown, path.read_text("utf-8")
        except UnicodeDecodeError:
            report(Problem(Place(shown), "不是 UTF-8 文本", "另存为 UTF-8", code="encoding"))


def _assemble(files: list[LexiconFile], report: Callable[[Problem], None]) -> Lexicon:
    sets: dict[str, PhraseSet] = {}
    slots: dict[str, tuple[str, ...]] = {}
    contexts: tuple[str, ...] = ()
    for file in files:
        values = tuple(line.strip() for _, line in file.lines)
        if "slot" in file.head:
            slots[file.head["slot"]] = _merged(slots.get(file.head["slot"], ()), values, file)
        elif "/contexts/" in f"/{file.name}":
            contexts = _merged(contexts, values, file)
        elif (found := phrase_set(file, report)) is not None:
            sets[found.label] = _joined(sets.get(found.label), found, file)
    return Lexicon(sets, slots, contexts)


def _merged(old: tuple[str, ...], new: tuple[str, ...], file: LexiconFile) -> tuple[str, ...]:
    return new if file.head.get("mode") == "replace" else tuple(dict.fromkeys((*old, *new)))


def _joined(old: PhraseSet | None, new: PhraseSet, file: LexiconFile) -> PhraseSet:
    """Adds a file's entries to the set of its label; only a replacing file changes the set's head."""
    if old is None or file.head.get("mode") == "replace":
        return new
    return replace(old, entries=(*old.entries, *new.entries))
