"""`autoscore questions`: what kind of question each sentence of a file is, or how the agents of calls ask."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from autoscore.api import annotator, classify_lines, distinct, question_summaries, read_inputs, read_sentences
from autoscore.cli.options import reading
from autoscore.cli.output import written
from autoscore.cli.readings import Readable, calls
from autoscore.errors import UsageError
from autoscore.report import json_line


@click.command("questions", short_help="给句子判问句类型，或给坐席画提问画像。")
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写到这个文件，默认标准输出。")
@click.option("--profile", is_flag=True, help="FILE 是对话（文件或文件夹）：写出每通、每位坐席怎么问，教练会说什么。")
@reading
def command(file: str, output: Path | None, profile: bool, **options: Any) -> int:
    """给句子判问句类型：FILE 一行一句 JSON（text，可带 prev 上一轮），- 表示标准输入。

    每行原样写出，加上 type（none 非问句、open 开放、closed 封闭、choice 可选、speculative 推测、leading 引导、
    rhetorical 反问）、detail（开放分 fact、free，封闭分 verify、ability、request）和 probability（把握，0 到 1）。
    """
    if not profile and any(options.values()):
        raise UsageError("--roles、--assume-roles、--lexicons 只和 --profile 一起用")
    if not profile and Path(file).is_dir():
        raise UsageError(f"{file} 是文件夹：对话请加 --profile")
    lines, readable = _profiles(file, options) if profile else _sentences(file)
    with written(output) as out:
        for line in lines:
            out.write(line + "\n")
    return readable.exit_status


def _sentences(file: str) -> tuple[Iterator[str], Readable[Any]]:
    sentences = Readable(read_sentences(file, sys.stdin.buffer))
    return classify_lines(sentences), sentences


def _profiles(file: str, options: dict[str, Any]) -> tuple[Iterator[str], Readable[Any]]:
    by = annotator(options["lexicons"], assume_roles=options["assume_roles"])
    found = calls(distinct(read_inputs([file], roles=options["roles"], stdin=sys.stdin.buffer)))
    return map(json_line, question_summaries(found, by)), found
