"""`autoscore report`: what people and programs get of a run."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from autoscore.cli import ending, tell
from autoscore.cli.options import language, masking
from autoscore.cli.output import STDOUT, filed
from autoscore.errors import UsageError
from autoscore.privacy import Masker
from autoscore.report.language import Language
from autoscore.report.order import Order
from autoscore.report.registry import FORMATS, report_format
from autoscore.runs.names import MARK
from autoscore.runs.stored import StoredRun

# The options that one form alone heeds.
_ONLY: Mapping[str, str] = MappingProxyType({"calls": "xlsx", "originals": "vcon"})


@click.command("report", short_help="把评分结果写成报告：网页、Excel、CSV、SARIF 等。")
@click.argument("run", metavar="DIR", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="写到哪里；格式看扩展名：.html .xlsx .csv .jsonl .sarif .xml（JUnit）.vcon；- 是标准输出。",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="格式，省略时看扩展名。")
@click.option("--calls", multiple=True, metavar="ID,ID", help="只给这些通话各出一张评分表（xlsx）；可写几次。")
@click.option("--originals", multiple=True, type=click.Path(exists=True), help="vCon 原件，写回到它里面（vcon）。")
@masking
@language
def command(**options: Any) -> int:
    """把评分结果 DIR（score -o 写的文件夹）写成报告 FILE。

    给人看的报告默认遮住客户的电话、证件号、卡号、地址和名字，长度不变；--no-mask 不遮，报告里会写明。
    """
    ending.heed()
    form = report_format(options["output"], options["form"])
    _check(form.name, options)
    run = StoredRun.open(options["run"])
    if not (run.folder / MARK).is_file():
        tell.line(f"{run.folder} 里没有 {MARK}：可能没有评完，也不知道有没有评不了的")
    wanted = form.masks if options["mask"] is None else options["mask"]
    masker = Masker(active=wanted)
    calls = tuple(dict.fromkeys(name for given in options["calls"] for name in _named(run, given)))
    with filed(options["output"]) as out:
        form.write(Order(run, out, Language(options["lang"]), masker, calls, options["originals"]))
    if str(options["output"]) != STDOUT:
        tell.line(f"写好了 {options['output']}")
    return 0


def _check(form: str, options: dict[str, Any]) -> None:
    """Raises UsageError for what only another form heeds, so that nobody takes a report for what it is not."""
    for name, heeds in _ONLY.items():
        if options[name] and form != heeds:
            raise UsageError(f"--{name} 只用于 {heeds}，{form} 不看它")
    if options["calls"] and not any(map(_split, options["calls"])):
        raise UsageError("--calls 没有写是哪几通")


def _named(run: StoredRun, given: str) -> Sequence[str]:
    """Returns the ids that are meant: the one that is written so, commas and all, else those between commas."""
    whole = given.strip()
    return [whole] if "," in whole and run.find(whole) is not None else _split(given)


def _split(given: str) -> list[str]:
    return [name.strip() for name in given.split(",") if name.strip()]
