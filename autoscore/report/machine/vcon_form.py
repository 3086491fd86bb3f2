"""The sheets of a run written back into the vCons that the calls came in, each as an analysis."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from autoscore.errors import PartlyWrittenError, Place, Problem, ReadError, UsageError
from autoscore.readers.inputs import File
from autoscore.readers.reading import unreadable
from autoscore.report.machine.json_form import json_line
from autoscore.report.machine.vcon_entry import id_of, vcon_in, with_sheet
from autoscore.report.machine.vcon_originals import Shape, Value, named, originals, values_of
from autoscore.report.order import Order, ReportFormat
from autoscore.runs.whole import whole

_NOT_IN_RUN = "这一通不在这次评分里", "请给出评分时用的原件，或重新评一次"
_NO_ORIGINAL = "没有给它的原件，分数没有写回去", "用 --originals 给出这一通的 vCon"


@dataclass
class _Sheets:
    """Keeps the sheets of a run in a file that goes by itself, and tells which were written."""

    file: IO[bytes]
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    def put(self, name: str, sheet: bytes) -> None:
        """Keeps the sheet of a call."""
        self.places[name] = (self.file.tell(), len(sheet))
        self.file.write(sheet)

    def take(self, name: str) -> bytes:
        """Returns the sheet of a call."""
        at, length = self.places[name]
        self.file.seek(at)
        self.written.add(name)
        return self.file.read(length)


def write(order: Order) -> None:
    """Writes each original that holds a call of the run, with the call's sheet in it.

    One original goes into the file that is asked for; several go into that folder under their own names. Raises
    UsageError where that cannot be, ReadError where nothing could be written, and PartlyWrittenError where some
    originals are of no call, or some calls have no original.
    """
    if not order.originals:
        raise UsageError("vCon 要写回原件里：请用 --originals 给出原件")
    files, problems = originals(order.originals)
    targets = [(file, target) for file, target in zip(files, _targets(files, order.out), strict=True)]
    with _sheets(order) as sheets:
        for file, target in targets:
            problems += _written(file, target, sheets)
        problems += [
            Problem(Place(name), *_NO_ORIGINAL, code="no_original")
            for name in sheets.places
            if name not in sheets.written
        ]
        if problems:
            raise (PartlyWrittenError if sheets.written else ReadError)(tuple(problems))


@contextmanager
def _sheets(order: Order) -> Iterator[_Sheets]:
    with TemporaryFile() as file:
        sheets = _Sheets(file)
        for one in order.shown():
            sheets.put(one.sheet.id, json_line(one.sheet).encode())
        yield sheets


def _targets(files: list[File], out: Path) -> Iterator[Path]:
    """Yields where each original is written; makes no folder yet."""
    if len(files) == 1 and not out.is_dir():
        yield out
        return
    if out.is_file() or (out.suffix and not out.is_dir()):
        raise UsageError(f"原件有 {len(files)} 份，写不进一个文件 {out}：-o 请给一个文件夹，并写 --format vcon")
    yield from (out / file.id for file in files)


def _written(file: File, target: Path, sheets: _Sheets) -> list[Problem]:
    """Writes one original, and returns what was wrong with it."""
    problems: list[Problem] = []
    try:
        shape, values = values_of(file)
        filled = (_filled(name, value, sheets, problems) for name, value in named(file, values))
        _put(target, shape, filled)
    except ReadError as error:
        problems += error.problems
    except OSError as error:
        if error.filename != str(file.path):  # what is to be written cannot be, and neither can the next
            raise
        problems.append(unreadable(file.name, error))
    return problems


def _put(target: Path, shape: Shape, values: Iterator[tuple[bytes, bool]]) -> None:
    """Writes values, each with whether a sheet was written into it; an original alone only if so."""
    first = next(values, None)
    if first is None or (shape.alone and not first[1]):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole(target) as out:
        out.write(shape.opening + first[0])
        for value, _ in values:
            out.write(shape.between + value)
        out.write(shape.closing)


def _filled(name: str, value: Value, sheets: _Sheets, problems: list[Problem]) -> tuple[bytes, bool]:
    """Returns a value with its sheet in it; what is of no call of the run stays as it is."""
    place, raw = value
    try:
        vcon = vcon_in(raw, place)
    except ReadError as error:
        problems += error.problems
        return raw, False
    call = id_of(vcon) or name
    if call not in sheets.places:
        problems.append(Problem(place, *_NOT_IN_RUN, code="not_in_run"))
        return raw, False
    return with_sheet(vcon, sheets.take(call)), True


FORMAT = ReportFormat("vcon", ".vcon", "写回原来的 vCon（analysis）", write, masks=False)
