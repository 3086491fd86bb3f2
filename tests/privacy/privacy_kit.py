"""What the tests of privacy share: calls with private runs and traps marked in them, and figures."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from autoscore.model import Call, Turn
from autoscore.privacy import Masker

FOLDER = Path(__file__).parent
ROLES = {"a": "agent", "c": "customer", "u": "unknown"}
_MARK = re.compile(r"<(?P<kind>[a-z_]+):(?P<said>[^<>]*)>|\(\((?P<trap>.*?)\)\)")
Runs = tuple[tuple[int, int, int, str], ...]


@dataclass(frozen=True)
class Marked:
    """Holds the turns of a call, the runs that are to be hidden, and the runs that look private and are not."""

    id: str
    turns: tuple[Turn, ...]
    private: Runs
    traps: Runs


@dataclass(frozen=True)
class Figures:
    """Counts by kind: runs marked and found whole, runs hidden and rightly so; and traps, and those fallen into."""

    marked: Counter[str]
    found: Counter[str]
    hidden: Counter[str]
    right: Counter[str]
    traps: int
    fallen: int

    @property
    def recall(self) -> float:
        """Is the share of marked runs of which every character is hidden."""
        return self.found.total() / self.marked.total()

    @property
    def precision(self) -> float:
        """Is the share of hidden runs of which every character is marked."""
        return self.right.total() / self.hidden.total()


def turns(*lines: str) -> tuple[Turn, ...]:
    """Returns turns written as `a|…`, `c|…`, `u|…`."""
    return tuple(Turn(ROLES[line[0]], line[2:]) for line in lines)


def shown(*lines: str) -> list[str]:
    """Returns the texts of such turns as they are shown."""
    return [turn.text for turn in Masker.of().masked(Call(turns(*lines))).turns]


def read(name: str) -> list[Marked]:
    """Reads a file of marked calls."""
    return [_marked(json.loads(line)) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def _marked(call: dict[str, object]) -> Marked:
    read_turns, private, traps = [], [], []
    for index, turn in enumerate(call["turns"]):  # type: ignore[arg-type, var-annotated]
        text, place = "", 0
        for match in _MARK.finditer(turn["text"]):
            text += turn["text"][place : match.start()]
            said = match["trap"] if match["said"] is None else match["said"]
            run = (index, len(text), len(text) + len(said), match["kind"] or "trap")
            (traps if match["kind"] is None else private).append(run)
            text, place = text + said, match.end()
        read_turns.append(Turn(turn["role"], text + turn["text"][place:]))
    return Marked(str(call["id"]), tuple(read_turns), tuple(private), tuple(traps))


def measure(calls: list[Marked]) -> Figures:
    """Measures a masker on marked calls, by whole runs."""
    figures = Figures(Counter(), Counter(), Counter(), Counter(), sum(len(call.traps) for call in calls), 0)
    fallen = 0
    for call in calls:
        spans = [(span.turn, span.start, span.end, span.kind) for span in Masker.of().spans(call.turns)]
        hidden, private = _places(spans), _places(call.private)
        figures.marked.update(kind for *_, kind in call.private)
        figures.found.update(run[3] for run in call.private if _places([run]) <= hidden)
        figures.hidden.update(kind for *_, kind in spans)
        figures.right.update(run[3] for run in spans if _places([run]) <= private)
        fallen += sum(1 for run in call.traps if _places([run]) & hidden)
    return Figures(figures.marked, figures.found, figures.hidden, figures.right, figures.traps, fallen)


def _places(runs: list[tuple[int, int, int, str]] | Runs) -> set[tuple[int, int]]:
    return {(turn, place) for turn, start, end, _ in runs for place in range(start, end)}
