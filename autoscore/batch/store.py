"""Where an unfinished run keeps its parts: a folder in the run's own, that goes when the run is complete."""

import errno
import importlib
import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO

from autoscore.batch.part import PART, UNWRITTEN, footer_of
from autoscore.errors import UsageError

UNFINISHED = ".unfinished"
_LOCK, _TRIED = "lock", ".tried"
_CAUSES: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOSPC: "磁盘满了",
        errno.EDQUOT: "磁盘配额用完了",
        errno.EFBIG: "文件大小到了上限",
        errno.ENOENT: "没有这个文件夹",
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.EROFS: "这里只能读",
    }
)


def cause(error: OSError) -> str:
    """Returns why the system refuses, in words where it is something usual."""
    return _CAUSES.get(error.errno or 0) or error.strerror or type(error).__name__


def refuse_inputs(inputs: Sequence[str], output: Path) -> None:
    """Raises UsageError where a run's folder is one of its inputs: what is read there would be written over."""
    for given in inputs:
        if given and Path(given).is_dir() and output.is_dir() and os.path.samefile(given, output):
            raise UsageError(f"{output} 是这次的输入，不能又用 -o 写到那里：请换一个结果文件夹")


class Store:
    """Knows which parts are there; only one run at a time may use the folder."""

    def __init__(self, folder: Path) -> None:
        self.output = folder
        self.folder = folder / UNFINISHED
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise UsageError(f"写不了输出文件夹 {folder}：-o 要一个文件夹") from None
        except OSError as error:
            raise UsageError(f"写不了输出文件夹 {folder}（{cause(error)}）") from None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Holds the folder for one run; raises UsageError where another run does."""
        with (self.folder / _LOCK).open("wb") as lock:
            _hold(lock, self.output)
            yield

    def clear(self, keep: Collection[str]) -> int:
        """Removes all parts but the whole ones with these keys; returns how many whole ones of another run are gone."""
        gone = 0
        for path in sorted((*self.folder.glob(f"*{PART}"), *self.folder.glob(f"*{UNWRITTEN}"))):
            whole = path.suffix == PART and footer_of(path) is not None
            if not (whole and path.stem in keep):
                gone += whole
                path.unlink()
        return gone

    def done(self) -> frozenset[str]:
        """Returns the keys of the parts that are there."""
        return frozenset(path.stem for path in self.folder.glob(f"*{PART}"))

    @contextmanager
    def trying(self, key: str) -> Iterator[None]:
        """Leaves a trace of a task that ends this process, and none of one that does not."""
        trace = self.folder / f"{key}{_TRIED}"
        with trace.open("ab") as out:
            out.write(b"x")
        try:
            yield
        finally:
            trace.unlink()

    @property
    def was_deadly(self) -> bool:
        """Tells whether some task has ended the process more than once: then it had better be done in another."""
        return any(path.stat().st_size > 1 for path in self.folder.glob(f"*{_TRIED}"))

    def close(self, *, unless_done: bool = False) -> None:
        """Removes the folder and all in it; `unless_done` leaves it where a part is there to go on from."""
        if not (unless_done and self.done()):
            shutil.rmtree(self.folder, ignore_errors=True)


def _hold(lock: IO[bytes], output: Path) -> None:
    if os.name != "posix":
        return
    locks = importlib.import_module("fcntl")
    try:
        locks.flock(lock, locks.LOCK_EX | locks.LOCK_NB)
    except BlockingIOError:
        raise UsageError(f"另一个 autoscore 正在写 {output}：等它做完，或换一个文件夹") from None
