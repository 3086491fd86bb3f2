"""`autoscore train`: makes the shipped models again from their data."""

from importlib.util import find_spec
from pathlib import Path

import click

from autoscore.errors import UsageError


@click.group("train", short_help="用自带的数据重新训练模型。")
def command() -> None:
    """用自带的数据重新训练模型；同样的数据，同样的字节。"""


@command.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="模型写到这个文件夹；省略时替换自带的。",
)
def questions(output: Path | None) -> int:
    """重新训练问句模型，把分组交叉验证的数字写进 MODEL_CARD.md。要先装 autoscore[train]。"""
    if find_spec("sklearn") is None:
        raise UsageError("训练要用 scikit-learn：请先 pip install 'autoscore[train]'")
    from autoscore.classify.retrain import retrain  # noqa: PLC0415 (only training needs its library)

    for path in retrain(output):
        click.echo(f"写好 {path.name}")
    return 0
