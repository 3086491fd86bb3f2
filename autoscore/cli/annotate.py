"""`autoscore annotate`: what is found in calls, with no rubric."""

import sys
from pathlib import Path
from typing import Any

import click

from autoscore.api import annotate, annotator, distinct, read_inputs
from autoscore.cli.options import inputs, reading
from autoscore.cli.output import written
from autoscore.cli.readings import calls
from autoscore.report import json_line


@click.command("annotate", short_help="找出对话里的服务用语、问句、金额、姓名、计时。")
@inputs
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写到这个文件，默认标准输出。")
@reading
def command(**options: Any) -> int:
    """找出对话里的服务用语、问句、金额、姓名、计时，一通一行 JSON，不打分。"""
    by = annotator(options["lexicons"], assume_roles=options["assume_roles"])
    found = calls(distinct(read_inputs(options["inputs"], roles=options["roles"], stdin=sys.stdin.buffer)))
    with written(options["output"]) as out:
        for call in annotate(found, by):
            out.write(json_line(call) + "\n")
    return found.exit_status
