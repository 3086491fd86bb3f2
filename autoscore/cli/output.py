"""Where lines are written: standard output or a file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from autoscore.errors import UsageError


@contextmanager
def written(path: Path | None) -> Iterator[IO[str]]:
    """Opens standard output, or a file that takes its name when all is written, so that it may be an input too.

    Where nothing is written, a file that was there stays as it was.
    """
    if path is None or str(path) == "-" or (path.exists() and not path.is_file()):
        with click.open_file(str(path or "-"), "w", encoding="utf-8") as out:
            yield out
        return
    real = Path(os.path.realpath(path))
    if not os.access(real.parent, os.W_OK):
        raise UsageError(f"写不了 {path}：没有这个文件夹，或没有权限")
    part = real.with_name(f"{real.name}.part")
    try:
        with part.open("w", encoding="utf-8") as out:
            yield out
        if part.stat().st_size:
            part.replace(real)
    finally:
        part.unlink(missing_ok=True)
