"""`autoscore train`: makes the shipped models again from their data."""

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import click

from autoscore.errors import UsageError


@click.group("train", short_help="用自带的数据重新训练模型。")
def command() -> None:
    """用自带的数据重新训练模型；同样的数据，同样的字节。"""


_output = click.option(
    "-o",
    "--output",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="模型写到这个文件夹；省略时替换自带的。",
)


@command.command()
@_output
def questions(output: Path | None) -> int:
    """重新训练问句模型，把分组交叉验证的数字写进 MODEL_CARD.md。要先装 autoscore[train]。"""
    _need_library()
    from autoscore.classify.retrain import retrain  # noqa: PLC0415 (only training needs its library)

    return _written(retrain(output))


@command.command()
@_output
def acts(output: Path | None) -> int:
    """重新训练开放服务行为的模型，把分组交叉验证的数字写进 MODEL_CARD.md。要先装 autoscore[train]。"""
    _need_library()
    from autoscore.classify.act_retrain import retrain_acts  # noqa: PLC0415 (only training needs its library)

    return _written(retrain_acts(output))


def _need_library() -> None:
    if find_spec("sklearn") is None:
        raise UsageError("训练要用 scikit-learn：请先 pip install 'autoscore[train]'")


def _written(paths: Iterable[Path]) -> int:
    for path in paths:
        click.echo(f"写好 {path.name}")
    return 0
