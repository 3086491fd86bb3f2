"""How fast calls are scored, beside jieba alone, JSON alone and a plain scorer, in one run on one core.

    python benchmarks/throughput.py [--only ways,fresh,stages,length,criteria,phrases,calls,jobs,start] [--seconds 3]

Everything is measured on calls that `benchmarks/corpus.py` makes; no round sees a call of another round, so that
nothing kept from one helps the next. Ways take turns within a round, and ratios are medians of the rounds' ratios.
Times are of the processor, writing included; `calls`, `jobs` and `start` run the real command. The parts:

ways      jieba, JSON, the plain scorer, autoscore in bulk and call by call, the share of turns said before being real
fresh     the same where no sentence longer than four characters comes twice
stages    where the time of a bulk run goes
length    cost by the length of calls
criteria  cost by the criteria of the rubric
phrases   cost by the phrases of a house's own lexicon
calls     cost and memory by the number of calls, each a run of the command
jobs      two processes against one
start     one small call, whole process
"""

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from statistics import median

import click

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
# Libraries read them when they are loaded.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

import gc  # noqa: E402

from autoscore.api import Transcript  # noqa: E402 - the benchmarks are no package of the wheel
from autoscore.cli.main import GC_THRESHOLD  # noqa: E402
from autoscore.scoring import Scorer  # noqa: E402
from benchmarks import throughput_process as process  # noqa: E402
from benchmarks import throughput_ways as measured  # noqa: E402
from benchmarks.corpus import Shape, corpus, line_of, write  # noqa: E402
from benchmarks.corpus_pool import pool  # noqa: E402
from benchmarks.throughput_rubrics import scorer_of_criteria, scorer_of_phrases  # noqa: E402
from benchmarks.throughput_stages import shares  # noqa: E402
from benchmarks.throughput_table import MICRO, Pace, Point, number, summaries, table, verdict  # noqa: E402

WAYS = (
    measured.JIEBA,
    measured.JIEBA_WHOLE,
    measured.PLAIN,
    measured.SINGLE,
    measured.BULK,
    measured.SEGMENTED,
    measured.JSON,
    measured.MSGSPEC,
)
TURNS = (12, 30, 60, 120, 240, 480)
CRITERIA = (10, 30, 100, 300)
PHRASES = (100, 300, 1000, 5000)
FEW, FEWEST, MOST, BATCH = 16, 64, 1024, 64
# Looking at stages takes longer, as a look comes every few milliseconds only; two processes need time to get going.
STAGED, SHARED = 4096, 20_000
STARTS = 9
SMALL = 7
UNITS = {"turns": "turns a call", "criteria": "criteria", "phrases": "phrases"}


