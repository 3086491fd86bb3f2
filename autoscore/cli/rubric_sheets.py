"""`autoscore rubric import`, `export` and `template`: score sheets in workbooks."""

from pathlib import Path

import click

from autoscore.cli import tell
from autoscore.cli.output import written
from autoscore.errors import UsageError
from autoscore.runs.whole import whole

_ENDING = ".xlsx"
_BOOK = click.Path(dir_okay=False, path_type=Path)
into = click.option("-o", "--output", type=_BOOK, required=True, metavar="FILE", help="写到哪个 .xlsx 文件。")


@click.command("import")
@click.argument("sheet", type=_BOOK, metavar="SHEET")
@click.option("-o", "--output", type=_BOOK, metavar="FILE", help="写到哪个 .yaml 文件；省略时打印出来。")
@click.option("--sheet", "name", metavar="NAME", help="读哪张工作表；省略时读第一张有评分表的。")
def import_(sheet: Path, output: Path | None, name: str | None) -> int:
    """把本单位的评分表（.xlsx）起成评分规则草稿。

    列的先后、合并的格子、一格里写几点都可以。读懂了什么、哪些要人填、哪些没看懂，逐行说明；草稿里写着“待填”的地方填好，
    rubric check 才放行。由 export 导出的工作簿则原样读回。
    """
    # Only who imports pays for what reads workbooks.
    from autoscore.drafting import imported, told  # noqa: PLC0415

    found = imported(sheet, name)
    with written(output) as out:
        out.write(found.text)
    for line in told(found):
        tell.line(line)
    return 0


@click.command("export")
@click.argument("name", metavar="ID|FILE")
@into
@click.option("--theme", metavar="ID|FILE", help="把这个主题填进去再导出。")
def export(name: str, output: Path, theme: str | None) -> int:
    """把评分规则导出成工作簿：一张可打印的评分表，另附全部规则，改好可用 import 读回。"""
    from autoscore.drafting import exported  # noqa: PLC0415

    _save(output, exported(name, theme))
    return 0


@click.command("template")
@into
def template(output: Path) -> int:
    """给一份空白样表：有填写说明和下拉选项，填好用 import 读。"""
    from autoscore.drafting import template as made  # noqa: PLC0415

    _save(output, made())
    return 0


def _save(path: Path, data: bytes) -> None:
    """Writes a workbook, in full or not at all."""
    if path.suffix.lower() != _ENDING:
        raise UsageError(f"{path.name}：工作簿的文件名要以 {_ENDING} 结尾")
    with whole(path) as out:
        out.write(data)
    tell.line(f"写好了 {path}")
