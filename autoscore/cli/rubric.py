"""`autoscore rubric`: list, show, check, test, explain, schema; sheets are imported and exported beside it."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from autoscore import resources
from autoscore.cli import tell
from autoscore.cli.rubric_diff import diff
from autoscore.cli.rubric_sheets import export, import_, template
from autoscore.errors import Problem, ProblemsError
from autoscore.model import Rubric
from autoscore.rubric import bundled, bundled_themes, load, read, themes_of
from autoscore.rubric.lint import findings
from autoscore.rubric.manual import explain, operator_manual
from autoscore.rubric.schema import schema
from autoscore.scoring import load_scorer, run_examples, scorer_of

BAD = 2
theme_option = click.option("--theme", metavar="ID|FILE", help="把这个主题填进评分表。")


@click.group("rubric", short_help="查看、检查、试跑评分表。")
def command() -> None:
    """查看、检查、试跑评分表。"""


@command.command("list")
def list_() -> None:
    """列出自带的评分表。"""
    for name in bundled():
        rubric = load(name)
        click.echo(f"{name:<24}{rubric.title}（{rubric.channel}，{len(rubric.criteria)} 项，出处 {rubric.source}）")
        for theme in themes_of(name):
            click.echo(f"  --theme {theme.id:<17}{theme.title}")


@command.command()
@click.argument("name", metavar="ID")
def show(name: str) -> None:
    """打印一张自带的评分表或主题的原文，可另存后修改。"""
    if name in bundled_themes():
        path = resources.folder("rubrics") / "themes" / f"{name}.yaml"
    else:
        load(name)
        path = resources.folder("rubrics") / f"{name}.yaml" if name in bundled() else Path(name)
    click.echo(path.read_text("utf-8-sig"), nl=False)


@command.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@theme_option
def check(files: tuple[str, ...], theme: str | None) -> int:
    """检查评分表：一次说出全部问题，每条带文件、行、列。"""
    status = 0
    for name in files:
        problems = tuple(dict.fromkeys(_problems(name, theme)))
        tell.problems(problems)
        bad = any(not problem.code.startswith("advice_") for problem in problems)
        status = max(status, BAD if bad else 0)
        click.echo(f"{name}：{'有问题' if bad else '可用'}")
    return status


def _problems(name: str, theme: str | None) -> Iterable[Problem]:
    rubric, problems = read(name, theme)
    yield from problems
    if rubric is None:
        return
    # What some rows add up to says nothing while others could not be read.
    yield from (found for found in findings(rubric) if not problems or found.place.line is not None)
    if not problems:
        try:
            scorer_of(rubric)
        except ProblemsError as error:
            yield from error.problems


@command.command()
@click.argument("names", nargs=-1, required=True, metavar="ID|FILE...")
@theme_option
def test(names: tuple[str, ...], theme: str | None) -> int:
    """试跑评分表里的例子。"""
    status = 0
    for name in names:
        scorer = load_scorer(name, theme=theme)
        faults = list(run_examples(scorer))
        for fault in faults:
            tell.line(f"{fault.place}: {fault.criterion}：{fault.what}")
        click.echo(f"{name}：{_count(scorer.rubric)} 个例子，{len(faults)} 个不符")
        status = max(status, 1 if faults else 0)
    return status


def _count(rubric: Rubric) -> int:
    return sum(len(criterion.examples) for criterion in rubric.criteria)


@command.command("explain")
@click.argument("name", metavar="ID|FILE", required=False)
@click.argument("criterion", required=False)
@click.option("--operators", is_flag=True, help="打印条件和计分方式的手册。")
@theme_option
def explain_(name: str | None, criterion: str | None, operators: bool, theme: str | None) -> int:
    """说明一张评分表，或其中一项；--operators 打印条件手册。"""
    if operators or name is None:
        click.echo(operator_manual())
        return 0
    rubric = load(name, theme)
    if criterion is not None and rubric.criterion(criterion) is None:
        known = " ".join(one.id for one in rubric.criteria)
        raise click.UsageError(f"{name} 里没有“{criterion}”这一项；有：{known}")
    for line in explain(rubric, criterion):
        click.echo(line)
    return 0


for _more in (import_, export, template, diff):
    command.add_command(_more)


@command.command("schema")
def schema_() -> None:
    """打印评分表文件的 JSON Schema，供编辑器检查。"""
    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
