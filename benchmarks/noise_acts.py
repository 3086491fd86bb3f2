"""Acts at rising noise: autoscore beside exact matching and rapidfuzz, in one run, and what a strength is worth."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct

from autoscore.api import Transcript, read_inputs
from benchmarks.acts import FORMULAS
from benchmarks.noise_channel import Channel, Noisy, noisy
from benchmarks.noise_counts import SURE, Key, Table, Tally, percent, share, tally, three
from benchmarks.noise_systems import AS_WRITTEN, AUTOSCORE, BASELINES, CLEAN, Found, by_autoscore


class Mark(Struct, frozen=True):
    """Is an act that people marked, with the places of the words that show it."""

    turn: int
    act: str
    places: tuple[int, ...]
    agreed: bool


@dataclass(frozen=True)
class MarkedCall:
    """Is a call with its marks."""

    call: Transcript
    marks: tuple[Mark, ...]


def marked_calls(folder: Path, every: int = 1) -> list[MarkedCall]:
    """Reads the calls of a folder with their marks, or every so many."""
    marks: dict[str, list[dict[str, object]]] = defaultdict(list)
    for line in folder.joinpath("acts.jsonl").read_text("utf-8").splitlines():
        mark = json.loads(line)
        marks[mark["call"]].append(mark)
    readings = read_inputs([str(folder / "calls.jsonl")], roles={}, stdin=None)
    calls = [reading for reading in readings if isinstance(reading, Transcript)][::every]
    return [MarkedCall(call, tuple(_mark(mark, call) for mark in marks[call.id])) for call in calls]


def _mark(mark: dict[str, object], call: Transcript) -> Mark:
    turn, quotes = int(str(mark["turn"])), mark["quotes"]
    assert isinstance(quotes, list)
    text = call.turns[turn].text
    places = tuple(text.find(quote) for quote in quotes if quote in text) or (0,)
    return Mark(turn, str(mark["act"]), places, bool(mark["agreed"]))


def wanted(of: MarkedCall, heard: Noisy) -> tuple[frozenset[Key], frozenset[Key]]:
    """Returns what is to be found after the noise, and what counts neither way.

    A mark goes with its words; where some of them stayed, only their turn is asked for.
    """
    due, aside = set[Key](), set[Key]()
    for mark in of.marks:
        turns = [heard.turn_of(mark.turn, place) for place in mark.places]
        keys = [(of.call.id, turn, mark.act) for turn in turns]
        first = next((key for key in keys if key[1] == mark.turn), keys[0])
        if mark.agreed:
            due.add(first)
            aside.update(key for key in keys if key != first)
        else:
            aside.update(keys)
    return frozenset(due), frozenset(aside - due)


def keys(call: str, found: Sequence[Found]) -> dict[Key, int]:
    """Returns the strongest of each turn and act."""
    best: dict[Key, int] = {}
    for one in found:
        key = (call, one.turn, one.act)
        best[key] = max(best.get(key, 0), one.strength)
    return best


@dataclass
class ActRun:
    """Gathers what the systems found in some calls at some rates, over seeds."""

    against_marks: dict[tuple[str, float, str], Tally]
    against_own: dict[tuple[float, str], Tally]
    bands: Counter[tuple[int, bool]]


SETS = {"all": None, "due": FORMULAS}


def run(calls: Sequence[MarkedCall], rates: Sequence[float], seeds: int) -> ActRun:
    """Measures all systems on some calls, on the same noise."""
    found = ActRun({}, {}, Counter())
    own = by_autoscore([one.call for one in calls])
    for rate in rates:
        for seed in range(seeds if rate else 1):
            heard = [noisy(one.call, Channel(rate), seed) for one in calls]
            answers = by_autoscore([one.call for one in heard])
            _add(found, calls, heard, answers, (AUTOSCORE, rate))
            _add(found, calls, heard, [_as_written(answer) for answer in answers], (AS_WRITTEN, rate))
            for name, system in BASELINES.items():
                _add(found, calls, heard, system([one.call for one in heard]), (name, rate))
            add_own(found.against_own, own, heard, answers, rate)
            found.bands.update(_bands(calls, heard, answers) if rate else ())
    return found


def _as_written(found: Sequence[Found]) -> list[Found]:
    """Leaves out what was only heard: the whole language of the lexicons, searched by characters."""
    return [one for one in found if one.strength == CLEAN]


def _add(
    found: ActRun,
    calls: Sequence[MarkedCall],
    heard: Sequence[Noisy],
    answers: Sequence[Sequence[Found]],
    at: tuple[str, float],
) -> None:
    for of, one, answer in zip(calls, heard, answers, strict=True):
        due, aside = wanted(of, one)
        for name, acts in SETS.items():
            counted = tally(keys(of.call.id, answer), due, aside, acts)
            found.against_marks[*at, name] = found.against_marks.get((*at, name), Tally()) + counted


def add_own(
    into: dict[tuple[float, str], Tally],
    own: Sequence[Sequence[Found]],
    heard: Sequence[Noisy],
    answers: Sequence[Sequence[Found]],
    rate: float,
) -> None:
    """Adds how far the answers of some calls are the machine's own without noise; its suspicions count neither way."""
    for before, one, answer in zip(own, heard, answers, strict=True):
        there = [(act, one.turn_of(act.turn, act.start)) for act in before]
        due = frozenset((one.call.id, turn, act.act) for act, turn in there if act.strength >= SURE)
        aside = frozenset((one.call.id, turn, act.act) for act, turn in there) - due
        for name, acts in SETS.items():
            counted = tally(keys(one.call.id, answer), due, aside, acts)
            into[rate, name] = into.get((rate, name), Tally()) + counted


