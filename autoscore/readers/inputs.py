"""Finds the files that inputs mean: files, folders, globs, and `-` for standard input."""

import glob
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from autoscore.errors import Place, Problem
from autoscore.model import Role
from autoscore.readers.reading import Reading, read_stream, unreadable
from autoscore.readers.registry import known_suffixes
from autoscore.readers.roles import RoleBook

_STDIN = "-"
_STDIN_ID = "stdin"
_RUN = frozenset({"manifest.json", "sheets.jsonl"})
_HIDDEN = (".", "~$")  # ~$ is what Excel leaves beside a workbook that is open


@dataclass(frozen=True)
class File:
    """Is a file that inputs mean, and what its calls without an id are called by."""

    path: Path
    id: str

    @property
    def name(self) -> str:
        """Is the name by which places in the file are told."""
        return _clean(self.path.as_posix())


def read_inputs(inputs: Sequence[str], *, roles: Mapping[str, Role], stdin: BinaryIO | None) -> Iterator[Reading]:
    """Reads all calls of all inputs in order; what cannot be found or read comes as a Problem in its place.

    A folder is read through all its folders, sorted, without hidden files and files of unknown endings. A call without
    an id of its own is called by the path relative to the input, with `#3` where a file holds several.
    """
    book = RoleBook.of(roles)
    for given in inputs:
        if given == _STDIN:
            yield from _read_stdin(stdin, book)
            continue
        for file in _expand(given):
            yield from (file,) if isinstance(file, Problem) else read_file(file, book)


def _read_stdin(stdin: BinaryIO | None, book: RoleBook) -> Iterator[Reading]:
    if stdin is None:
        yield Problem(Place(_STDIN), "没有标准输入可读", "请给出文件或文件夹", code="not_found")
    else:
        yield from read_stream(stdin, _STDIN, _STDIN_ID, book)


def files_of(inputs: Sequence[str]) -> Iterator[File | Problem]:
    """Yields the files that inputs mean, in order, or what is wrong; standard input is none."""
    for given in inputs:
        yield from _expand(given)


def read_file(file: File, book: RoleBook) -> Iterator[Reading]:
    """Reads the calls of one file; a file that cannot be opened is a Problem."""
    try:
        stream = file.path.open("rb")
    except OSError as error:
        yield unreadable(file.name, error)
        return
    with closing(stream):
        yield from read_stream(stream, file.name, file.id, book)


def _expand(given: str) -> Iterator[File | Problem]:
    path = Path(given)
    try:
        found = bool(given) and path.exists()  # "" would be the folder that one happens to be in
    except OSError as error:
        yield unreadable(_clean(given), error)
        return
    if found:
        yield from _or(_empty_folder(path), _below(path, path if path.is_dir() else path.parent))
    elif glob.has_magic(given):
        yield from _or(_no_match(given), _matches(given))
    else:
        yield unreadable(_clean(given), FileNotFoundError())


def _or(problem: Problem, files: Iterator[File | Problem]) -> Iterator[File | Problem]:
    yield next(files, problem)
    yield from files


def _empty_folder(path: Path) -> Problem:
    todo = "能读的结尾有：" + " ".join(sorted(known_suffixes()))
    return Problem(Place(_clean(path.as_posix())), "文件夹里没有能读的文件", todo, code="empty_folder")


def _no_match(pattern: str) -> Problem:
    return Problem(Place(_clean(pattern)), "没有文件符合这个写法", "请检查路径和通配符", code="not_found")


def _matches(pattern: str) -> Iterator[File | Problem]:
    parts = Path(pattern).parts
    base = Path(*parts[: next(index for index, part in enumerate(parts) if glob.has_magic(part))])
    seen: set[Path] = set()
    # A pipe or a device that a pattern happens to match would wait for ever.
    matches = (
        match for match in sorted(glob.glob(pattern, recursive=True)) if os.path.isfile(match) or os.path.isdir(match)
    )
    for match in matches:
        for file in () if Path(match).name.startswith(_HIDDEN) else _below(Path(match), base):
            # `**` matches a folder and the files in it.
            if isinstance(file, Problem) or file.path not in seen:
                yield file
            if isinstance(file, File):
                seen.add(file.path)


def _below(path: Path, base: Path) -> Iterator[File | Problem]:
    for file in _walk(path) if os.path.isdir(path) else (path,):
        yield file if isinstance(file, Problem) else File(file, _clean(file.relative_to(base).as_posix()))


def _walk(folder: Path) -> Iterator[Path | Problem]:
    """Yields the files of a folder and its folders, sorted; a folder that links back is not entered again."""
    problems: list[Problem] = []
    seen: set[str] = set()

    def failed(error: OSError) -> None:
        problems.append(unreadable(_clean(str(error.filename)), error))

    for parent, folders, files in os.walk(folder, followlinks=True, onerror=failed):
        yield from problems
        problems.clear()
        real = os.path.realpath(parent)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        if _RUN.issubset(files):
            folders.clear()  # what an earlier run wrote is no input of the next
            continue
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        yield from (Path(parent, name) for name in sorted(files) if _is_wanted(Path(parent, name)))
    yield from problems


def _is_wanted(path: Path) -> bool:
    if path.name.startswith(_HIDDEN) or path.suffix.lower() not in known_suffixes():
        return False
    try:
        return stat.S_ISREG(path.stat().st_mode)  # a pipe or a device would wait for ever
    except OSError:
        return True  # opening it will say why


def _clean(name: str) -> str:
    """Returns a name that can be written as UTF-8: bytes that are no text are shown by their number."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
