"""`autoscore lexicon`: check, suggest."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from autoscore.api import Suggestion, distinct, read_inputs, suggester
from autoscore.cli import tell
from autoscore.cli.options import inputs, reading
from autoscore.cli.readings import calls
from autoscore.errors import Problem
from autoscore.lexicon import read
from autoscore.lexicon.lint import findings
from autoscore.lexicon.lint_slots import unused_slots
from autoscore.report import json_line
from autoscore.report.terminal.suggestion_table import SuggestionReport
from autoscore.review.house import paths, write

_FORMATS = ("text", "json")
NOTHING_DONE = 2


@click.group("lexicon", short_help="检查词表，找词表缺的说法。")
def command() -> None:
    """检查词表，找词表缺的说法。"""


@command.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folder: Path | None) -> int:
    """检查自带的词表，以及本单位的词表文件夹 FOLDER：写错的、永远找不到的、重复的、同字面不一样的。

    给了 FOLDER，改进的建议只说它里面的条目；退出码：0 可用（可能有建议），2 有问题。
    """
    lexicon, problems = read(folder)
    own = "" if folder is None else f"{folder.name}/"
    unused = () if folder is None else unused_slots(folder, lexicon)
    told = [*problems, *findings(lexicon), *unused]
    tell.problems(one for one in told if not _is_advice(one) or one.place.file.startswith(own))
    bad = not all(map(_is_advice, told))
    entries = sum(len(found.entries) for found in lexicon.sets.values())
    click.echo(f"{len(lexicon.sets)} 个词表，{entries} 条，{'有问题' if bad else '可用'}")
    return 2 if bad else 0


def _is_advice(problem: Problem) -> bool:
    return problem.code.startswith("advice_")


@command.command()
@inputs
@click.option(
    "--act", "acts", multiple=True, metavar="ID", help="只找这些词表的说法，可写几次；省略时找所有知道该在哪里说的。"
)
@click.option("--rubric", metavar="ID|FILE", help="评分表：它判没做到或存疑的地方，也算该说而没找到。")
@click.option("--top", type=click.IntRange(1, 1000), default=10, show_default=True, help="每个词表最多几条。")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="写成本单位的词表文件夹，条目都先注释掉。"
)
@click.option("--format", "form", type=click.Choice(_FORMATS), help="打印什么；默认 text，有 -o 时不打印。")
@reading
def suggest(**options: Any) -> int:
    """从对话里找词表缺的说法：该说某种话的地方没有找到，坐席在那里说了什么。

    按把握排序，每条带通数、别处次数和例子，由人听过再采纳。该说的地方看词表的 place、前后说了什么（客户道谢、
    请客户等了）和 --rubric。退出码：0 全部读完；1 有读不了的；2 什么也没做成。
    """
    by = suggester(
        options["lexicons"], rubric=options["rubric"], acts=options["acts"], assume_roles=options["assume_roles"]
    )
    where = paths(options["output"], by.acts, by.annotator.book.sets) if options["output"] is not None else {}
    found = calls(distinct(read_inputs(options["inputs"], roles=options["roles"], stdin=sys.stdin.buffer)))
    suggestions = list(by.suggest(found, options["top"]))
    if found.exit_status != NOTHING_DONE:
        _show(suggestions, options["form"] or ("" if where else "text"))
        _write(suggestions, where)
    return found.exit_status


def _show(suggestions: Sequence[Suggestion], form: str) -> None:
    if form == "json":
        for one in suggestions:
            click.echo(json_line(one))
    elif form == "text" and suggestions:
        SuggestionReport(sys.stdout).write(suggestions)
    elif form == "text":
        click.echo("没有建议：该说的都找到了，或没找到的地方说的话各不相同")


def _write(suggestions: Sequence[Suggestion], where: Mapping[str, Path]) -> None:
    if where:
        files = write(suggestions, where)
        tell.line(f"写了 {len(files)} 个词表，{len(suggestions)} 条建议，都先注释掉了")
