"""Looks into an XLSX before it is opened: is it one, and will it fit."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from autoscore.errors import Problem, ReadError
from autoscore.readers.encoding import binary
from autoscore.readers.source import Source, too_big

_MAIN = "xl/workbook.xml"
_SHEETS = re.compile(r"/?xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_CELL = re.compile(rb"""\br=["']([A-Za-z]*)([0-9]+)["']""")
_CHUNK = 1 << 20
_OVERLAP = 1 << 12  # so that no reference is cut in two
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def check(data: bytes, source: Source) -> None:
    """Raises ReadError where data are no XLSX, unpack to more than the limit, or spread cells over too wide a sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for problem in _problems(parts, source):
                raise ReadError((problem,))
    except _BROKEN:
        what, todo = "这个 XLSX 打不开，文件可能损坏或有密码", "请用 Excel 打开后另存一份"
        raise ReadError((Problem(source.place(), what, todo, code="xlsx"),)) from None


def _problems(parts: zipfile.ZipFile, source: Source) -> Iterator[Problem]:
    if _MAIN not in parts.namelist():
        yield binary(source.name, "压缩包或别的 Office 文件")
    # The sizes told are binding: a part that is longer fails to unpack.
    if sum(part.file_size for part in parts.infolist()) > source.limits.workbook:
        yield too_big(source.name, source.limits.workbook)
    for part in parts.namelist():
        if _SHEETS.fullmatch(part) and _area(parts, part) > source.limits.cells:
            what, todo = "工作表里有单元格离得太远，摊开后放不下", "请删掉数据区以外的单元格再试"
            yield Problem(source.place(), what, todo, code="too_big")


def _area(parts: zipfile.ZipFile, part: str) -> int:
    """Returns how many cells lie in the rectangle from the first cell to the last that a sheet names."""
    width = height = 0
    with parts.open(part) as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            found = _CELL.findall(rest + chunk)
            width = max((width, *(_number(letters) for letters in {letters for letters, _ in found})))
            height = max((height, *(int(row) for _, row in found)))
            rest = chunk[-_OVERLAP:]
    return width * height


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
