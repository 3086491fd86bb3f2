"""The operator `between`: something said after one thing and before another."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from msgspec.structs import replace

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.evidence import arranged

PLACE = tuple[int, int]


class Between(Operator, frozen=True, kw_only=True):
    """在两件事（between: [前, 后]）之间说过另一件事（said）。

    “之间”是从前一件事说完，到它之后第一次发生的后一件事；有几段，哪一段里说了都算。少了哪一件都不成立。
    """

    key: ClassVar[str] = "between"
    primary: ClassVar[str] = "between"
    sample: ClassVar[str] = "{between: [{act: hold_notice}, {act: hold_thanks}], said: {act: apology}}"
    of_words: ClassVar[bool] = True

    between: tuple[Condition, Condition]
    said: Condition

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers by what stands inside one of the stretches."""
        found = [one.find(document, context, scope) for one in (self.said, *self.between)]
        answer = arranged(found, _between, found[0].because, "说了，但不在这两件事之间")
        if answer.truth is Truth.YES and not _between(
            [found[0].hits, found[1].hits, (*found[2].hits, *found[2].doubtful)]
        ):
            # A doubtful end comes earlier: what stands behind it may lie outside.
            return replace(answer, truth=Truth.UNSURE, because="说了，但先后定不了")
        return answer

    def children(self) -> Iterable[Condition]:
        """Returns the three conditions."""
        return (*self.between, self.said)


def _between(groups: list[tuple[Hit, ...]]) -> tuple[Hit, ...]:
    """Returns the hits of the first group inside a stretch from one of the second to the next of the third."""
    said, opens, closes = groups
    stretches = list(_stretches(opens, closes))
    return tuple(
        sorted(
            hit
            for hit in said
            if any(begin <= (hit.turn, hit.start) and (hit.turn, hit.end) <= end for begin, end in stretches)
        )
    )


def _stretches(opens: Iterable[Hit], closes: Iterable[Hit]) -> Iterator[tuple[PLACE, PLACE]]:
    ends = sorted((hit.turn, hit.start) for hit in closes)
    for hit in opens:
        begin = (hit.turn, hit.end)
        end = next((end for end in ends if end >= begin), None)
        if end is not None:
            yield begin, end
