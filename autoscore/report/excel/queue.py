"""待复核: what is to be decided, a row a criterion, what changes most by it first."""

from collections.abc import Iterator, Mapping

from autoscore.model.review_sheet import QUEUE as QUEUE_TITLE
from autoscore.report.excel.columns import Column, Layout, Value
from autoscore.report.excel.detail import COLUMNS, Rows
from autoscore.report.figures import Review, review_of, weight_of
from autoscore.report.language import Language
from autoscore.runs.stored import StoredCall

# Calls of which rows are listed.
MOST = 1000
STAKE_WORDS: Mapping[str, str] = {"red_line": "红线", "pass": "是否合格", "band": "等级", "points": "分数"}
QUEUE = Layout(
    QUEUE_TITLE,
    (
        Column("先后", 6, "middle"),
        Column("关系到", 10, "middle", "word"),
        Column("总分范围", 11, "middle", "word"),
        *COLUMNS,
    ),
    frozen=4,
    wide=True,
)


class Waiting:
    """Keeps the rows of what is open in the calls of which most hangs on a decision, as they go by.

    Reading and masking them once more at the end would cost a tenth of a workbook.
    """

    def __init__(self, details: Rows, say: Language, most: int = MOST) -> None:
        """Keeps so many calls at least, and twice as many at most."""
        self._details, self._say, self._most = details, say, most
        self._found: dict[str, tuple[Review, list[tuple[Value, ...]]]] = {}

    def add(self, one: StoredCall) -> None:
        """Takes in a call, where it has something to decide."""
        review = review_of(one)
        if review is not None:
            self._found[review.call] = (review, [self._details.open(one, name) for name in review.criteria])
        if len(self._found) > 2 * self._most:
            self._found = {review.call: (review, rows) for review, rows in self._kept()}

    def rows(self) -> Iterator[tuple[Value, ...]]:
        """Yields the rows, the weightiest call first."""
        for place, (review, rows) in enumerate(self._kept(), start=1):
            stake = self._say(STAKE_WORDS[review.stake])
            yield from ((place, stake, f"{review.low}–{review.high}", *cells) for cells in rows)

    def _kept(self) -> list[tuple[Review, list[tuple[Value, ...]]]]:
        return sorted(self._found.values(), key=lambda found: weight_of(found[0]))[: self._most]
