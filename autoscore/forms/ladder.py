"""Steps from the best down: the first that surely holds gives its points, a doubt above it leaves them open."""

from collections.abc import Sequence
from decimal import Decimal

from autoscore.forms.base import doubt, none
from autoscore.model import Award, Document, Finding, Status, Truth
from autoscore.operators import Condition, Context


def climb(
    steps: Sequence[tuple[Condition, Decimal]], document: Document, context: Context, points: Decimal
) -> tuple[Award, int | None]:
    """Returns the award for at most some points, and the number of its step, None where none holds.

    `steps` are conditions with their points, from the best down.
    """
    answers = [(gives, when.find(document, context)) for when, gives in steps]
    first = next((place for place, (_, told) in enumerate(answers) if told.truth is Truth.YES), len(answers))
    low, sure = answers[first] if first < len(answers) else (Decimal(0), None)
    for place, (gives, told) in enumerate(answers[:first]):
        better = place == 0 or gives > low
        if told.truth is Truth.UNSURE and better and not _same_words(told, sure):
            return doubt(gives, told, low), place
    if sure is None:
        return none(answers[0][1]), None
    return Award(_status(first, low, points), low, sure), first


def _status(place: int, gives: Decimal, points: Decimal) -> Status:
    if place == 0:
        return Status.MET
    return Status.NOT_MET if gives <= 0 < points else Status.PARTIAL


def _same_words(told: Finding, half: Finding | None) -> bool:
    """Tells whether a step surely holds on just the words that leave a better one in doubt: they are the lesser."""
    if half is None or not told.hits:
        return False
    return all(any(hit.overlaps(other) for other in half.hits) for hit in told.hits)
