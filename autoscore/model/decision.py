"""What people decided, as it stands in a file of decisions."""

from dataclasses import dataclass
from decimal import Decimal

from autoscore.errors import Place
from autoscore.model.status import Status


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """Is one decision: on which call and criterion, the status or the points or both, by whom, and where it is written.

    `criterion` is the file's own word, an id or a title.
    """

    call: str
    criterion: str
    status: Status | None
    points: Decimal | None
    by: str
    note: str
    place: Place


def status_of(points: Decimal, most: Decimal) -> Status | None:
    """Returns the status that points stand for: all are met, none not_met, some partial.

    Points outside 0 to `most`, and a criterion that has none to give, stand for no status.
    """
    if most <= 0 or not 0 <= points <= most:
        return None
    return Status.MET if points == most else Status.PARTIAL if points else Status.NOT_MET
