"""Counts how calls come out under two rubrics, and keeps a few of them as examples."""

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeAlias

from autoscore.model import Criterion, CriterionScore, ScoreSheet, Status
from autoscore.model.versions import Came, ChangedCall, CriterionDiff, Flipped, Switch, TotalsDiff, Words
from autoscore.scoring.numbers import plain

# So many calls that pass with one rubric and fail with the other are named.
NAMED = 100
_HUNDREDTH = Decimal("0.01")
_STATUSES = tuple(status.value for status in Status)
_PASSES = {True: "pass", False: "fail", None: "open"}

# The rows of a call's two sheets, as people may see them.
Shown: TypeAlias = Callable[[], tuple[ScoreSheet, ScoreSheet]]


class CriterionTally:
    """Counts what becomes of one criterion; at most `most` calls are kept as examples."""

    def __init__(self, before: Criterion | None, after: Criterion | None, most: int) -> None:
        self._pair, self._most = (before, after), most
        self._switches: Counter[tuple[str, str]] = Counter()
        self._points_changed, self._points = 0, Decimal(0)
        self._examples: list[ChangedCall] = []

    def add(self, before: CriterionScore, after: CriterionScore, call: str, shown: Shown) -> None:
        """Counts a call; `shown` returns the sheets as they are quoted, and is called for an example only."""
        if before.status != after.status:
            self._switches[before.status, after.status] += 1
        known = before.points is not None and after.points is not None
        by = Decimal(after.points or 0) - Decimal(before.points or 0) if known else Decimal(0)
        if by:
            self._points_changed += 1
            self._points += by
        if (by or before.status != after.status) and len(self._examples) < self._most:
            self._examples.append(ChangedCall(call, *(_came(sheet, before.id) for sheet in shown())))

    def diff(self) -> CriterionDiff:
        """Returns the counts."""
        before, after = self._pair
        one = after or before
        assert one is not None  # noqa: S101 - a criterion stands in one of the rubrics at least
        return CriterionDiff(
            id=one.id,
            title=one.title,
            inside="b" if before is None else "a" if after is None else "both",
            max_a=None if before is None else plain(before.points),
            max_b=None if after is None else plain(after.points),
            changed=self._switches.total(),
            points_changed=self._points_changed,
            points=plain(self._points),
            switches=_switches(self._switches, _STATUSES),
            examples=tuple(self._examples),
        )


def _came(sheet: ScoreSheet, criterion: str) -> Came:
    one = next(row for row in sheet.criteria if row.id == criterion)
    words = tuple(Words(piece.turn, piece.start, piece.end, piece.quote) for piece in one.evidence)
    return Came(one.status, one.points, one.because, words)


def _switches(counts: Counter[tuple[str, str]], order: Iterable[str]) -> tuple[Switch, ...]:
    place = {name: at for at, name in enumerate(order)}
    pairs = sorted(counts, key=lambda pair: (place[pair[0]], place[pair[1]]))
    return tuple(Switch(*pair, counts[pair]) for pair in pairs)


class TotalsTally:
    """Counts what becomes of the totals."""

    def __init__(self) -> None:
        self._compared = self._changed = self._higher = self._lower = 0
        self._sum = Decimal(0)
        self._passes: Counter[tuple[str, str]] = Counter()
        self._named: dict[tuple[str, str], list[str]] = {("pass", "fail"): [], ("fail", "pass"): []}

    def add(self, before: ScoreSheet, after: ScoreSheet) -> None:
        """Counts a call."""
        self._changed += (before.total, before.max) != (after.total, after.max)
        if before.total is not None and after.total is not None:
            by = Decimal(after.total) - Decimal(before.total)
            self._compared += 1
            self._higher += by > 0
            self._lower += by < 0
            self._sum += by
        if before.passed is not after.passed:
            self._passed(before.id, (_PASSES[before.passed], _PASSES[after.passed]))

    def _passed(self, call: str, pair: tuple[str, str]) -> None:
        self._passes[pair] += 1
        named = self._named.get(pair)
        if named is not None and len(named) < NAMED:
            named.append(call)

    def diff(self) -> TotalsDiff:
        """Returns the counts."""
        mean = None if not self._compared else plain((self._sum / self._compared).quantize(_HUNDREDTH))
        flipped = {pair: Flipped(self._passes[pair], tuple(calls)) for pair, calls in self._named.items()}
        return TotalsDiff(
            compared=self._compared,
            changed=self._changed,
            higher=self._higher,
            lower=self._lower,
            mean=mean,
            passes=_switches(self._passes, _PASSES.values()),
            to_fail=flipped["pass", "fail"],
            to_pass=flipped["fail", "pass"],
        )
