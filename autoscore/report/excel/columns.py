"""What the columns of a worksheet are: their heads, widths, and what stands in them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["text", "word", "fill"]


@dataclass(frozen=True)
class Stamp:
    """Is a date in Excel's days, with or without a time of day."""

    days: float
    whole: bool


Value: TypeAlias = str | int | float | Decimal | Stamp | None


@dataclass(frozen=True)
class Column:
    """Is a column: its head in Chinese, its width in characters, its style, and what kind of words are in it.

    The words of a `word` come again and again and are written once for the whole workbook; `fill` is for people to
    fill in. `choices` are what may be chosen there, `coloured` says that the words of a status take its colour.
    """

    title: str
    width: float
    style: str = "plain"
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    coloured: bool = False


@dataclass(frozen=True)
class Layout:
    """Is the columns of a worksheet; the first `frozen` of them stay in sight, and rows may be `filtered`.

    A `wide` one is printed on A3.
    """

    title: str
    columns: tuple[Column, ...]
    frozen: int = 1
    filtered: bool = True
    portrait: bool = False
    wide: bool = False
