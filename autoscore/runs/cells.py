"""Cells of tables in CSV: what is written into them so that a spreadsheet takes it for words."""

from autoscore.runs.safe import is_dangerous

# A spreadsheet takes a cell that begins so for a formula, in full width too.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LAYOUT = frozenset("\t\r\n")
# By it a spreadsheet knows UTF-8.
MARK = b"\xef\xbb\xbf"


def words(text: str) -> str:
    """Returns a text as a cell that no spreadsheet calculates and no terminal obeys.

    An apostrophe stands before what would be a formula, and a visible mark for each control character but those that
    end lines or columns, which a cell may hold.
    """
    told = text if text.isprintable() else "".join(map(_visible, text))
    return f"'{told}" if text.startswith(_FORMULA_STARTS) else told


def _visible(char: str) -> str:
    return "·" if char not in _LAYOUT and is_dangerous(char) else char


def truth(value: bool | None) -> str:
    """Returns a yes or no as a cell, empty where it is open."""
    return "" if value is None else str(value).lower()
