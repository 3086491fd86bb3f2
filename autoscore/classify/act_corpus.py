"""The training set of the open acts: turns written for this project, with the shortest run of each act marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from autoscore.classify.act_labels import LABELS
from autoscore.errors import CorpusError, Place, Problem

NO_ACT = "-"
COLUMNS = 5
TRAITS = frozenset({"bare", "filler", "asr", "merged", "near"})
_MARKED = re.compile(r"\[\[([a-z_]+):(.*?)\]\]")


@dataclass(frozen=True)
class Run:
    """Is the shortest run of characters that shows an act."""

    label: str
    start: int
    end: int


@dataclass(frozen=True)
class ActRow:
    """Is one turn with the runs of its acts; `group` holds paraphrases together, `previous` is the turn before."""

    group: str
    traits: tuple[str, ...]
    previous: str
    text: str
    runs: tuple[Run, ...]

    @property
    def labels(self) -> frozenset[str]:
        """Are the acts of the turn."""
        return frozenset(run.label for run in self.runs)

    def labels_at(self, start: int, end: int) -> frozenset[str]:
        """Returns the acts that a piece of the turn shows: half of the run is in it, or half of it is in the run."""
        return frozenset(
            run.label
            for run in self.runs
            if 2 * (min(run.end, end) - max(run.start, start)) >= min(run.end - run.start, end - start)
        )


def read_acts(folder: Path) -> tuple[ActRow, ...]:
    """Returns all turns of a folder, by file and line; raises CorpusError with every problem found."""
    rows: list[ActRow] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if number == 1 or not line.strip():
                continue
            cells = line.split("\t")
            wrong = _wrong(cells)
            if wrong:
                problems.append(Problem(Place(path.name, number), wrong, "列：行为、组、特点、上一轮、标好的话"))
            else:
                rows.append(_row(path.stem, cells))
    if problems or not rows:
        raise CorpusError(tuple(problems) or (Problem(Place(folder.name), "没有训练句"),))
    return tuple(rows)


def _wrong(cells: Sequence[str]) -> str:
    """Tells what is wrong with a line; empty where nothing is."""
    if len(cells) != COLUMNS:
        return f"有 {len(cells)} 列，应有 {COLUMNS} 列"
    acts, group, traits, _, text = cells
    told, marked = set(_listed(acts)), {match[1] for match in _MARKED.finditer(text)}
    unknown = sorted((told | marked) - set(LABELS))
    if unknown:
        return f"没有“{unknown[0]}”这个行为"
    if told != marked:
        return f"列出的行为和句中标的不一样：{'、'.join(sorted(told ^ marked))}"
    traits_unknown = [name for name in _listed(traits) if name not in TRAITS]
    if traits_unknown:
        return f"没有“{traits_unknown[0]}”这个特点"
    return "" if group and text.strip() and "[[" not in _MARKED.sub("", text) else "缺组或句子，或标记不全"


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split(",") if name not in ("", NO_ACT))


def _row(file: str, cells: Sequence[str]) -> ActRow:
    _, group, traits, previous, marked = cells
    text, runs = "", []
    at = 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        runs.append(Run(match[1], len(text), len(text) + len(match[2])))
        text, at = text + match[2], match.end()
    return ActRow(f"{file}/{group}", _listed(traits), previous.strip(NO_ACT), text + marked[at:], tuple(runs))


def folds(rows: Sequence[ActRow], count: int) -> list[int]:
    """Returns the fold of each row; what shares a group or a turn before is never parted."""
    parent: dict[str, str] = {}
    for row in rows:
        own, before = _root(parent, f"group {row.group}"), _root(parent, f"before {row.previous or row.group}")
        parent[max(own, before)] = min(own, before)
    return [crc32(_root(parent, f"group {row.group}").encode()) % count for row in rows]


def _root(parent: dict[str, str], name: str) -> str:
    while parent.setdefault(name, name) != name:
        name = parent[name]
    return name


def rest_of(row: ActRow) -> str:
    """Returns a turn with the runs of its acts left out: what is near an act is none."""
    pieces = list(_between(row))
    return "，".join(piece for piece in pieces if piece)


def _between(row: ActRow) -> Iterator[str]:
    at = 0
    for run in sorted(row.runs, key=lambda run: run.start):
        yield row.text[at : run.start]
        at = max(at, run.end)
    yield row.text[at:]
