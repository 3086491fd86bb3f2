"""`autoscore explain`: one criterion of one call, for an appeal."""

from pathlib import Path
from typing import Any

import click

from autoscore.cli.options import language
from autoscore.cli.output import written
from autoscore.privacy import Masker
from autoscore.report import json_text
from autoscore.report.appeal import Appeal, AppealText, Means, appeal_of, find_call, find_criterion, page_of
from autoscore.report.language import Language
from autoscore.runs.stored import StoredRun

_FORMATS = ("text", "html", "json")
_BY_ENDING = {".html": "html", ".htm": "html", ".json": "json"}
_STATUSES = {"same": 0, "different": 1, "impossible": 2}


@click.command("explain", short_help="说明一通里的一项为什么这样判，供申诉核对。")
@click.argument("run", metavar="DIR", type=click.Path(exists=True, path_type=Path))
@click.argument("call", metavar="CALL")
@click.argument("criterion", metavar="CRITERION")
@click.option("--verify", is_flag=True, help="把这通重评一遍，逐项比对。")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写到这个文件，默认标准输出。")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="写成什么；省略时看扩展名，没有就是 text。")
@click.option("--mask/--no-mask", default=True, help="遮住客户的个人信息（默认），或不遮。")
@language
@click.option("--rubric", metavar="FILE", help="评分时用的评分表文件；自带而没有改过的不必写。")
@click.option("--theme", metavar="ID|FILE", help="评分时用的主题，本单位自己的才要写。")
@click.option("--assume-roles", is_flag=True, help="评分时用了 --assume-roles 的，这里也写上。")
@click.option(
    "--lexicons",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="评分时用了 --lexicons 的，这里也写上。",
)
def command(**options: Any) -> int:
    """说明评分结果 DIR 里一通 CALL 的一项 CRITERION（编号或名称）：标准、原话、找过哪里、总分怎么来的、用的什么版本。

    退出码：0 说明写好了，--verify 重评一致；1 重评不一致；2 什么也没做成，或没法重评。
    """
    run = StoredRun.open(options["run"])
    one = find_call(run, options["call"])
    score = find_criterion(one.sheet, options["criterion"])
    means = Means(options["rubric"], options["theme"], options["lexicons"], options["assume_roles"])
    masker = Masker(active=options["mask"])
    page = appeal_of(run, one, score, masker, means, verify=options["verify"])
    _show(page, options)
    return 0 if page.verified is None else _STATUSES[page.verified.result]


def _show(page: Appeal, options: dict[str, Any]) -> None:
    output, say = options["output"], Language(options["lang"])
    ending = "" if output is None else output.suffix.lower()
    form = options["form"] or _BY_ENDING.get(ending, "text")
    with written(output) as out:
        if form == "html":
            out.write(page_of(page, say))
        elif form == "json":
            out.write(json_text(page) + "\n")
        else:
            AppealText(out, say).write(page)
