"""`autoscore lexicon`: check."""

from pathlib import Path

import click

from autoscore.cli import tell
from autoscore.lexicon import read
from autoscore.lexicon.lint import findings


@click.group("lexicon", short_help="检查词表。")
def command() -> None:
    """检查词表。"""


@command.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folder: Path | None) -> int:
    """检查自带的词表，以及本单位的词表文件夹 FOLDER：写错的、永远找不到的、重复的。"""
    lexicon, problems = read(folder)
    told = [*problems, *findings(lexicon)]
    tell.problems(told)
    bad = any(not problem.code.startswith("advice_") for problem in told)
    entries = sum(len(found.entries) for found in lexicon.sets.values())
    click.echo(f"{len(lexicon.sets)} 个词表，{entries} 条，{'有问题' if bad else '可用'}")
    return 2 if bad else 0
