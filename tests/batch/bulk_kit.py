"""Runs into folders with tiny tasks, and what disturbs them; all words are invented for these tests."""

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autoscore.batch import Plan, Scored, Summary
from autoscore.batch.bulk import Order, score_into
from autoscore.batch.notices import Notice
from autoscore.batch.store import UNFINISHED
from autoscore.batch.task import Grain
from autoscore.batch.work import Job
from autoscore.errors import Problem

HERE = Path(__file__).parent
TINY = str(HERE.parent / "cli" / "tiny.yaml")
FINE = Grain(least=1, most=1200)
# Where a disturber keeps count of what it has done, as each worker is another process.
COUNT = "AUTOSCORE_TEST_COUNT"
ALL = ["calls.jsonl", "manifest.json", "rubrics.json", "sheets.jsonl", "summary.csv"]


@dataclass
class Heard:
    """Keeps what a run tells."""

    total: int = 0
    left: int = 0
    gone: int = 0
    left_out: tuple[int, int] = (0, 0)
    scored: int = 0
    bad: int = 0
    failures: list[Problem] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

    def begins(self, total: int, left: int) -> None:
        """Keeps how much there is."""
        self.total, self.left = total, left

    def stale(self, parts: int) -> None:
        """Keeps what is of no use."""
        self.gone = parts

    def steps(self, scored: int, bad: int) -> None:
        """Counts calls."""
        self.scored, self.bad = self.scored + scored, self.bad + bad

    def ends_task(self, size: int) -> None:
        """Counts bytes."""
        self.left -= size

    def failed(self, problem: Problem) -> None:
        """Keeps a failure."""
        self.failures.append(problem)

    def noticed(self, notice: Notice) -> None:
        """Keeps a notice."""
        self.notices.append(notice)

    def prints(self, text: str) -> None:
        """Keeps what is printed."""
        self.printed.append(text)

    def leaves_out(self, before: int, undated: int) -> None:
        """Keeps what a date left out."""
        self.left_out = (before, undated)


def call(name: str | None, text: str = "您好", **facts: Any) -> dict[str, Any]:
    """Makes a native call of two turns."""
    turns = [{"role": "agent", "text": text}, {"role": "customer", "text": "再见"}]
    return {**({} if name is None else {"id": name}), **facts, "turns": turns}


def written(path: Path, *records: Any) -> Path:
    """Writes records as JSON Lines; strings stand as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in records)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def plan(**options: Any) -> Plan:
    """Returns a plan by the rubric that compiles at once."""
    return Plan(TINY, **options)


def scored(output: Path, *inputs: Path | str, job: Mapping[str, Any] | None = None, **options: Any) -> Heard:
    """Scores into a folder, by default in tiny tasks, and returns what was told."""
    heard = Heard()
    given: dict[str, Any] = {"plan": plan(), "roles": {}, **(job or {})}
    order = Order([str(one) for one in inputs], Job(**given), output, **{"piece": 1, "grain": FINE, **options})
    score_into(order, Summary(), heard)
    return heard


def contents(folder: Path) -> dict[str, bytes]:
    """Returns the files of a run's folder by name, and nothing else may be there."""
    found = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    assert list(found) == ALL
    return found


def ids(folder: Path) -> list[str]:
    """Returns the ids of the sheets of a run, in order."""
    return [json.loads(line)["id"] for line in (folder / "sheets.jsonl").read_text("utf-8").splitlines()]


def manifest(folder: Path) -> dict[str, Any]:
    """Returns the manifest of a run."""
    read: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return read


def parts(folder: Path) -> int:
    """Returns how many parts an unfinished run has."""
    return len(list((folder / UNFINISHED).glob("*.part")))


def apart(output: Path, source: Path, jobs: int, printer: str = "None") -> "subprocess.Popen[bytes]":
    """Starts the same as `scored` in a process group of its own."""
    given = f"{str(output)!r}), {str(source)!r}, jobs={jobs}, job={{'printer': {printer}}}"
    code = f"if __name__ == '__main__': import bulk_kit, pathlib; bulk_kit.scored(pathlib.Path({given})"
    path = os.pathsep.join([str(HERE), *sys.path])
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, start_new_session=True
    )


def _counted() -> int:
    """Counts up over all processes; returns how often it was called before."""
    with Path(os.environ[COUNT]).open("ab") as count:
        count.write(b"x")
        return count.tell() - 1


def deadly(one: Scored) -> str:
    """Ends the process, as the system does, at calls of one name."""
    if one.sheet.id.startswith("deadly"):
        os.kill(os.getpid(), signal.SIGKILL)
    return ""


def deadly_once(one: Scored) -> str:
    """Ends the process at the first call of that name that it ever sees."""
    if one.sheet.id.startswith("deadly") and _counted() == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return ""


def full_once(one: Scored) -> str:
    """Finds the disk full when some calls were scored, and once only."""
    if _counted() == 30:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return ""