def _bands(
    calls: Sequence[MarkedCall], heard: Sequence[Noisy], answers: Sequence[Sequence[Found]]
) -> Iterator[tuple[int, bool]]:
    """Yields the strength by tens of each act found, and whether people marked it."""
    for of, one, answer in zip(calls, heard, answers, strict=True):
        due, aside = wanted(of, one)
        for act in answer:
            key = (of.call.id, act.turn, act.act)
            if key not in aside:
                yield act.strength // 10 * 10, key in due


COLUMNS = ("recall", "precision", "suspected", "strict recall", "strict precision")


def figures(counted: Tally) -> tuple[str, ...]:
    """Writes a tally in COLUMNS."""
    return three(counted.recall, counted.precision, counted.open_share, counted.strict_recall, counted.strict_precision)


def tables(name: str, found: ActRun) -> list[Table]:
    """Returns the tables of a run: against the marks, and against the machine's own answer without noise."""
    marks = [
        (percent(rate), kind, system, *figures(counted))
        for (system, rate, kind), counted in sorted(
            found.against_marks.items(), key=lambda item: (item[0][2], item[0][1])
        )
    ]
    own = [
        (percent(rate), kind, *figures(counted))
        for (rate, kind), counted in sorted(found.against_own.items(), key=lambda item: (item[0][1], item[0][0]))
    ]
    return [
        Table(f"Acts, {name}, against people's marks", ("noise", "acts", "system", *COLUMNS), tuple(marks)),
        Table(f"Acts, {name}, autoscore against itself at 0 %", ("noise", "acts", *COLUMNS), tuple(own)),
    ]


def strength_table(name: str, bands: Counter[tuple[int, bool]]) -> Table:
    """Returns which share of the acts of a strength is right."""
    totals = {band: bands[band, True] + bands[band, False] for band in sorted({band for band, _ in bands})}
    rows = tuple(
        (
            f"{band}–{band + 9}" if band < CLEAN else "100 (as written)",
            str(total),
            *three(share(bands[band, True], total)),
        )
        for band, total in totals.items()
    )
    return Table(f"Strength, {name}, all noise above 0 %", ("strength", "acts found", "marked by people"), rows)