class Bench:
    """Holds what all parts need: a folder to write to, how long to measure, and the options."""

    def __init__(self, folder: Path, seconds: float, rounds: int, sizes: Sequence[int], rubric: str) -> None:
        self.folder, self.seconds, self.rounds, self.sizes, self.rubric = folder, seconds, rounds, sizes, rubric
        self.calls = folder / "calls.jsonl"
        self.out = folder / "out"
        self.shape = Shape()

    def fill(self, source: Iterator[Transcript], size: int) -> list[bytes]:
        """Writes the next calls of a corpus to the file, and returns their lines."""
        calls = list(islice(source, size))
        for call in calls:
            self.shape.add(call)
        lines = [line_of(call) for call in calls]
        self.shape.bytes += sum(map(len, lines))
        self.calls.write_bytes(b"".join(lines))
        return lines

    def size(self, source: Iterator[Transcript], most: int = MOST) -> int:
        """Returns how many calls take about so many seconds in bulk, in whole batches; the first run warms up."""
        self.fill(source, FEWEST)
        measured.bulk(self.calls, self.out, rubric=self.rubric)
        self.fill(source, FEWEST)
        spent = measured.timed(lambda: measured.bulk(self.calls, self.out, rubric=self.rubric))
        return max(FEWEST, min(most, int(self.seconds / spent * FEWEST) // BATCH * BATCH))


def side_by_side(bench: Bench, fresh: bool = False) -> str:
    """Returns the table of the ways, each as fast as jieba and as the plain scorer."""
    source = corpus(fresh=fresh)
    size = bench.size(source)
    ways = measured.ways(bench.folder, WAYS)
    rounds: dict[str, list[Pace]] = {name: [] for name in WAYS}
    bench.shape = Shape()
    for turn in range(bench.rounds + 1):
        lines = bench.fill(source, size)
        for name, way in ways.items():
            pace = measured.pace(name, way, lines)
            rounds[name] += [pace] if turn else []
    rows = [
        (one.name, f"{one.microseconds:,.0f}", number(MICRO / one.microseconds), *map(number, one.ratios))
        for one in summaries(rounds, (measured.JIEBA, measured.PLAIN))
    ]
    head = ("way", "µs a call", "calls a second", "× as fast as `jieba.lcut`", "× as fast as the plain scorer")
    return f"{bench.shape}; {bench.rounds} rounds of {size:,} calls\n\n{table(head, rows)}"


def by_stage(bench: Bench) -> str:
    """Returns the table of the stages of a bulk run."""
    source = corpus(seed=1)
    size = bench.size(source, STAGED)
    bench.fill(source, size)
    start = time.process_time()
    found = shares(lambda: measured.bulk(bench.calls, bench.out, rubric=bench.rubric))
    whole = (time.process_time() - start) / size * MICRO
    rows = [(stage, f"{share:.1%}", f"{share * whole:,.0f}") for stage, share in found.items()]
    return table(("stage", "share", "µs a call"), [*rows, ("**all**", "100.0%", f"{whole:,.0f}")])


def by_length(bench: Bench) -> str:
    """Returns the table of the cost of calls by their length."""
    sources = {turns: corpus(seed=2, turns=turns) for turns in TURNS}
    size = bench.size(corpus(seed=3)) * 60
    costs: dict[int, list[Pace]] = {turns: [] for turns in TURNS}
    for _ in range(bench.rounds):
        for turns, source in sources.items():
            lines = bench.fill(source, max(4, size // turns // len(TURNS)))
            costs[turns].append(measured.pace(measured.BULK, _bulk(bench), lines))
    points = [Point(_mean(paces), median(p.seconds / p.calls for p in paces)) for paces in costs.values()]
    rows = [
        (str(turns), f"{point.size:,.0f}", f"{point.cost * MICRO:,.0f}", number(point.cost / point.size * MICRO * 1000))
        for turns, point in zip(TURNS, points, strict=True)
    ]
    head = ("turns", "characters a call", "µs a call", "µs for 1,000 characters")
    return f"{table(head, rows)}\n\n{verdict(points)}"


def _bulk(bench: Bench) -> Callable[[Sequence[bytes]], None]:
    return lambda _: measured.bulk(bench.calls, bench.out, rubric=bench.rubric)


def _mean(paces: Sequence[Pace]) -> float:
    return sum(one.characters for one in paces) / sum(one.calls for one in paces)


def by_scorer(bench: Bench, scorers: Mapping[int, Scorer], unit: str) -> str:
    """Returns the table of the cost of calls by what is asked of them, all scorers on the same calls in turn."""
    source = corpus(seed=4)
    costs: dict[int, list[float]] = {key: [] for key in scorers}
    size = FEW
    for turn in range(bench.rounds + 1):
        bench.fill(source, size)
        for key, scores in scorers.items():
            work = partial(measured.scored, scores, bench.calls, bench.folder / "sheets.jsonl")
            costs[key].append(measured.timed(work) / size)
        if not turn:  # the first round warms up, and tells how many calls the dearest can do
            dearest = max(taken.pop() for taken in costs.values())
            size = max(FEW, min(MOST, int(bench.seconds / dearest) // BATCH * BATCH))
    points = [Point(key, median(taken)) for key, taken in costs.items()]
    rows = [(f"{point.size:,.0f}", f"{point.cost * MICRO:,.0f}", *_against(point, points)) for point in points]
    head = (unit, "µs a call", *(f"× as dear as {key:,}" for key in scorers))
    return f"{table(head, rows)}\n\n{verdict(points)}"


def _against(point: Point, points: Sequence[Point]) -> list[str]:
    return [number(point.cost / other.cost) if other.size <= point.size else "" for other in points]


def by_criteria(bench: Bench) -> str:
    """Returns the table of the cost by the criteria of a rubric."""
    return by_scorer(bench, {size: scorer_of_criteria(size) for size in CRITERIA}, "criteria")


def by_phrases(bench: Bench) -> str:
    """Returns the table of the cost by the phrases of a house's own, beside those of the hotline's rubric."""
    return by_scorer(bench, {size: scorer_of_phrases(size, pool(), bench.folder) for size in PHRASES}, "own phrases")


def by_calls(bench: Bench) -> str:
    """Returns the table of time and memory by the number of calls."""
    rows: list[tuple[str, ...]] = []
    points: list[Point] = []
    for size in bench.sizes:
        if points and points[-1].cost / points[-1].size * size > bench.seconds * 40:
            rows.append((f"{size:,}", "left out", f"would take over {bench.seconds * 40:.0f} s", "", ""))
            continue
        with bench.calls.open("wb") as out:
            write(islice(corpus(seed=5), size), out)
        run = process.score(bench.calls, bench.out, bench.rubric, cores=1)
        points.append(Point(size, run.processor))
        each = run.processor / size * MICRO
        rows.append((f"{size:,}", f"{run.wall:,.1f}", f"{run.processor:,.1f}", f"{each:,.0f}", f"{run.memory:,.0f}"))
    head = ("calls", "seconds", "of the processor", "µs a call, start-up included", "memory, MiB")
    return f"{table(head, rows)}\n\n{verdict(points)}"


def by_jobs(bench: Bench) -> str:
    """Returns the table of two processes against one, by the clock, in turns."""
    size = bench.size(corpus(seed=6), SHARED // 3) * 3
    with bench.calls.open("wb") as out:
        write(islice(corpus(seed=6), size), out)
    runs: dict[int, list[process.Run]] = {1: [], 2: []}
    for _ in range(max(3, bench.rounds // 2)):
        for jobs, found in runs.items():
            found.append(process.score(bench.calls, bench.out, bench.rubric, jobs))
    ratios = [one.wall / two.wall for one, two in zip(runs[1], runs[2], strict=True)]
    bench.fill(corpus(seed=6), 1)
    starts = {
        jobs: min(process.score(bench.calls, bench.out, bench.rubric, jobs).wall for _ in range(3)) for jobs in runs
    }
    bare = [(one.wall - starts[1]) / (two.wall - starts[2]) for one, two in zip(runs[1], runs[2], strict=True)]
    rows = [
        (str(jobs), number(median(run.wall for run in found)), number(median(run.processor for run in found)))
        for jobs, found in runs.items()
    ]
    said = (
        f"{size:,} calls; two processes are {median(ratios):.2f} × as fast as one ({min(ratios):.2f} to "
        f"{max(ratios):.2f}), start-up included; {median(bare):.2f} × with the time of one call taken off"
    )
    return f"{table(('processes', 'seconds', 'of the processors'), rows)}\n\n{said}"


def by_start(bench: Bench) -> str:
    """Returns what a run on one small call takes, all in all."""
    bench.fill(corpus(seed=7, turns=SMALL), 1)
    process.score(bench.calls, bench.out, bench.rubric)
    runs = [process.score(bench.calls, bench.out, bench.rubric) for _ in range(STARTS)]
    rows = [
        ("by the clock", f"{min(run.wall for run in runs):.2f}", f"{median(run.wall for run in runs):.2f}"),
        (
            "of the processor",
            f"{min(run.processor for run in runs):.2f}",
            f"{median(run.processor for run in runs):.2f}",
        ),
    ]
    return table((f"one call of {SMALL} turns, {STARTS} runs", "best, s", "median, s"), rows)


PARTS: Mapping[str, tuple[str, Callable[[Bench], str]]] = {
    "ways": ("Calls as they are", side_by_side),
    "fresh": ("No sentence said twice", lambda bench: side_by_side(bench, fresh=True)),
    "stages": ("Share by stage", by_stage),
    "length": ("By length", by_length),
    "criteria": ("By criteria", by_criteria),
    "phrases": ("By phrases", by_phrases),
    "calls": ("By number of calls", by_calls),
    "jobs": ("Two processes", by_jobs),
    "start": ("Start", by_start),
}


@contextmanager
def one_core() -> Iterator[None]:
    """Keeps this process on one core, where the system can; the last one, as the first serves interrupts."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    free = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(free)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, free)


def machine() -> str:
    """Returns the day, the machine and the versions that the figures are of."""
    names = [line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")]
    cpu = names[0] if names else platform.processor() or platform.machine()
    libraries = ", ".join(f"{name} {version(name)}" for name in ("jieba", "numpy"))
    system = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    load = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    return f"{date.today()}, {cpu}, {system}, {libraries}{load}"


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text("utf-8").splitlines() if path.exists() else []


def _numbers(_context: click.Context, _option: click.Parameter, value: str) -> tuple[int, ...]:
    return tuple(int(one.replace("_", "")) for one in value.split(","))


def _parts(_context: click.Context, _option: click.Parameter, value: str) -> tuple[str, ...]:
    wanted = tuple(value.split(",")) if value else tuple(PARTS)
    if unknown := [one for one in wanted if one not in PARTS]:
        raise click.BadParameter(f"{unknown[0]} is none of {', '.join(PARTS)}")
    return wanted


@click.command()
@click.option("--only", callback=_parts, default="", help=f"Some of {','.join(PARTS)}.")
@click.option("--seconds", default=3.0, show_default=True, help="About how long a bulk run of a round may take.")
@click.option("--rounds", default=5, show_default=True)
@click.option("--sizes", callback=_numbers, default="300,1000,3000", show_default=True, help="Numbers of calls.")
@click.option("--rubric", default=measured.RUBRIC, show_default=True)
def main(only: Sequence[str], seconds: float, rounds: int, sizes: Sequence[int], rubric: str) -> None:
    """Print the tables of some parts, or of all."""
    gc.set_threshold(GC_THRESHOLD, 20, 20)  # as the command does
    print(f"{machine()}\n")
    with tempfile.TemporaryDirectory() as folder:
        for name in only:
            title, part = PARTS[name]
            bench = Bench(Path(folder) / name, seconds, rounds, sizes, rubric)
            bench.folder.mkdir()
            with one_core() if name not in ("calls", "jobs", "start") else nothing():
                print(f"### {title}\n\n{part(bench)}\n", flush=True)


@contextmanager
def nothing() -> Iterator[None]:
    """Leaves the process as it is."""
    yield


if __name__ == "__main__":
    main()
