"""What only whole processes show: start-up, memory, two workers against one. Each is a run of the real command."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).resolve().parents[1]
KIB = 1024
# A small process starts the command and asks the system what it took: memory that a large process held before it became
# the command would be counted as the command's.
_LAUNCHER = """
import json, os, resource, subprocess, sys, time
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, set(json.loads(sys.argv[1])))
start = time.perf_counter()
status = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
wall = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
failed = status.stderr.decode(errors="replace") if status.returncode else ""
print(json.dumps([wall, used.ru_utime + used.ru_stime, used.ru_maxrss, failed]))
"""


class Run(Struct, frozen=True):
    """Is what a run of the command took: seconds by the clock, seconds of processors, MiB of its largest process."""

    wall: float
    processor: float
    memory: float


def command(*arguments: str, cores: int | None = None) -> Run:
    """Runs `autoscore` with some arguments on so many cores, all by default."""
    free = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
    launcher = [sys.executable, "-c", _LAUNCHER, json.dumps(free[:cores])]
    program = [sys.executable, "-m", "autoscore", *arguments]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run([*launcher, *program], cwd=ROOT, env=environment, capture_output=True, check=True, text=True)  # noqa: S603
    wall, processor, memory, failed = json.loads(done.stdout)
    if failed:
        raise SystemExit(f"autoscore {arguments[0]} failed:\n{failed}")
    scale = KIB if sys.platform == "linux" else KIB * KIB
    return Run(wall, processor, memory / scale)


def score(calls: Path, out: Path, rubric: str, jobs: int = 1, cores: int | None = None) -> Run:
    """Runs `autoscore score CALLS -o OUT --jobs N` into a new folder."""
    shutil.rmtree(out, ignore_errors=True)
    return command("score", str(calls), "--rubric", rubric, "-o", str(out), "--jobs", str(jobs), cores=cores)
