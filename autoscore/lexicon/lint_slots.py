"""Lint of a house's slots: files that no entry takes values from, and files with none."""

from collections.abc import Iterator
from pathlib import Path

from autoscore.errors import Place, Problem
from autoscore.lexicon.entry import Lexicon
from autoscore.lexicon.files import LexiconFile, split
from autoscore.lexicon.load import load
from autoscore.lexicon.template import slots


def unused_slots(folder: Path, lexicon: Lexicon) -> tuple[Problem, ...]:
    """Returns advice on the slot files of a house folder, in order of file; `lexicon` is the one it belongs to.

    The bundled slots are used by the program itself where no entry has them, so that only names of the house's own
    can be of no use.
    """
    bundled = load(only=()).slots
    used = {name for found in lexicon.sets.values() for entry in found.entries for name in slots(entry.nodes)}
    return tuple(_told(folder, used | set(bundled)))


def _told(folder: Path, used: set[str]) -> Iterator[Problem]:
    for file in _slot_files(folder):
        name, place = file.head["slot"], Place(file.name, file.head_lines["slot"], 1)
        if not file.lines:
            what = f"槽“{{{name}}}”的文件里一个值也没有"
            todo = "一行写一个值；有意清空自带的槽时，文件头要有 mode: replace"
            if file.head.get("mode") != "replace":
                yield Problem(place, what, todo, code="advice_empty_slot")
        elif name not in used:
            what = f"没有条目用到槽“{{{name}}}”"
            yield Problem(place, what, "在条目里写上它；只在评分表的词句里用的可不管", code="advice_unused_slot")


def _slot_files(folder: Path) -> Iterator[LexiconFile]:
    """Yields the slot files of a folder by name; what cannot be read is told elsewhere."""
    for path in sorted(folder.rglob("*.txt")):
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        file = split(f"{folder.name}/{path.relative_to(folder).as_posix()}", text, lambda _: None)
        if "slot" in file.head:
            yield file
