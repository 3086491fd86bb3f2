"""Packs what executors need, for nodes with no network and no pip: `python -m autoscore.spark.pack env.tar.gz`.

The archive holds this program with its lexicons, models and rubrics, its dependencies and pyarrow, all as they are
installed here; nothing is fetched. Nodes need the same minor version of Python and the same kind of machine, no more.
"""

import gzip
import importlib
import re
import sys
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath

from autoscore import resources
from autoscore.batch.store import cause
from autoscore.errors import UsageError

_NAME = "autoscore"
# Spark hands rows to Python by pyarrow.
_ALSO = ("pyarrow",)
_KINDS = ("lexicons", "models", "rubrics")
_REQUIRED = re.compile(r"[\w.\-]+")
_LEFT_OUT = frozenset({"__pycache__", "tests", "test", "include", "bin"})


def pack(out: Path) -> None:
    """Writes the archive, a .tar.gz for Spark's `--archives`; the same installation gives the same bytes."""
    part = out.with_name(f"{out.name}.part")
    files = dict(sorted(contents()))
    with gzip.GzipFile(part, "wb", compresslevel=1, mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        for name, path in files.items():
            _add(tar, name, path)
    part.replace(out)


def contents() -> Iterator[tuple[str, Path]]:
    """Yields the files of the archive by their names in it."""
    package = Path(importlib.import_module(_NAME).__path__[0])
    yield from _below(package, _NAME, skip="_data")
    for kind in _KINDS:
        yield from _below(resources.folder(kind), f"{_NAME}/_data/{kind}")
    for found in _distributions((*_required(distribution(_NAME)), *_ALSO)):
        yield from _files(found)


def _distributions(names: Iterable[str]) -> Iterator[Distribution]:
    """Yields the installed distributions of some names and, behind them, of what they require."""
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in seen:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:
            if name in _ALSO:
                raise UsageError(f"没有装 {name}：pip install 'autoscore[spark]'") from None
            continue  # required on another platform only
        yield found
        waiting.extend(_required(found))


def _required(found: Distribution) -> Iterator[str]:
    """Yields the names that a distribution requires, extras left out."""
    for one in found.requires or ():
        if "extra ==" not in one and (name := _REQUIRED.match(one)):
            yield name[0]


def _files(found: Distribution) -> Iterator[tuple[str, Path]]:
    for file in found.files or ():
        path = Path(str(found.locate_file(file)))
        if ".." not in file.parts and _LEFT_OUT.isdisjoint(file.parts) and path.is_file():
            yield PurePosixPath(file).as_posix(), path


def _below(folder: Path, name: str, skip: str = "") -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and "__pycache__" not in parts and parts[0] != skip:
            yield f"{name}/{'/'.join(parts)}", path


def _add(tar: tarfile.TarFile, name: str, path: Path) -> None:
    """Adds a file without what tells who packed it and when."""
    about = tarfile.TarInfo(name)
    about.size = path.stat().st_size
    about.mode = 0o644
    with path.open("rb") as content:
        tar.addfile(about, content)


def main(arguments: Sequence[str]) -> str | int:
    """Packs, and returns the exit status or what went wrong."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        return "python -m autoscore.spark.pack env.tar.gz"
    try:
        pack(Path(arguments[0]))
    except UsageError as error:
        return f"错误：{error}"
    except OSError as error:
        return f"错误：写不了 {arguments[0]}（{cause(error)}）"
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
