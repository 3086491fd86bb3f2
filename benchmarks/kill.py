"""Kills a bulk run at random moments and starts it again: the files must be those of a run that nothing disturbed.

    python benchmarks/kill.py [CALLS...] [--calls 20000] [--kills 5] [--jobs 2] [--rubric hotline] [--seed 0]

Without CALLS, `corpus.py` makes them. The run is started by the command line and ended with SIGKILL, half of the times
with all its workers and half of the times alone, at random moments between its first part and its last. Told are the
times of all runs, how far each came, and whether all is equal.
Exit status 1 where a byte differs, or where an interrupted run left what looks like a finished one.
"""

import filecmp
import math
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

CORPUS = Path(__file__).with_name("corpus.py")
FILES = ("sheets.jsonl", "calls.jsonl", "summary.csv", "manifest.json")
GLANCE = 0.02  # seconds between two looks at how far a run has come


def command(inputs: Sequence[str], output: Path, rubric: str, jobs: int) -> list[str]:
    """Returns the command that is run."""
    score = ["score", *inputs, "--rubric", rubric, "--jobs", str(jobs), "-o", str(output)]
    return [sys.executable, "-m", "autoscore", *score]


def run(arguments: Sequence[str], output: Path, until: float = math.inf, *, group: bool = True) -> tuple[float, int]:
    """Runs a command to its end, or kills it where so many parts are done and a moment has gone by.

    Returns the seconds that it took, and the most parts that were seen.
    """
    start, most = time.monotonic(), 0
    running = subprocess.Popen(arguments, stderr=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own
    while running.poll() is None:
        time.sleep(GLANCE)
        most = max(most, parts(output))
        if most < until:
            continue
        time.sleep(GLANCE * (until % 1) * 10)
        if group:
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
        running.wait()
    return time.monotonic() - start, most


def parts(output: Path) -> int:
    """Returns how many parts are done and not yet joined."""
    return len(list(output.glob(".unfinished/*.part")))


def corpus(path: Path, calls: int) -> list[str]:
    """Makes calls to be scored."""
    with path.open("wb") as out:
        subprocess.run([sys.executable, str(CORPUS), "--calls", str(calls)], stdout=out, check=True)  # noqa: S603
    return [str(path)]


def moments(seed: int, kills: int, all_parts: int) -> list[float]:
    """Returns how many parts are to be done when each run is killed, and in the fraction how long to wait then."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    return sorted(draw.uniform(0, all_parts - 1) for _ in range(kills))


@click.command()
@click.argument("inputs", nargs=-1)
@click.option("--calls", default=20_000, show_default=True)
@click.option("--kills", default=5, show_default=True)
@click.option("--jobs", default=2, show_default=True)
@click.option("--rubric", default="hotline", show_default=True)
@click.option("--seed", default=0, show_default=True)
def main(inputs: tuple[str, ...], calls: int, kills: int, seed: int, **how: Any) -> None:
    """Runs once undisturbed, then with kills, and compares."""
    sys.stdout.reconfigure(line_buffering=True)
    with TemporaryDirectory() as folder:
        given = list(inputs) or corpus(Path(folder, "calls.jsonl"), calls)
        calm, wild = Path(folder, "calm"), Path(folder, "wild")
        took, all_parts = run(command(given, calm, **how), calm)
        print(f"undisturbed: {took:.1f} s, {lines(calm / FILES[0])} sheets, {all_parts} parts")
        bad = False
        for number, until in enumerate(moments(seed, kills, all_parts), 1):
            took, _ = run(command(given, wild, **how), wild, until, group=number % 2 == 0)
            left = [name for name in FILES if (wild / name).exists()]
            bad = bad or bool(left)
            print(f"killed after {took:.1f} s: {parts(wild)} parts done" + (f", but there is {left}" if left else ""))
        took, _ = run(command(given, wild, **how), wild)
        print(f"to the end: {took:.1f} s")
        differ = [name for name in FILES if not filecmp.cmp(calm / name, wild / name, shallow=False)]
        left = sorted(path.name for path in wild.iterdir() if path.name not in FILES)
        print(f"differ: {differ or 'none'}; left over: {left or 'nothing'}")
        sys.exit(1 if bad or differ or left else 0)


def lines(path: Path) -> int:
    """Counts the lines of a file."""
    with path.open("rb") as stream:
        return sum(1 for _ in stream)


if __name__ == "__main__":
    main()
