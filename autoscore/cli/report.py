"""`autoscore report`: what people and programs get of a run."""

from pathlib import Path
from typing import Any

import click

from autoscore.cli import tell
from autoscore.cli.options import language, masking
from autoscore.privacy import NO_MASK, Masker
from autoscore.report.language import Language
from autoscore.report.order import Order
from autoscore.report.registry import FORMATS, report_format
from autoscore.runs.stored import StoredRun


@click.command("report", short_help="把评分结果写成报告：网页、Excel、CSV、SARIF 等。")
@click.argument("run", metavar="DIR", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="写到哪里；格式看扩展名：.html .xlsx .csv .jsonl .sarif .xml（JUnit）.vcon。",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="格式，省略时看扩展名。")
@click.option("--calls", metavar="ID,ID", help="只给这些通话各出一张评分表（xlsx）。")
@click.option("--originals", multiple=True, type=click.Path(exists=True), help="vCon 原件，写回到它里面（vcon）。")
@masking
@language
def command(**options: Any) -> int:
    """把评分结果 DIR（score -o 写的文件夹）写成报告 FILE。

    给人看的报告默认遮住客户的电话、证件号、卡号、地址和名字，长度不变；--no-mask 不遮，报告里会写明。
    """
    form = report_format(options["output"], options["form"])
    run = StoredRun.open(options["run"])
    wanted = form.masks if options["mask"] is None else options["mask"]
    calls = tuple(name.strip() for name in (options["calls"] or "").split(",") if name.strip())
    masker = Masker.of() if wanted else NO_MASK
    form.write(Order(run, options["output"], Language(options["lang"]), masker, calls, options["originals"]))
    tell.line(f"写好了 {options['output']}")
    return 0
