"""`autoscore rubric diff`: the same calls under two versions of a rubric."""

from pathlib import Path
from typing import Any

import click

from autoscore.cli import tell
from autoscore.cli.options import language
from autoscore.cli.output import written
from autoscore.errors import UsageError
from autoscore.model.versions import VersionsDiff
from autoscore.privacy import Masker
from autoscore.report import json_text
from autoscore.report.language import Language
from autoscore.report.versions import VersionsReport
from autoscore.review.versions import EXAMPLES, Versions
from autoscore.runs.stored import StoredRun
from autoscore.scoring import Scorer, load_scorer

_FORMATS = ("text", "json")
NOTHING_DONE, SOME_FAILED = 2, 1


@click.command("diff", short_help="同样的通话用两版评分表各评一遍，比出哪些变了。")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.argument("run", metavar="DIR", type=click.Path(exists=True, path_type=Path))
@click.option("--theme", metavar="ID|FILE", help="把这个主题填进两张评分表。")
@click.option("--examples", type=click.IntRange(0, 100), default=EXAMPLES, show_default=True, help="每项举几通为例。")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="写成什么；省略时看扩展名，没有就是 text。")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写到这个文件，默认标准输出。")
@click.option("--mask/--no-mask", default=True, help="遮住例子里客户的个人信息（默认），或不遮。")
@language
@click.option("--assume-roles", is_flag=True, help="角色照录音给的用，不核对、不修正。")
@click.option(
    "--lexicons",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="本单位的词表文件夹，两边都用。",
)
def diff(**options: Any) -> int:
    """把评分结果 DIR 里的通话用评分表 A 和 B（编号或文件）各评一遍，比出总分、合格、每一项怎么变，附原话。

    还列出哪些项总是一个结果，哪些项总是一起做到、一起没做到。

    DIR 里有 A 或 B 评过的通话，就只比这些；都不是，就全比。人工判定不算。

    退出码：0 全部比完；1 有评不了的通话；2 什么也没做成。
    """
    run = StoredRun.open(options["run"])
    if not run.has_calls:
        raise UsageError(f"{options['run']} 没有留对话原文（--no-calls），不能重新评")
    if run.manifest.masked:
        tell.line("这次评分遮了个人信息才存下来：靠号码、姓名的项可能评得和当时不同，但两版是一样的条件")
    masker = Masker(active=options["mask"])
    versions = Versions(_scorer("a", options), _scorer("b", options), masker, options["examples"])
    found = versions.compare(run)
    tell.problems(versions.problems)
    if versions.themes:
        tell.line(f"有的通话评分时填了主题（{'、'.join(sorted(versions.themes))}），这里没有填；要填请写 --theme")
    if not found.calls:
        tell.line("没有一通可以比")
        return NOTHING_DONE
    _show(found, options)
    return SOME_FAILED if found.failed else 0


def _scorer(which: str, options: dict[str, Any]) -> Scorer:
    theme, assume = options["theme"], options["assume_roles"]
    return load_scorer(options[which], options["lexicons"], theme=theme, assume_roles=assume)


def _show(found: VersionsDiff, options: dict[str, Any]) -> None:
    output = options["output"]
    ending = "" if output is None else output.suffix.lower()
    form = options["form"] or ("json" if ending == ".json" else "text")
    with written(output) as out:
        if form == "json":
            out.write(json_text(found) + "\n")
        else:
            VersionsReport(out, Language(options["lang"])).write(found)
