"""`autoscore score` without a folder: sheets are printed as they come, in the order of the input."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

import click

from autoscore.api import Plan, distinct, read_inputs, score_all
from autoscore.batch import Failure, Scored, Summary
from autoscore.batch.choice import Choice, Counts, picked
from autoscore.cli import tell
from autoscore.cli.printing import LEFT_OUT, PRINTERS
from autoscore.readers import Reading
from autoscore.report import TextReport
from autoscore.report.language import Language
from autoscore.runs.names import calls_of


def print_sheets(plan: Plan, choice: Choice, summary: Summary, options: dict[str, Any]) -> None:
    """Scores and prints."""
    if choice.part is not None:
        raise click.UsageError("--shards 要和 -o 一起用")
    if choice.sample is not None and "-" in options["inputs"]:
        raise click.UsageError("从标准输入抽样要和 -o 一起用")
    printer, notices = _printer(options["form"] or "text", Language(options["lang"])), tell.Notices()
    for outcome in score_all(distinct(_readings(choice, options)), plan, options["jobs"]):
        summary.add(outcome)
        if isinstance(outcome, Failure):
            tell.problems((outcome.problem,))
        else:
            notices.tell(outcome.document.transcript)
            tell.problems(outcome.problems)
            printer(outcome)


def _readings(choice: Choice, options: dict[str, Any]) -> Iterator[Reading]:
    """Yields what is wanted, and tells at the end what a date left out."""
    counts = Counts()
    given = [calls_of(one) for one in options["inputs"]]
    read = lambda: read_inputs(given, roles=options["roles"], stdin=sys.stdin.buffer)  # noqa: E731
    yield from picked(choice, read, counts)
    if choice.since is not None:
        tell.line(LEFT_OUT.format(before=counts.before, undated=counts.undated))


def _printer(form: str, say: Language) -> Callable[[Scored], None]:
    if form == "text":
        report = TextReport(sys.stdout, say=say)
        return lambda scored: report.write(scored.sheet, scored.document)
    return lambda scored: click.echo(PRINTERS[form](scored), nl=False)
