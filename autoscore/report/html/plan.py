"""Which call stands where: in the report itself, or on one of the pages beside it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from urllib.parse import quote

from msgspec import Struct

from autoscore.report.html.listing import Row

# Up to so many calls, all stand in the report itself; of more, so many of those to look at.
MOST_HERE = 60
MOST_FLAGGED = 40
A_PAGE = 50
_LAST = 1 << 30


class Plan(Struct, frozen=True):
    """Tells where the calls stand: `here` are the numbers in the report itself, in their order there.

    `pages` gives the page of each other call, from 1; `flagged` counts all that somebody should look at. `main` and
    `folder` are the names of the report's file and of the folder of pages.
    """

    here: tuple[int, ...]
    pages: Mapping[int, int]
    flagged: int
    main: str
    folder: str

    @property
    def count(self) -> int:
        """Is how many pages there are beside the report."""
        return max(self.pages.values(), default=0)

    def href(self, number: int, page: int = 0, part: str = "") -> str:
        """Returns the link to a call as seen from a page, 0 being the report itself; `part` names a place in it."""
        target = self.pages.get(number, 0)
        return f"{'' if target == page else self.file(target, page)}#c{number}{part}"

    def file(self, target: int, page: int) -> str:
        """Returns the link to a page as seen from another."""
        if target == 0:
            return quote(f"../{self.main}" if page else f"./{self.main}")
        return page_name(target) if page else f"{quote('./' + self.folder)}/{page_name(target)}"


def page_name(page: int) -> str:
    """Returns the name of a page's file."""
    return f"{page:04d}.html"


def plan_of(rows: Iterable[Row], waiting: Mapping[str, int], main: str, folder: str) -> Plan:
    """Returns where the calls of a run stand; `waiting` gives each call's place in the queue for review.

    The weightiest come first: red lines that were crossed, calls that wait for a person, calls that failed, the lowest
    of each first.
    """
    known = list(rows)
    flagged = sorted((row for row in known if _flagged(row)), key=lambda row: _weight(row, waiting))
    if len(known) <= MOST_HERE:
        return Plan(tuple(row.number for row in known), {}, len(flagged), main, folder)
    here = tuple(row.number for row in flagged[:MOST_FLAGGED])
    beside = [row.number for row in known if row.number not in set(here)]
    return Plan(here, {number: at // A_PAGE + 1 for at, number in enumerate(beside)}, len(flagged), main, folder)


def _flagged(row: Row) -> bool:
    return row.grave or row.review or row.passed is False


def _weight(row: Row, waiting: Mapping[str, int]) -> tuple[bool, bool, int, Decimal, int]:
    total, most = Decimal(row.total or 0), Decimal(row.max)
    place = waiting.get(row.id, _LAST) if row.review else _LAST
    return not row.grave, not row.review, place, total / most if most else total, row.number
