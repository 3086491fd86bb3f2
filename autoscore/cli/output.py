"""Where lines are written: standard output or a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from autoscore.runs.whole import part_of


@contextmanager
def written(path: Path | None) -> Iterator[IO[str]]:
    """Opens standard output, or a file that takes its name when all is written, so that it may be an input too.

    Where nothing is written, a file that was there stays as it was.
    """
    if path is None or str(path) == "-" or (path.exists() and not path.is_file()):
        with click.open_file(str(path or "-"), "w", encoding="utf-8") as out:
            yield out
        return
    with part_of(path) as part, part.open("w", encoding="utf-8") as out:
        yield out
