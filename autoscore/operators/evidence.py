"""From hits to an answer."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context
from autoscore.operators.select import is_sure, searched

NO_STAMPS = "没有时间戳，看不出"
NO_MODEL = "没有装问句模型，看不出"


def answer(document: Document, found: tuple[Hit, ...] | None, what: str, scope: Scope, context: Context) -> Finding:
    """Answers by hits: YES where one is sure, UNSURE where all are doubtful or stamps are missing, else NO."""
    if found is None:
        return Finding(Truth.UNSURE, because=NO_STAMPS)
    sure = tuple(outermost(hit for hit in found if is_sure(hit, scope, context)))
    where = searched(document, scope)
    if sure:
        rest = tuple(hit for hit in found if not is_sure(hit, scope, context))
        return Finding(Truth.YES, sure, f"说了{what}", where, doubtful=rest)
    if found:
        return Finding(Truth.UNSURE, found, f"像是说了{what}，但{_doubt(found[0])}", where)
    return Finding(Truth.NO, (), f"没有听到{what}", where)


def _doubt(hit: Hit) -> str:
    return {"weak": "只凭字面定不了", "role": "说不准是谁说的"}.get(hit.doubt, "识别文字只是音近")


def outermost(found: Iterable[Hit]) -> Iterator[Hit]:
    """Yields hits in order of place, of those that overlap the first and longest: one run of words is shown once."""
    last: Hit | None = None
    for hit in sorted(found, key=lambda one: (one.turn, one.start, -one.end, one.label)):
        if last is None or not hit.span.overlaps(last.span):
            last = hit
            yield hit


def shown(found: Iterable[Finding]) -> tuple[Hit, ...]:
    """Returns the words that several answers rest on, each run once."""
    return tuple(outermost({hit for one in found for hit in one.hits}))


def ahead(found: Iterable[Hit], place: tuple[int, int]) -> tuple[Hit, ...]:
    """Returns the hits that end ahead of a place, a turn and an offset in it, in order."""
    return tuple(sorted(hit for hit in found if (hit.turn, hit.end) <= place))


def arranged(
    found: Sequence[Finding], choose: Callable[[list[tuple[Hit, ...]]], tuple[Hit, ...]], told: str, otherwise: str
) -> Finding:
    """Answers whether the hits of some answers, all of which must hold, stand in some arrangement.

    `choose` returns the hits, of a group for each answer, that do, or none. Doubtful hits could still bring it about.
    """
    least = min(found, key=lambda one: one.truth.value)
    if least.truth is Truth.NO:
        return least
    unshown = next((one for one in found if not one.hits), None)
    if unshown is not None:
        return Finding(Truth.UNSURE, (), unshown.because, least.searched)
    if sure := choose([one.hits for one in found]):
        return Finding(least.truth, sure, told, least.searched)
    if possible := choose([(*one.hits, *one.doubtful) for one in found]):
        return Finding(Truth.UNSURE, possible, told, least.searched)
    return Finding(Truth.NO, (), otherwise, least.searched)
