"""The files of a report: each takes its name when all are written, so that a crash leaves no half of one."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from autoscore.errors import UsageError
from autoscore.runs.whole import is_stream

# Stands near the beginning of each of our files, so that nobody else's is ever removed.
GENERATOR = "autoscore report"
_OURS = f'<meta name="generator" content="{GENERATOR}">'
_PAGE = re.compile(r"[0-9]{4,}\.html(?:\.part)?")
_HEAD = 400


class Files:
    """Holds the files of one report while they are written: the report itself and the pages in a folder beside it."""

    def __init__(self, main: Path) -> None:
        self.main = main
        self.folder = main.with_name(f"{main.stem}_calls")
        self._parts: list[tuple[Path, Path]] = []
        self._stack = ExitStack()

    def __enter__(self) -> "Files":
        """Begins to write."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Gives all files their names, the report itself last; where something failed, takes them away instead."""
        # On a full disk closing fails too, as the last words are only written then.
        try:
            self._stack.close()
            if kind is None:
                self._finish()
        finally:
            for part, _path in self._parts:
                part.unlink(missing_ok=True)
            if self.folder.is_dir() and not any(self.folder.iterdir()):
                self.folder.rmdir()

    def report(self) -> IO[str]:
        """Opens the report itself; it is open until all is done. Raises UsageError where it cannot be written."""
        return self._stack.enter_context(self._opened(self.main))

    @contextmanager
    def page(self, name: str) -> Iterator[IO[str]]:
        """Opens a page beside the report. Raises UsageError where it cannot be written."""
        try:
            self.folder.mkdir(exist_ok=True)
        except OSError:
            raise UsageError(f"建不了文件夹 {self.folder}：没有权限，或有同名的文件") from None
        with self._opened(self.folder / name) as out:
            yield out

    def _opened(self, path: Path) -> IO[str]:
        if is_stream(path):
            raise UsageError(f"写不了 {path}：这是管道或设备，请写文件名")
        part = path.with_name(f"{path.name}.part")
        try:
            out = part.open("w", encoding="utf-8", newline="\n")
        except OSError:
            raise UsageError(f"写不了 {path}：没有这个文件夹，或没有权限") from None
        self._parts.append((part, path))
        return out

    def _finish(self) -> None:
        written = {path for _part, path in self._parts}
        for part, path in reversed(self._parts):
            part.replace(path)
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path not in written and _PAGE.fullmatch(path.name) and _is_ours(path):
                path.unlink()


def _is_ours(path: Path) -> bool:
    with path.open("r", encoding="utf-8", errors="replace") as file:
        return _OURS in file.read(_HEAD)
