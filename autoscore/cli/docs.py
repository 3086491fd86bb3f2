"""Writes the generated parts of the README files: the help of the commands and the manual of the rubric language.

Run `python -m autoscore.cli.docs` in a checkout after changing a command or an operator; a test checks it was done.
"""

import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from autoscore.cli.main import cli
from autoscore.rubric.manual import operator_manual

FILES = ("README.md", "README.zh-CN.md")
_PART = re.compile(r"(<!-- begin (\S+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)
_WIDTH = 100


def command_help() -> str:
    """Returns the help of every command, as it is printed."""
    return "\n".join(f"```text\n{text}\n```" for text in _helps(cli, "autoscore"))


def _helps(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[str]:
    # What a command's settings leave out, such as the names of the help option, it has from its parent's.
    settings = {**command.context_settings, "terminal_width": _WIDTH, "max_content_width": _WIDTH}
    context = click.Context(command, parent=parent, info_name=name, **settings)
    yield command.get_help(context)
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None:
                yield from _helps(found, child, context)


PARTS: Mapping[str, Callable[[], str]] = {"help": command_help, "operators": operator_manual}


def filled(text: str) -> str:
    """Returns a document with its generated parts made anew."""
    return _PART.sub(lambda part: f"{part[1]}{PARTS[part[2]]()}\n{part[3]}", text)


def write(folder: Path) -> None:
    """Makes the generated parts of a checkout's README files anew."""
    for name in FILES:
        path = folder / name
        path.write_text(filled(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    write(Path(importlib.import_module("autoscore").__file__ or "").resolve().parent.parent)
