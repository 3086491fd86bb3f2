"""The options of `autoscore score`."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from autoscore.cli.options import finite, language, masking
from autoscore.cli.score_spark import place

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("text", "json", "jsonl", "html", "parquet")
_PART = re.compile(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})", re.ASCII)


def _part(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    found = _PART.fullmatch(value)
    if found is None or int(found[1]) > int(found[2]):
        raise click.BadParameter("写成 i/n，如 1/3、2/3、3/3")
    return int(found[1]), int(found[2])


_SCORING = (
    click.option("--rubric", metavar="ID|FILE", help="评分表；省略时按渠道选。"),
    click.option("--theme", metavar="ID|FILE", help="评分表的主题，如 counter-sales 的 data-package。"),
    click.option(
        "-o",
        "--output",
        type=click.Path(file_okay=False),
        callback=place,
        help="结果文件夹。中断后再运行同一条命令，会接着评。",
    ),
    click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        help="打印什么；默认 text，有 -o 时不打印。html：网页报告，有 -o 时写在里面；parquet：一行一个评分项的表。",
    ),
    click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="并行的进程数。"),
    click.option(
        "--fail-under", type=click.FloatRange(0), callback=finite, help="有一通的最高可能分低于此数时，退出码为 3。"
    ),
    click.option(
        "--max-bad",
        type=click.FloatRange(0, 1),
        callback=finite,
        default=0.0,
        help="读不了或评不了的占比不超过此数时算成功。",
    ),
    click.option(
        "--decisions",
        type=click.Path(exists=True, dir_okay=False),
        help="人工判定表（CSV 或 XLSX：通话、评分项、状态、得分、评分人、备注），附在机评旁边，总分以最后一条为准。",
    ),
    click.option("--no-calls", is_flag=True, help="结果文件夹里不留对话原文。"),
    masking,
    language,
)
_CHOOSING = (
    click.option("--limit", type=click.IntRange(1), metavar="N", help="只评前 N 通。"),
    click.option(
        "--sample", type=click.IntRange(1), metavar="N", help="抽 N 通来评；编号和 --seed 相同，抽到的就相同。"
    ),
    click.option(
        "--sample-by",
        type=click.Choice(["call", "agent", "risk"]),
        default="call",
        show_default=True,
        help="怎么抽：call 一律均等；agent 每位坐席各抽 N 通；risk 有抱怨、久等、特别长或短的更容易抽到。",
    ),
    click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=0, show_default=True, help="抽样的种子。"),
    click.option("--since", metavar="DATE", help="只评这一天（可带钟点）及以后的；没有日期的不评，只报个数。"),
    click.option("--shards", callback=_part, metavar="I/N", help="分给 N 台机器，这台评第 I 份；要和 -o 一起用。"),
    click.option("--join", is_flag=True, help="INPUT 是 --shards 评出的各个结果文件夹：合成一个，写到 -o。"),
)


def scoring(command: F) -> F:
    """Adds the options that say how calls are scored, and what becomes of it."""
    for option in reversed(_SCORING):
        command = option(command)
    return command


def choosing(command: F) -> F:
    """Adds the options that say which calls are scored."""
    for option in reversed(_CHOOSING):
        command = option(command)
    return command
