"""Options that several commands share."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from autoscore.model import Role
from autoscore.readers import parse_roles

F = TypeVar("F", bound=Callable[..., Any])

inputs = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")


def _roles(_context: click.Context, _option: click.Parameter, value: str | None) -> dict[str, Role]:
    return dict(parse_roles(value)) if value else {}


def finite(_context: click.Context, _option: click.Parameter, value: float | None) -> float | None:
    """Refuses nan and infinity, which pass for numbers within any range."""
    if value is not None and not math.isfinite(value):
        raise click.BadParameter("要一个有限的数")
    return value


masking = click.option("--mask/--no-mask", default=None, help="遮住客户的个人信息，或不遮；默认只遮给人看的报告。")
language = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="报告的语言。")
roles = click.option("--roles", callback=_roles, metavar="A=agent,B=customer", help="说话人对应的角色。")


def reading(command: F) -> F:
    """Adds the options that say how calls are read and annotated."""
    for option in (
        roles,
        click.option("--assume-roles", is_flag=True, help="角色照录音给的用，不核对、不修正。"),
        click.option(
            "--lexicons",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="本单位的词表文件夹，添加或替换自带的词表。",
        ),
    ):
        command = option(command)
    return command
