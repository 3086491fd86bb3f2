"""`autoscore score`: the main job."""

import importlib
from decimal import Decimal
from typing import Any

import click

from autoscore.api import Plan
from autoscore.batch import BY_CHANNEL, DEFAULT, Summary
from autoscore.batch.choice import Choice, day
from autoscore.cli import score_spark, tell
from autoscore.cli.options import inputs, reading
from autoscore.cli.score_options import choosing, scoring

HTML = "html"
_ONLY_SCORING = (
    *("rubric", "theme", "lexicons", "roles", "assume_roles", "decisions", "no_calls", "mask"),
    *("limit", "sample", "since", "shards"),
)


@click.command("score", short_help="给一通或成批的对话打分。")
@inputs
@scoring
@choosing
@score_spark.options
@reading
def command(**options: Any) -> int:
    """给对话打分：INPUT 是文件、文件夹、通配符，或 - 表示标准输入；是 -o 写过的结果文件夹，就把里面的对话重新评。

    退出码：0 全部评完；1 有读不了或评不了的；2 什么也没做成；3 有低于 --fail-under 的。
    """
    if score_spark.wanted(options):
        return score_spark.run(options)
    choice = _choice(options)
    rows, unusable = _decisions(options["decisions"])
    # Of one part of the work it is not known whose calls are in the others.
    summary = Summary(rows if choice.part is None else (), unusable)
    tell.problems(unusable)
    if options["join"]:
        _folder().join_folders(summary, options)
        if options["form"] == HTML:
            _page().write_beside(options)
    else:
        plan = _plan(options, rows)
        _way(options)(plan, choice, summary, options)
    tell.problems(summary.unmet)
    for line in _folder().closing_lines(summary) if options["output"] else ():
        tell.line(line)
    if choice.part is not None and not summary.tally.calls and not summary.bad:
        return 0  # there are more machines than work: this one has done all of its share
    mark = None if options["fail_under"] is None else Decimal(str(options["fail_under"]))
    return summary.exit_status(options["max_bad"], mark)


def _choice(options: dict[str, Any]) -> Choice:
    """Returns which calls are wanted; refuses what does not go together."""
    limit, sample, since = options["limit"], options["sample"], options["since"]
    if limit is not None and sample is not None:
        raise click.UsageError("--limit 和 --sample 只能写一个")
    if sample is None and options["sample_by"] != "call":
        raise click.UsageError("--sample-by 要和 --sample 一起写")
    if options["join"]:
        _check_join(options)
    moment = None if since is None else day(since)
    return Choice(limit, sample, options["seed"], options["sample_by"], moment, options["shards"])


def _check_join(options: dict[str, Any]) -> None:
    """Refuses, beside --join, what only scoring could heed."""
    if options["output"] is None:
        raise click.UsageError("--join 要和 -o 一起用")
    if odd := [name for name in _ONLY_SCORING if options[name]]:
        shown = odd[0].replace("_", "-")
        raise click.UsageError(f"--{shown} 不能和 --join 一起写：合成时不重新评，一切照各份评的时候")


def _plan(options: dict[str, Any], rows: Any) -> Plan:
    """Returns how calls are to be scored; a bad rubric is told before anything is read."""
    rubric, lexicons = options["rubric"], options["lexicons"]
    if options["theme"] and not rubric:
        raise click.UsageError("--theme 要和 --rubric 一起写，如 --rubric counter-sales --theme data-package")
    own, hidden = str(lexicons) if lexicons else None, bool(options["mask"])
    plan = Plan(rubric, own, options["assume_roles"], options["theme"], rows, hidden)
    if rubric:
        _checked(plan, rubric, apart=bool(options["output"]) and options["jobs"] > 1)
    else:
        chosen = "，".join(f"{channel} → {name}" for channel, name in BY_CHANNEL.items())
        tell.line(f"没有给 --rubric，按渠道选评分表：{chosen}，其余 → {DEFAULT}")
    return plan


def _checked(plan: Plan, rubric: str, *, apart: bool) -> None:
    """Compiles the rubric; where that is done in workers, only loads it, so that they need not wait."""
    if apart:
        importlib.import_module("autoscore.rubric").load(rubric, plan.theme)
    else:
        plan.scorer(rubric)


def _decisions(name: str | None) -> Any:
    """Returns people's decisions and what is wrong with them; their reader is only loaded where they are given."""
    return ((), ()) if not name else importlib.import_module("autoscore.readers.decisions").read_decisions(name)


def _way(options: dict[str, Any]) -> Any:
    """Returns what scores in the way that is wanted: into a folder or onto standard output, with a page or without."""
    if options["form"] == HTML:
        return _page().into_folder if options["output"] else _page().print_page
    if not options["output"]:
        return _printing().print_sheets
    return _folder().into_folder


def _page() -> Any:
    return importlib.import_module("autoscore.cli.score_html")


def _folder() -> Any:
    # What starts processes and joins files is only loaded where there is a folder to write.
    return importlib.import_module("autoscore.cli.score_folder")


def _printing() -> Any:
    return importlib.import_module("autoscore.cli.score_print")
