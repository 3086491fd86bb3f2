"""Input files as Spark names them, and the names that calls and places get: the same as on one machine."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from pyspark.sql import SparkSession

from autoscore.batch.places import shortener
from autoscore.errors import UsageError
from autoscore.spark.lines import FileAt

_MAGIC = re.compile(r"[*?\[{]")


@dataclass(frozen=True)
class Input:
    """Is one input as given, and the path that Spark makes of what stands before its first wildcard."""

    given: str
    base: str
    folder: bool

    @classmethod
    def of(cls, spark: SparkSession, given: str) -> "Input":
        """Asks the file system that a path belongs to; raises UsageError where there is no such file or folder."""
        certain = _certain(given)
        path, system = hadoop(spark, certain)
        if not system.exists(path):
            raise UsageError(f"{given}：找不到这个文件或文件夹")
        base = str(system.makeQualified(path).toUri().getPath())
        return cls(certain, base.rstrip("/"), bool(system.getFileStatus(path).isDirectory()))

    def below(self, path: str) -> str | None:
        """Returns a file's path from this input on, or None where it is not below it."""
        if path == self.base and not self.folder:
            return PurePosixPath(path).name
        return path.removeprefix(f"{self.base}/") if path.startswith(f"{self.base}/") else None

    def shown(self, path: str) -> str:
        """Returns the name by which places in a file are told."""
        return f"{self.given.rstrip('/')}/{self.below(path)}" if self.folder else self.given


def hadoop(spark: SparkSession, name: str) -> tuple[Any, Any]:
    """Returns a path, and the file system that it belongs to."""
    java: Any = spark
    path = java._jvm.org.apache.hadoop.fs.Path(name)
    return path, path.getFileSystem(java._jsc.hadoopConfiguration())


def named(inputs: Sequence[Input], found: Sequence[tuple[str, bool]]) -> dict[str, FileAt]:
    """Returns what each file is called and its rank, in the order of the inputs and then of their paths.

    Files come as Spark's own names, with whether each holds one call only.
    """
    short = shortener([one.given for one in inputs])
    placed = sorted((*_place(inputs, _path(name)), name, alone) for name, alone in found)
    return {
        name: FileAt(rank, short(inputs[at].shown(_path(name))), str(inputs[at].below(_path(name))), alone)
        for rank, (at, _, name, alone) in enumerate(placed)
    }


def _place(inputs: Sequence[Input], path: str) -> tuple[int, tuple[tuple[bool, str], ...]]:
    """Returns where a file stands: files of a folder come before those of the folders in it."""
    at, below = next((at, below) for at, one in enumerate(inputs) if (below := one.below(path)) is not None)
    *folders, name = PurePosixPath(below).parts
    return at, (*((True, folder) for folder in folders), (False, name))


def _path(name: str) -> str:
    """Returns the path in a file's name, which is a URI."""
    return unquote(urlsplit(name).path)


def _certain(given: str) -> str:
    """Returns what is certain of a path: all of it, or the folder before the first part with a wildcard."""
    magic = _MAGIC.search(given)
    return given if magic is None else given[: magic.start()].rpartition("/")[0] or "."
