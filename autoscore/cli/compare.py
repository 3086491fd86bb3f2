"""`autoscore compare`: people's decisions against the machine's."""

import os
from pathlib import Path
from typing import Any

import click

from autoscore import rubric
from autoscore.cli import tell
from autoscore.cli.options import finite
from autoscore.cli.output import written
from autoscore.errors import UsageError
from autoscore.model import Rubric
from autoscore.model.agreement import Comparison, Gate
from autoscore.readers.decisions import read_decisions
from autoscore.report import json_text
from autoscore.report.terminal.agreement_table import AgreementReport
from autoscore.review import Matched, compared, gated, hint_rubric, match
from autoscore.runs.names import SHEETS
from autoscore.runs.sheets import read_sheets

_FORMATS = ("text", "json")
NOTHING_DONE, SOME_FAILED = 2, 1


@click.command("compare", short_help="比对人的判定和机器的评分。")
@click.argument("run", metavar="DIR", type=click.Path(exists=True, path_type=Path))
@click.argument("decisions", metavar="FILE")
@click.option(
    "--gate", type=click.FloatRange(-1, 1), callback=finite, metavar="κ", help="指出 κ 不到此数、还不能单独评分的项。"
)
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True, help="打印什么。")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="写到这个文件，默认标准输出。")
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写一张评分表，把 --gate 指出的项改为只提示、不计分。",
)
@click.option("--rubric", metavar="ID|FILE", help="--write 在哪张评分表上改；省略时是评分用的那张自带的。")
def command(**options: Any) -> int:
    """比对人的判定 FILE 和评分结果 DIR：每一项的一致率、κ、区间，谁严谁松。

    DIR 是 score -o 写的文件夹，或其中的 sheets.jsonl。FILE 是 CSV 或 XLSX，一行一条判定，列：通话、评分项、状态、得分、
    评分人、备注；评分项写编号或名称。可比的通话不到 20 通，或算不出 κ 的项，--gate 也算还不能单独评分。

    退出码：0 全部比完；1 有用不上的行；2 什么也没做成。
    """
    if options["write"] is not None and options["gate"] is None:
        raise click.UsageError("--write 要和 --gate 一起用")
    rows, problems = read_decisions(options["decisions"])
    tell.problems(problems)
    if not rows:
        return NOTHING_DONE
    matched = _matched(options["run"], rows)
    tell.problems(matched.problems)
    if not matched.cases:
        return NOTHING_DONE
    comparison = compared(matched)
    if options["gate"] is not None:
        comparison = gated(comparison, options["gate"])
    if options["write"] is not None and comparison.gate is not None:
        _write(options["write"], options["rubric"], matched, comparison.gate)
    _show(comparison, options["form"], options["output"])
    return SOME_FAILED if problems or matched.problems else 0


def _matched(run: Path, rows: Any) -> Matched:
    path = run / SHEETS if run.is_dir() else run
    if not path.is_file():
        raise UsageError(f"{run} 里没有 {SHEETS}：给出 autoscore score -o 写的文件夹")
    with path.open("rb") as lines:
        return match(read_sheets(lines, str(path)), rows)


def _show(comparison: Comparison, form: str, output: Path | None) -> None:
    with written(output) as out:
        if form == "json":
            out.write(json_text(comparison) + "\n")
        else:
            AgreementReport(out).write(comparison)


def _write(path: Path, name: str | None, matched: Matched, gate: Gate) -> None:
    """Writes the rubric in which what is held is a hint; raises UsageError where it is not clear over which rubric."""
    used = tuple(dict.fromkeys(one.rubric for one in matched.criteria))
    if len(used) > 1:
        raise UsageError(f"评分用了几张评分表（{'、'.join(used)}），--write 只能写一张：请按评分表分开评分再比对")
    if name is None and used[0] not in rubric.bundled():
        raise UsageError(f"评分表“{used[0]}”不是自带的：请用 --rubric 给出它的文件")
    base = rubric.load(name or used[0])
    _check(base, used[0], gate)
    with written(path) as out:
        out.write(hint_rubric(base, _as_named_from(path, name or used[0]), gate, themed=matched.themed))


def _check(base: Rubric, used: str, gate: Gate) -> None:
    gone = [one.id for one in gate.held if base.criterion(one.id) is None]
    if gone:
        raise UsageError(f"评分表“{base.shown}”里没有这些项：{'、'.join(gone)}；评分用的是“{used}”")


def _as_named_from(path: Path, name: str) -> str:
    """Returns a rubric's name as a file at the path is to name it: a bundled id, or the way from that file."""
    return name if name in rubric.bundled() else Path(os.path.relpath(name, path.parent)).as_posix()
