"""The `autoscore` command and its exit statuses."""

import gc
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from autoscore import __version__
from autoscore.cli import tell
from autoscore.cli.ending import Terminated
from autoscore.errors import AutoscoreError, PartlyWrittenError, ProblemsError

NOTHING_DONE, SOME_FAILED = 2, 1
# Not the contract's, as nothing is wrong and not everything is done: the numbers that shells give to the signals.
INTERRUPTED, TERMINATED = 130, 143
PIPE_CLOSED = 141
GC_THRESHOLD = 500_000
# Where the linear algebra behind numpy reads how many threads it may start.
_THREADS = "OPENBLAS_NUM_THREADS"
# Each subcommand is one file; it is imported when it is called for.
_COMMANDS = {
    "score": "autoscore.cli.score",
    "annotate": "autoscore.cli.annotate",
    "questions": "autoscore.cli.questions",
    "convert": "autoscore.cli.convert",
    "report": "autoscore.cli.report",
    "explain": "autoscore.cli.explain",
    "compare": "autoscore.cli.compare",
    "rubric": "autoscore.cli.rubric",
    "lexicon": "autoscore.cli.lexicon",
    "train": "autoscore.cli.train",
}


class Commands(click.Group):
    """Finds subcommands by name without importing the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Returns the names of the subcommands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Returns a subcommand, or None."""
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        command: Any = importlib.import_module(_COMMANDS[cmd_name]).command
        return command if isinstance(command, click.Command) else None


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="autoscore")
def cli() -> None:
    """按评分表给服务对话打分，每一分都给出赢得或失去它的原话。"""


def main() -> None:
    """Runs the command line and ends the process with the contract's exit status."""
    # The compiled lexicons are two hundred thousand small objects that live to the end: looking for cycles among them
    # is a quarter of a short run.
    gc.set_threshold(GC_THRESHOLD, 20, 20)
    # Matrices here have a few columns: threads would cost a tenth of a short run and bring nothing. What a house sets
    # itself stays, and training sets its own.
    os.environ.setdefault(_THREADS, "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    status = run()
    # What is left goes with the process; the way out would look through all of it once more, a tenth of a short run.
    gc.freeze()
    sys.exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line, tells what ends it early, and returns the exit status."""
    try:
        status = cli.main(arguments, prog_name="autoscore", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = NOTHING_DONE
    except (click.Abort, KeyboardInterrupt) as error:
        click.echo("已中断", err=True)
        status = TERMINATED if isinstance(error.__cause__ or error, Terminated) else INTERRUPTED
    except SystemExit:  # so click and rich end where nobody reads the pipe any more
        status = PIPE_CLOSED
    except PartlyWrittenError as error:
        tell.problems(error.problems)
        status = SOME_FAILED
    except ProblemsError as error:
        tell.problems(error.problems)
        status = NOTHING_DONE
    except AutoscoreError as error:
        tell.line(f"错误：{error}")
        status = NOTHING_DONE
    except Exception as error:
        tell.line(f"错误：{_told(error)}")
        status = NOTHING_DONE
    return status if isinstance(status, int) else 0


def _told(error: BaseException) -> str:
    """Returns what went wrong where nobody foresaw it; the error's own words are left out, as they may be a call's."""
    refused = next((one for one in _chain(error) if isinstance(one, OSError)), None)
    if refused is not None:
        cause = importlib.import_module("autoscore.batch.store").cause(refused)
        return f"{refused.filename}：读不了或写不了（{cause}）" if refused.filename else f"读不了或写不了（{cause}）"
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    place = "" if at is None else f"，{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}"
    return f"程序出了意外（{type(error).__name__}{place}）；请把这条命令和版本报给维护者"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yields an error and those that it came of."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
