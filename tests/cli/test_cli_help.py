"""Help and progress."""

import io
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from cli_kit import MET, TINY, Screen, autoscore, put, written

from autoscore import __version__
from autoscore.cli.docs import command_help
from autoscore.cli.main import cli
from autoscore.cli.progress import Progress


def commands(
    command: click.Command = cli, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yields every command with its words."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from commands(child, (*path, name))


@pytest.mark.parametrize(
    ("path", "command"), [pytest.param(*one, id=" ".join(one[0]) or "autoscore") for one in commands()]
)
def test_every_command_has_help(path: tuple[str, ...], command: click.Command) -> None:
    """--help and -h of every command end with 0, say in Chinese what it does, and explain every option."""
    ran = autoscore(*path, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == autoscore(*path, "-h").out
    assert ran.out.startswith(f"Usage: {' '.join(('autoscore', *path))}")
    assert any("一" <= char <= "鿿" for char in ran.out)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert all(word in ran.out for word in parameter.opts)


def test_the_commands_of_the_contract_are_listed() -> None:
    """The help of the program has a line for each command, with a sentence that is not cut off."""
    out = autoscore("--help").out
    for name in ("score", "annotate", "convert", "rubric", "lexicon"):
        [line] = [line for line in out.splitlines() if line.split()[:1] == [name]]
        assert line.endswith("。")


def test_version() -> None:
    """--version tells the version of the package."""
    ran = autoscore("--version")
    assert ran.status == 0
    assert ran.out.strip().endswith(__version__)


def test_progress_is_drawn_on_a_terminal_alone() -> None:
    """A terminal sees how many calls are done and failed; a log sees nothing of a short run."""
    seen = []
    for kind in (Screen, io.TextIOWrapper):
        stream = kind(io.BytesIO(), "utf-8", write_through=True)
        with Progress(stream) as progress:
            progress.begin(100, 80)
            for at in range(5):
                progress.step(at != 3, at == 3)
            progress.advance(30)
        seen.append(written(stream))
    assert "[##########----------] 已评 5 通，失败 1，每秒 " in seen[0]
    assert "通，50%，还要 0:00 " in seen[0]
    assert seen[0].endswith("\n")
    assert seen[1] == ""


def test_a_log_gets_a_plain_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard error is no terminal, a long run writes lines without any control character."""
    monkeypatch.setattr("autoscore.cli.progress._EVERY_IN_LOG", 0)
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with Progress(stream) as progress:
        progress.begin(10, 10)
        progress.step(3, 1)
        progress.step(-3, -1)
    told = written(stream).splitlines()
    assert [line.split("，")[:2] for line in told] == [["已评 4 通", "失败 1"], ["已评 0 通", "失败 0"]]
    assert all(line.isprintable() for line in told)


def test_progress_is_not_wanted_where_sheets_are_printed() -> None:
    """Between printed sheets nothing is drawn."""
    stream = Screen(io.BytesIO(), "utf-8")
    with Progress(stream, wanted=False) as progress:
        progress.step(1, 0)
        progress.clear()
    assert written(stream) == ""


def test_failures_have_lines_of_their_own_among_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the line of progress is cleared before a failure is told."""
    monkeypatch.setattr("autoscore.cli.progress._EVERY", 0)
    calls = put(tmp_path / "calls", a_txt=MET, b_txt=b"", c_txt=MET)
    ran = autoscore("score", calls, "--rubric", TINY, "-o", tmp_path / "out", terminal=True)
    assert f"\r\x1b[K{calls}/b.txt: 空文件" in ran.err
    assert "已评 3 通，失败 1，" in ran.err


@pytest.mark.parametrize("path", [(), ("score",), ("rubric", "explain")])
def test_the_documented_help_has_the_options_that_are_there(path: tuple[str, ...]) -> None:
    """What the README files are filled with names the usage and the options that the command itself prints."""
    documented = command_help()
    printed = [line.strip() for line in autoscore(*path, "--help").out.splitlines()]
    wanted = [line.split("  ")[0] for line in printed if line.startswith(("Usage:", "-"))]
    assert any("-h, --help" in line for line in wanted)
    assert all(line in documented for line in wanted)
