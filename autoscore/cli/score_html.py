"""`autoscore score --format html`: the report of a run as a page, beside its sheets or on standard output."""

import tempfile
from pathlib import Path
from typing import Any

import click

from autoscore.batch import Summary
from autoscore.batch.choice import Choice
from autoscore.batch.run import Plan
from autoscore.cli import score_folder
from autoscore.errors import UsageError
from autoscore.privacy import Masker
from autoscore.report.html.form import FORMAT
from autoscore.report.html.plan import MOST_HERE
from autoscore.report.language import Language
from autoscore.report.order import Order
from autoscore.runs.names import REPORT
from autoscore.runs.stored import StoredRun


def into_folder(plan: Plan, choice: Choice, summary: Summary, options: dict[str, Any]) -> None:
    """Scores into a run's folder, and writes the report there."""
    score_folder.into_folder(plan, choice, summary, options)
    write_beside(options)


def write_beside(options: dict[str, Any]) -> None:
    """Writes the report of a run into its folder."""
    _write(options["output"], options["output"] / REPORT, options)


def print_page(plan: Plan, choice: Choice, summary: Summary, options: dict[str, Any]) -> None:
    """Scores, and prints the report; raises UsageError where one page cannot hold it."""
    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder) / "run"
        score_folder.into_folder(plan, choice, summary, {**options, "output": run})
        if summary.tally.calls > MOST_HERE:
            what = f"一页放不下 {summary.tally.calls} 通（最多 {MOST_HERE} 通）"
            raise UsageError(f"{what}：用 -o 写明结果文件夹，网页写在里面")
        if summary.tally.calls:
            page = Path(folder) / REPORT
            _write(run, page, options)
            click.echo(page.read_bytes(), nl=False)


def _write(run: Path, page: Path, options: dict[str, Any]) -> None:
    masker = Masker(active=options["mask"] is not False)
    FORMAT.write(Order(StoredRun.open(run), page, Language(options["lang"]), masker))
