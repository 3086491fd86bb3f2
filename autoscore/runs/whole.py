"""Files that are there in full or not at all: they are written under another name and take their own at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from autoscore.errors import UsageError


@contextmanager
def part_of(path: Path, *, even_empty: bool = False) -> Iterator[Path]:
    """Yields where to write a file, which takes its name when that is done; where anything fails, nothing is left.

    Where nothing was written, a file that was there stays as it was, unless an empty file is as good as any. Raises
    UsageError where no file can be there: a pipe or a device is never replaced by one.
    """
    if path.is_dir():
        raise UsageError(f"写不了 {path}：这是一个文件夹，请写文件名")
    if is_stream(path):
        raise UsageError(f"写不了 {path}：这是管道或设备，请写文件名")
    real = Path(os.path.realpath(path))
    if not os.access(real.parent, os.W_OK):
        raise UsageError(f"写不了 {path}：没有这个文件夹，或没有权限")
    part = real.with_name(f"{real.name}.part")
    try:
        yield part
        if part.is_file() and (even_empty or part.stat().st_size):
            part.replace(real)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Opens a file that is there in full or not at all; a pipe or a device is written straight away.

    Raises UsageError where no file can be there.
    """
    if is_stream(path):
        with path.open("wb") as out:
            yield out
        return
    with part_of(path, even_empty=True) as part, part.open("wb") as out:
        yield out


def is_stream(path: Path) -> bool:
    """Tells whether a path is a pipe or a device, which is written into and cannot be put in place."""
    return path.exists() and not path.is_file() and not path.is_dir()
