"""From hits to an answer."""

from collections.abc import Callable, Collection, Iterable, Sequence

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context
from autoscore.operators.select import is_sure, searched, sure_among

NO_STAMPS = "没有时间戳，看不出"
NO_MODEL = "没有装问句模型，看不出"


def answer(document: Document, found: tuple[Hit, ...] | None, what: str, scope: Scope, context: Context) -> Finding:
    """Answers by hits: YES where one is sure, UNSURE where all are doubtful or stamps are missing, else NO."""
    if found is None:
        return Finding(Truth.UNSURE, because=NO_STAMPS)
    where = searched(document, scope)
    if not found:
        return Finding(Truth.NO, (), f"没有听到{what}", where)
    sure = sure_among(found, scope, context)
    if not sure:
        return Finding(Truth.UNSURE, found, f"像是说了{what}，但{_doubt(found[0])}", where)
    rest = () if len(sure) == len(found) else tuple(hit for hit in found if not is_sure(hit, scope, context))
    return Finding(Truth.YES, tuple(outermost(sure)), f"说了{what}", where, None, rest)


def weakest(found: Sequence[Finding]) -> Finding:
    """Returns the first of the least certain answers."""
    return _first(found, (Truth.NO, Truth.UNSURE))


def strongest(found: Sequence[Finding]) -> Finding:
    """Returns the first of the most certain answers."""
    return _first(found, (Truth.YES, Truth.UNSURE))


def _first(found: Sequence[Finding], order: tuple[Truth, Truth]) -> Finding:
    for truth in order:
        for one in found:
            if one.truth is truth:
                return one
    return found[0]


def _doubt(hit: Hit) -> str:
    return {"weak": "只凭字面定不了", "role": "说不准是谁说的"}.get(hit.doubt, "识别文字只是音近")


def outermost(found: Collection[Hit]) -> Sequence[Hit]:
    """Returns hits in order of place, of those that overlap the first and longest: one run of words is shown once."""
    if _are_apart(found):
        return tuple(found)
    shown: list[Hit] = []
    for hit in sorted(found, key=_by_place):
        if not shown or not hit.overlaps(shown[-1]):
            shown.append(hit)
    return shown


def _are_apart(found: Iterable[Hit]) -> bool:
    """Tells whether hits stand one behind another in their order already, as they nearly always do."""
    turn = end = -1
    for hit in found:
        if hit.turn < turn or (hit.turn == turn and hit.start < end):
            return False
        turn, end = hit.turn, hit.end
    return True


def _by_place(hit: Hit) -> tuple[int, int, int, str]:
    return hit.turn, hit.start, -hit.end, hit.label


def shown(found: Iterable[Finding]) -> tuple[Hit, ...]:
    """Returns the words that several answers rest on, each run once."""
    told = [one.hits for one in found if one.hits]
    return tuple(outermost({hit for hits in told for hit in hits} if len(told) > 1 else told[0] if told else ()))


def ahead(found: Iterable[Hit], place: tuple[int, int]) -> tuple[Hit, ...]:
    """Returns the hits that end ahead of a place, a turn and an offset in it, in order."""
    return tuple(sorted(hit for hit in found if (hit.turn, hit.end) <= place))


def arranged(
    found: Sequence[Finding], choose: Callable[[list[tuple[Hit, ...]]], tuple[Hit, ...]], told: str, otherwise: str
) -> Finding:
    """Answers whether the hits of some answers, all of which must hold, stand in some arrangement.

    `choose` returns the hits, of a group for each answer, that do, or none. Doubtful hits could still bring it about.
    """
    least = weakest(found)
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
