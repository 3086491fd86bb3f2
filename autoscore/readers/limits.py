"""How much is taken in at once."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Sets the bounds in bytes, and for a sheet in cells; JSON Lines files have no bound but that of a line."""

    head: int = 1 << 20
    line: int = 64 << 20
    file: int = 2 << 30
    workbook: int = 512 << 20
    # A sheet is laid out in full from its first to its last cell, so that two far cells would take all memory.
    cells: int = 20_000_000


LIMITS = Limits()
