"""Cells of tables in CSV: what is written into them so that a spreadsheet takes it for words."""

# A spreadsheet takes a cell that begins so for a formula, in full width too.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# By it a spreadsheet knows UTF-8.
MARK = b"\xef\xbb\xbf"


def words(text: str) -> str:
    """Returns a text as a cell that no spreadsheet calculates: an apostrophe stands before what would be a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def truth(value: bool | None) -> str:
    """Returns a yes or no as a cell, empty where it is open."""
    return "" if value is None else str(value).lower()
