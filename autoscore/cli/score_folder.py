"""`autoscore score -o`: a run into a folder, and what is told on the way."""

import shutil
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from autoscore.batch import Plan, Summary
from autoscore.batch.bulk import Order, score_into
from autoscore.batch.choice import Choice
from autoscore.batch.notices import MOST, Notice
from autoscore.batch.runs import join_runs
from autoscore.batch.work import Job
from autoscore.cli import ending, score_table, tell
from autoscore.cli.printing import LEFT_OUT, PRINTERS
from autoscore.cli.progress import Progress
from autoscore.errors import Problem
from autoscore.runs.names import REPORT


class Teller:
    """Tells on standard error how a run goes, and prints sheets where that was asked for."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._notices = 0

    def begins(self, total: int, left: int) -> None:
        """Shows the bar; tells where an earlier run left something to go on from."""
        if left < total:
            tell.line(f"接着上次没评完的：已评 {1 - left / total:.0%}")
        self._progress.begin(total, left)

    def stale(self, parts: int) -> None:
        """Tells that an earlier run cannot be gone on with."""
        if parts:
            tell.line(f"上次没评完的 {parts} 份用不上（输入、评分表、词表、选项或版本变了），重新评")

    def steps(self, scored: int, bad: int) -> None:
        """Moves the bar."""
        self._progress.step(scored, bad)

    def ends_task(self, size: int) -> None:
        """Moves the bar."""
        self._progress.advance(size)

    def failed(self, problem: Problem) -> None:
        """Tells of a failure."""
        self._progress.clear()
        tell.problems((problem,))

    def noticed(self, notice: Notice) -> None:
        """Tells a notice, and of too many only that there are more."""
        self._progress.clear()
        self._notices += 1
        more = self._notices > MOST
        tell.line("还有别的提醒，见各通的 warnings" if more else f"{notice.place}: {notice.because}")

    def prints(self, text: str) -> None:
        """Prints a sheet."""
        click.echo(text, nl=False)

    def leaves_out(self, before: int, undated: int) -> None:
        """Tells what a date left out."""
        tell.line(LEFT_OUT.format(before=before, undated=undated))


def into_folder(plan: Plan, choice: Choice, summary: Summary, options: dict[str, Any]) -> None:
    """Scores into a run's folder."""
    ending.heed()
    form = options["form"] or ""
    printer = PRINTERS.get("text-en" if (form, options["lang"]) == ("text", "en") else form)
    job = Job(plan, options["roles"], calls=not options["no_calls"], printer=printer)
    flat = score_table.flat(options)
    order = Order(options["inputs"], job, options["output"], choice, options["jobs"], sys.stdin.buffer, flat=flat)
    with Progress(sys.stderr) as progress:
        try:
            score_into(order, summary, Teller(progress))
            _clear(options["output"])
        except KeyboardInterrupt:
            progress.clear()
            tell.line("再运行同一条命令，会接着评，评完的不重评")
            raise


def _clear(folder: Path) -> None:
    """Takes away the page that an earlier run left in a folder: it would tell of other sheets."""
    page = folder / REPORT
    if page.is_file():
        page.unlink()
        shutil.rmtree(folder / f"{page.stem}_calls", ignore_errors=True)


def join_folders(summary: Summary, options: dict[str, Any]) -> None:
    """Joins the folders of the parts of one run into one."""
    ending.heed()
    with Progress(sys.stderr, wanted=False) as progress:
        flat = score_table.flat(options)
        join_runs(options["inputs"], options["output"], summary, Teller(progress), flat=flat)
        _clear(options["output"])


def closing_lines(summary: Summary) -> Iterator[str]:
    """Yields what a run came to: calls, mean, pass rate, reviews, failures, and what was missed most."""
    tally = summary.tally
    mean = "–" if summary.mean is None else f"{summary.mean:.1f}"
    settled = tally.passed + tally.failed
    rate = f"（合格率 {Decimal(tally.passed) / settled:.0%}）" if settled else ""
    open_ = tally.calls - settled
    yield f"评完 {tally.calls} 通，平均 {mean} 分；合格 {tally.passed}，不合格 {tally.failed}{rate}，待定 {open_}"
    yield f"需复核 {tally.review}，失败 {summary.bad}"
    if tally.missed:
        # Of as many, the first that was missed comes first.
        worst = sorted(tally.missed.items(), key=lambda pair: -pair[1])[:5]
        yield f"最常丢分：{'，'.join(f'{name} {count}' for name, count in worst)}"
