"""Loads the bundled lexicons and a house's own beside them."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from msgspec import structs

from autoscore import resources
from autoscore.errors import LexiconError, Place, Problem
from autoscore.lexicon import shipped
from autoscore.lexicon.entry import Lexicon, PhraseSet
from autoscore.lexicon.files import LexiconFile, phrase_set, split
from autoscore.text.characters import normal_form

_ENDING = ".txt"
BUNDLED = "lexicons"


def load(extra: Path | None = None, only: Collection[str] | None = None) -> Lexicon:
    """Loads the bundled lexicons, then `extra`; raises LexiconError with all problems at once.

    With `only`, the entries of other labels are left out (their heads stay, so that it is known that they exist).
    """
    if extra is None and (shipped := shipped_lexicon(only)) is not None:
        return shipped
    lexicon, problems = read(extra, only)
    if problems:
        raise LexiconError(problems)
    return lexicon


def shipped_lexicon(only: Collection[str] | None) -> Lexicon | None:
    """Returns the bundled lexicons as compiled beforehand, or None where their texts have changed since."""
    texts = ((f"{BUNDLED}/{name}", _one_newline(text)) for name, text in _stored())
    return shipped.read(resources.digest(texts), only)


def _stored() -> Iterator[tuple[str, bytes]]:
    """Yields the texts of the bundled lexicons as they are stored: for their digest nothing need be decoded."""
    return resources.contents(resources.folder("lexicons"), _ENDING)


def _one_newline(text: bytes) -> bytes:
    """Ends lines as they are ended when a text is read, so that how a checkout ends them changes no digest."""
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in text else text


def read(extra: Path | None = None, only: Collection[str] | None = None) -> tuple[Lexicon, tuple[Problem, ...]]:
    """Reads the lexicons and returns what could be read with every problem found."""
    problems: list[Problem] = []
    contents = [*_contents(resources.folder("lexicons"), BUNDLED, problems.append)]
    if extra is not None:
        if not extra.is_dir():
            raise LexiconError((Problem(Place(str(extra)), "没有这个词表文件夹", "--lexicons 要一个文件夹"),))
        contents += _contents(extra, extra.name, problems.append)
    files = [split(name, text, problems.append) for name, text in contents]
    lexicon = _assemble(files if only is None else [_trimmed(file, only) for file in files], problems.append)
    return replace(lexicon, digest=_digest(contents)), tuple(problems)


def _digest(contents: Iterable[tuple[str, str]]) -> str:
    """Returns the digest of the texts; what a house calls its folder changes nothing."""
    return resources.digest((_neutral(name), text.encode()) for name, text in contents)


def _neutral(name: str) -> str:
    folder, _, rest = name.partition("/")
    return name if folder == BUNDLED else f"house/{rest}"


def _contents(folder: Path, name: str, report: Callable[[Problem], None]) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob(f"*{_ENDING}")):
        shown = f"{name}/{path.relative_to(folder).as_posix()}"
        try:
            yield shown, path.read_text("utf-8")
        except UnicodeDecodeError:
            report(Problem(Place(shown), "不是 UTF-8 文本", "另存为 UTF-8", code="encoding"))


def _trimmed(file: LexiconFile, only: Collection[str]) -> LexiconFile:
    """Leaves out the entries of a set that is not wanted; formulas always are, they tell who speaks."""
    wanted = file.head.get("label") in only or file.head.get("formula") == "yes" or "label" not in file.head
    return file if wanted or "/contexts/" in f"/{file.name}" else replace(file, lines=())


def _assemble(files: list[LexiconFile], report: Callable[[Problem], None]) -> Lexicon:
    sets: dict[str, PhraseSet] = {}
    slots: dict[str, tuple[str, ...]] = {}
    contexts: tuple[str, ...] = ()
    for file in files:
        values = tuple(line.strip() for _, line in file.lines)
        if "slot" in file.head:
            slots[file.head["slot"]] = _merged(slots.get(file.head["slot"], ()), values, file)
        elif "/contexts/" in f"/{file.name}":
            contexts = _merged(contexts, tuple(map(normal_form, values)), file)
        elif (found := phrase_set(file, report)) is not None:
            sets[found.label] = _joined(sets.get(found.label), found, file)
    return Lexicon(sets, slots, contexts)


def _merged(old: tuple[str, ...], new: tuple[str, ...], file: LexiconFile) -> tuple[str, ...]:
    return new if file.head.get("mode") == "replace" else tuple(dict.fromkeys((*old, *new)))


def _joined(old: PhraseSet | None, new: PhraseSet, file: LexiconFile) -> PhraseSet:
    """Adds a file's entries to the set of its label; only a replacing file changes the set's head."""
    if old is None or file.head.get("mode") == "replace":
        return new
    return structs.replace(old, entries=(*old.entries, *new.entries))
