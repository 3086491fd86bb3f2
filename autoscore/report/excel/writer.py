"""The door to XlsxWriter: a workbook file, and a worksheet to which whole rows are appended."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

# A workbook tells when it was made; the same run is to give the same bytes.
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
# So many different words are kept in memory to be written once; what comes up later is written where it stands.
_MOST_WORDS = 50_000
_RICH = ("<r>", "</r>")


class StreamedSheet(Worksheet):  # type: ignore[misc]
    """Is XlsxWriter's worksheet with a way to append whole rows.

    Cell by cell, XlsxWriter takes 4 µs: 14 s for 150,000 rows. A row is written here as it will stand in the file,
    into the file in which XlsxWriter keeps rows where memory is to stay constant.
    """

    def append(self, row: int, cells: str, width: int, height: int | None = None) -> None:
        """Appends a row, from 0, whose cells are XML already; `height` is in points, and no more than a proposal."""
        self._check_dimensions(row, 0)
        self._check_dimensions(row, width - 1)
        high = "" if height is None else f' ht="{height}"'
        self.row_data_fh.write(f'<row r="{row + 1}"{high}>{cells}</row>')

    def word(self, text: str) -> str:
        """Returns the end of a cell whose text is written once for the whole workbook."""
        table = self.str_table
        if text not in table.string_table and (table.unique_count >= _MOST_WORDS or is_markup(text)):
            return self.said(text)
        return f't="s"><v>{table._get_shared_string_index(text)}</v></c>'

    def said(self, text: str) -> str:
        """Returns the end of a cell with a text, in which what looks like an escape of Excel's (`_x0041_`) stays."""
        if "_x" in text:
            text = self._escape_control_characters(text)
        if "&" in text or "<" in text or ">" in text:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f't="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'

    def let_go(self) -> None:
        """Closes the file in which rows wait, which stays open where a workbook is given up."""
        if self.constant_memory:
            self.row_data_fh.close()


def is_markup(text: str) -> bool:
    """Tells whether XlsxWriter would take a text for markup of its own, and write it as it is."""
    return text.startswith(_RICH[0]) and text.endswith(_RICH[1])


def workbook(path: Path, rows: str, *, streamed: bool) -> Any:
    """Returns a workbook to be written to a path; of a `streamed` one, rows wait in files in the folder `rows`.

    No text is ever taken for a formula, a link or a number.
    """
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    file = Workbook(str(path), {**plain, "constant_memory": streamed, "tmpdir": rows})
    file.set_properties({"created": _MADE})
    return file


def let_go(file: Any) -> None:
    """Frees what a workbook holds open, whether it was closed or given up."""
    for sheet in file.worksheets():
        if isinstance(sheet, StreamedSheet):
            sheet.let_go()


def letters(column: int) -> str:
    """Returns the letters of a column, from 0."""
    found = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        found = chr(ord("A") + letter) + found
    return found
