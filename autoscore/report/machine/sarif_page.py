"""A call as the plain text that regions are measured in: a line a turn, the side before the words."""

from itertools import accumulate
from urllib.parse import quote

from msgspec import UNSET, Struct

from autoscore.model import Call, Evidence, Nearest, Searched
from autoscore.report.language import Language
from autoscore.report.machine.sarif_log import ArtifactPlace, Location, Physical, Region, Text
from autoscore.report.machine.told import looked, plain, role_word

_DOTS = frozenset({"", ".", ".."})


def reference(name: str) -> str:
    """Returns a call's id as a relative reference; no two ids have the same, and none leads out of the folder."""
    if _DOTS.isdisjoint(name.split("/")):
        return quote(name)
    return quote(name, safe="").replace(".", "%2E")


class Page(Struct, frozen=True):
    """Is a call's text; `heads` are the offsets in it at which the words of each turn begin, `lines` those of the line.

    A call that was not kept has no text; its lines are its turns all the same.
    """

    name: str
    place: ArtifactPlace
    text: str | None
    lines: tuple[int, ...] = ()
    heads: tuple[int, ...] = ()

    @classmethod
    def of(cls, name: str, index: int, call: Call | None, say: Language) -> "Page":
        """Makes the page of a call; each turn is on one line, whatever it holds, and as long as it was."""
        place = ArtifactPlace(reference(name), index)
        if call is None:
            return cls(name, place, None)
        sides = [f"{role_word(say, turn.role)}：" for turn in call.turns]
        lines = [side + plain(turn.text) for side, turn in zip(sides, call.turns, strict=True)]
        starts = tuple(accumulate((len(line) + 1 for line in lines), initial=0))[:-1]
        heads = tuple(start + len(side) for start, side in zip(starts, sides, strict=True))
        return cls(name, place, "\n".join(lines), starts, heads)

    def words(self, one: Evidence | Nearest, message: str = "") -> Location:
        """Returns where some words stand."""
        return self._location(self._region(one), message)

    def searched(self, one: Searched, say: Language) -> Location:
        """Returns where was looked: the lines from the first turn to the last."""
        first, last = one.turns
        return self._location(Region(first + 1, end_line=max(first, last) + 1), looked(say, one))

    def whole(self) -> Location:
        """Returns the call as a whole, line for line, as some viewers show no finding that has no line."""
        return self._location(Region(1, end_line=max(1, len(self.lines))), "")

    def _region(self, one: Evidence | Nearest) -> Region:
        snippet = Text(plain(one.quote))
        if one.turn >= len(self.heads):
            return Region(one.turn + 1, snippet=snippet)
        begin = self.heads[one.turn] + one.start
        column = begin - self.lines[one.turn] + 1
        length = one.end - one.start
        return Region(one.turn + 1, column, one.turn + 1, column + length, begin, length, snippet)

    def _location(self, region: Region, message: str) -> Location:
        return Location(Physical(self.place, region), Text(message) if message else UNSET)
