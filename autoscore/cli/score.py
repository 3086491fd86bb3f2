"""`autoscore score`: the main job."""

import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from autoscore.api import Plan, distinct, read_inputs, score_all
from autoscore.batch import BY_CHANNEL, DEFAULT, Failure, Outcome, RunFolder, Summary
from autoscore.cli import tell
from autoscore.cli.options import finite, inputs, reading
from autoscore.cli.progress import Progress
from autoscore.readers import read_decisions
from autoscore.report import TextReport, json_line, json_text

_FORMATS = ("text", "json", "jsonl")


@click.command("score", short_help="给一通或成批的对话打分。")
@inputs
@click.option("--rubric", metavar="ID|FILE", help="评分表；省略时按渠道选。")
@click.option("--theme", metavar="ID|FILE", help="评分表的主题，如 counter-sales 的 data-package。")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="结果文件夹。")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="打印什么；默认 text，有 -o 时不打印。")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="并行的进程数。")
@click.option(
    "--fail-under", type=click.FloatRange(0), callback=finite, help="有一通的最高可能分低于此数时，退出码为 3。"
)
@click.option(
    "--max-bad",
    type=click.FloatRange(0, 1),
    callback=finite,
    default=0.0,
    help="读不了或评不了的占比不超过此数时算成功。",
)
@click.option(
    "--decisions",
    type=click.Path(exists=True, dir_okay=False),
    help="人工判定表（CSV 或 XLSX：通话、评分项、状态、得分、评分人、备注），附在机评旁边，总分以最后一条为准。",
)
@click.option("--no-calls", is_flag=True, help="结果文件夹里不留对话原文。")
@reading
def command(**options: Any) -> int:
    """给对话打分：INPUT 是文件、文件夹、通配符，或 - 表示标准输入。

    退出码：0 全部评完；1 有读不了或评不了的；2 什么也没做成；3 有低于 --fail-under 的。
    """
    lexicons = options["lexicons"]
    if options["theme"] and not options["rubric"]:
        raise click.UsageError("--theme 要和 --rubric 一起写，如 --rubric counter-sales --theme data-package")
    rows, unusable = read_decisions(options["decisions"]) if options["decisions"] else ((), ())
    plan = Plan(options["rubric"], str(lexicons) if lexicons else None, options["assume_roles"], options["theme"], rows)
    if options["rubric"]:
        plan.scorer(options["rubric"])  # a bad rubric is told before anything is read
    else:
        chosen = "，".join(f"{channel} → {rubric}" for channel, rubric in BY_CHANNEL.items())
        tell.line(f"没有给 --rubric，按渠道选评分表：{chosen}，其余 → {DEFAULT}")
    readings = distinct(read_inputs(options["inputs"], roles=options["roles"], stdin=sys.stdin.buffer))
    summary = Summary(rows, unusable)
    tell.problems(unusable)
    with Progress(sys.stderr, wanted=options["output"] is not None) as progress:
        mark = None if options["fail_under"] is None else Decimal(str(options["fail_under"]))
        outcomes = _told(score_all(readings, plan, options["jobs"]), summary, mark, progress)
        if options["output"] is not None:
            _into_folder(outcomes, summary, options)
        else:
            _printed(outcomes, options["form"] or "text")
    tell.problems(summary.unmet)
    if options["output"] is not None:
        for line in _closing_lines(summary):
            tell.line(line)
    return summary.exit_status(options["max_bad"])


def _told(outcomes: Iterable[Outcome], summary: Summary, mark: Decimal | None, progress: Progress) -> Iterator[Outcome]:
    """Counts outcomes as they pass, and tells failures and notices on standard error."""
    notices = tell.Notices()
    for outcome in outcomes:
        summary.add(outcome, mark)
        progress.step(failed=isinstance(outcome, Failure))
        if isinstance(outcome, Failure):
            progress.clear()
            tell.problems((outcome.problem,))
        else:
            notices.tell(outcome.document.transcript, progress.clear)
            tell.problems(outcome.problems)
        yield outcome


def _into_folder(outcomes: Iterator[Outcome], summary: Summary, options: dict[str, Any]) -> None:
    with RunFolder(options["output"], calls=not options["no_calls"]) as folder:
        printer = _printer(options["form"]) if options["form"] else None
        for outcome in outcomes:
            folder.add(outcome)
            if printer is not None and not isinstance(outcome, Failure):
                printer(outcome)
        folder.finish(summary, options["inputs"])


def _printed(outcomes: Iterator[Outcome], form: str) -> None:
    printer = _printer(form)
    for outcome in outcomes:
        if not isinstance(outcome, Failure):
            printer(outcome)


def _printer(form: str) -> Any:
    if form == "text":
        report = TextReport(sys.stdout)
        return lambda outcome: report.write(outcome.sheet, outcome.document)
    write = json_line if form == "jsonl" else json_text
    return lambda outcome: click.echo(write(outcome.sheet))


def _closing_lines(summary: Summary) -> Iterator[str]:
    mean = "–" if summary.mean is None else f"{summary.mean:.1f}"
    open_ = summary.calls - summary.passed - summary.failed
    yield f"评完 {summary.calls} 通，平均 {mean} 分；合格 {summary.passed}，不合格 {summary.failed}，待定 {open_}"
    yield f"需复核 {summary.review}，失败 {len(summary.failures)}"
    if summary.missed:
        worst = "，".join(f"{name} {count}" for name, count in summary.missed.most_common(5))
        yield f"最常丢分：{worst}"
