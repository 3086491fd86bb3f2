"""Statuses at rising noise: how many still agree with people's, and how many met come to not_met unasked."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autoscore.api import Transcript, read_inputs, scorer
from autoscore.scoring import Scorer
from benchmarks.agreement import Row, encounters
from benchmarks.noise_channel import Channel, noisy
from benchmarks.noise_counts import NONE, Changes, Table, percent, share, three

SYSTEMS = ("S3", "S0", "S1")
HOTLINE = "hotline"
WORST = 10


@dataclass(frozen=True)
class Case:
    """Is a call with its judged rows by criterion, and who judges it; a call of the hotline has none."""

    system: str
    call: Transcript
    judge: Scorer
    rows: Mapping[str, Row] = field(default_factory=dict)


Statuses = Mapping[str, str]


def encounter_cases(folder: Path, every: int = 1) -> list[Case]:
    """Reads the encounters of a folder, or every so many of each system."""
    return [
        Case(system, one.call, one.scorer, dict(one.rows))
        for system in SYSTEMS
        for one in [*encounters(folder, system=system)][::every]
    ]


def hotline_cases(folder: Path, every: int = 1) -> list[Case]:
    """Reads the calls of a folder for the hotline's rubric."""
    judge = scorer(HOTLINE)
    readings = read_inputs([str(folder / "calls.jsonl")], roles={}, stdin=None)
    calls = [reading for reading in readings if isinstance(reading, Transcript)][::every]
    return [Case(HOTLINE, call, judge) for call in calls]


def judged(cases: Sequence[Case], channel: Channel, seed: int = 0) -> list[Statuses]:
    """Returns the statuses of each case by criterion after the noise, in order; those of one scorer go together."""
    groups: dict[int, list[int]] = defaultdict(list)
    for at, case in enumerate(cases):
        groups[id(case.judge)].append(at)
    found: list[Statuses] = [{}] * len(cases)
    for places in groups.values():
        sheets = cases[places[0]].judge.score([noisy(cases[at].call, channel, seed).call for at in places])
        for at, sheet in zip(places, sheets, strict=True):
            found[at] = {score.id: score.status for score in sheet.criteria if score.mode != "off"}
    return found


@dataclass
class StatusRun:
    """Gathers pairs of statuses by system and rate, over seeds.

    `gold` pairs the person's with the machine's, `alike` counts which agree; `own` pairs the machine's own without
    noise with what it says at the rate, with the criterion.
    """

    gold: dict[tuple[str, float], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    alike: Counter[tuple[str, float]] = field(default_factory=Counter)
    own: dict[tuple[str, float], list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))

    def changes(self, system: str, rate: float) -> Changes:
        """Returns what the noise changed."""
        return Changes.of((before, after) for _, before, after in self.own[system, rate])


def run(cases: Sequence[Case], rates: Sequence[float], seeds: int) -> StatusRun:
    """Judges cases at all rates."""
    found, clean = StatusRun(), judged(cases, Channel(0.0))
    for rate in rates:
        for seed in range(seeds if rate else 1):
            heard = judged(cases, Channel(rate), seed) if rate else clean
            for case, before, after in zip(cases, clean, heard, strict=True):
                _add(found, case, rate, before, after)
    return found


def _add(found: StatusRun, case: Case, rate: float, before: Statuses, after: Statuses) -> None:
    at = (case.system, rate)
    found.own[at].extend((name, status, after[name]) for name, status in before.items())
    for name, row in case.rows.items():
        if name in after:
            accepted = (row["status"], *(row.get("alt") or ()))
            # Another status that a fair reader could give is as good as the person's own.
            said = after[name] if after[name] in accepted else str(row["status"])
            found.gold[at].append((said, after[name]))
            found.alike[at] += after[name] in accepted


def tables(name: str, found: StatusRun, rates: Sequence[float]) -> list[Table]:
    """Returns the tables of a run: agreement and flips by rate, and the criteria that flip most."""
    head = (
        *("system", "noise", "rows", "met at 0 %", "agrees", "met recall", "met precision", "unsure"),
        *("met → not_met", "met → unsure", "not_met → met"),
    )
    rows = tuple(_row(found, system, rate) for system, rate in found.own)
    return [Table(f"Statuses, {name}", head, rows), _worst(name, found, _shown(rates))]


def _row(found: StatusRun, system: str, rate: float) -> tuple[str, ...]:
    pairs, changes = found.gold[system, rate], found.changes(system, rate)
    gold = Changes.of(pairs)
    agreed = three(share(found.alike[system, rate], len(pairs)), gold.recall, gold.precision) if pairs else (NONE,) * 3
    turned = three(changes.became("met", "not_met"), changes.became("met", "unsure"), changes.became("not_met", "met"))
    sizes = (str(len(changes.pairs)), str(changes.count("met")))
    return (system, percent(rate), *sizes, *agreed, *three(changes.unsure), *turned)


def _shown(rates: Sequence[float]) -> float:
    """Returns the rate whose flips are listed: the one nearest to 10 %."""
    return min(rates, key=lambda rate: abs(rate - 0.1))


def _worst(name: str, found: StatusRun, rate: float) -> Table:
    rows = sorted(_flips(found, rate), key=lambda row: (-row[2], row[0], row[1]))[:WORST]
    return Table(
        f"Criteria that flip from met to not_met most at {percent(rate)}, {name}",
        ("system", "criterion", "flips", "of met", "share"),
        tuple((system, one, str(flips), str(met), f"{share(flips, met):.3f}") for system, one, flips, met in rows),
    )


def _flips(found: StatusRun, rate: float) -> Iterator[tuple[str, str, int, int]]:
    for (system, at), triples in found.own.items():
        if at == rate:
            met = Counter(name for name, before, _ in triples if before == "met")
            flips = Counter(name for name, before, after in triples if (before, after) == ("met", "not_met"))
            yield from ((system, name, flips[name], met[name]) for name in flips)
