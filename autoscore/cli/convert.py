"""`autoscore convert`: any transcript format into the native one."""

import sys
from pathlib import Path
from typing import Any

import click

from autoscore.api import distinct, read_inputs
from autoscore.batch.block import native
from autoscore.cli.options import inputs, roles
from autoscore.cli.output import written
from autoscore.cli.readings import calls
from autoscore.report import json_line


@click.command("convert", short_help="把各种格式的对话转成原生 JSON Lines。")
@inputs
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="写到这个文件。")
@roles
def command(**options: Any) -> int:
    """把各种格式的对话转成原生 JSON Lines。"""
    found = calls(distinct(read_inputs(options["inputs"], roles=options["roles"], stdin=sys.stdin.buffer)))
    with written(options["output"]) as out:
        for call in found:
            out.write(json_line(native(call)) + "\n")
    return found.exit_status
