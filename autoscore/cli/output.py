"""Where what a command writes goes: standard output, a file, a pipe."""

import importlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from autoscore.errors import PartlyWrittenError, UsageError
from autoscore.runs.names import REPORT, refuse_own
from autoscore.runs.whole import is_stream, part_of

STDOUT = "-"


@contextmanager
def written(path: Path | None) -> Iterator[IO[str]]:
    """Opens standard output, or a file that takes its name when all is written, so that it may be an input too.

    Where nothing is written, a file that was there stays as it was. Raises UsageError where no file can be there.
    """
    if path is None or str(path) == STDOUT or is_stream(path):
        with click.open_file(str(path or STDOUT), "w", encoding="utf-8") as out:
            yield out
        return
    refuse_own(path)
    with part_of(path) as part, part.open("w", encoding="utf-8") as out:
        yield out


@contextmanager
def filed(path: Path) -> Iterator[Path]:
    """Yields where files may be written and put in place; standard output, a pipe or a device gets the bytes at last.

    Raises UsageError where no file can be there, or where more than one file was written for a pipe.
    """
    if str(path) != STDOUT and not is_stream(path):
        refuse_own(path)
        # What puts files in place is to do so where a link leads, and not to replace the link.
        yield path.resolve() if path.is_symlink() else path
        return
    # Only who writes into a pipe pays for what makes folders that go by themselves.
    with importlib.import_module("tempfile").TemporaryDirectory() as folder:
        made = Path(folder) / REPORT
        try:
            yield made
        except PartlyWrittenError:
            _pour(made, path)
            raise
        _pour(made, path)


def _pour(made: Path, path: Path) -> None:
    if any(one != made for one in made.parent.iterdir()):
        raise UsageError(f"一个文件放不下，写不进 {path}：请用 -o 写明文件名，其余的放在它旁边")
    with made.open("rb") as data, click.open_file(str(path), "wb") as out:
        shutil.copyfileobj(data, out)
