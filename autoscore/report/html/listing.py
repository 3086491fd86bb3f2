"""The list of all calls: a short row for each, gathered while the figures are."""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from autoscore.model import CriterionScore, ScoreSheet, Status
from autoscore.model.card import RubricCard
from autoscore.report.figures import is_red_line
from autoscore.runs.stored import StoredCall

_LOST = (Status.NOT_MET, Status.PARTIAL)


class Row(Struct, frozen=True, gc=False):
    """Is a call in the list: its number in the run from 1, who and when, its result, and the criteria that it lost.

    `rubric` and `lost` are places in the listing's own lists; `grave` says that a red line was crossed.
    """

    number: int
    id: str
    agent: str
    team: str
    date: str
    rubric: int
    total: str | None
    low: str | None
    high: str | None
    max: str
    passed: bool | None
    review: bool
    grave: bool
    lost: tuple[int, ...]


def standing(score: CriterionScore) -> str:
    """Returns a criterion's status as it stands: people's last decision, else the machine's answer."""
    return score.decisions[-1].status if score.decisions else score.status


def is_loss(score: CriterionScore) -> bool:
    """Tells whether a criterion cost points, by what stands."""
    return score.mode == "score" and standing(score) in _LOST


def rubric_name(card: RubricCard) -> str:
    """Returns a rubric's title with its theme and version."""
    return f"{card.title}{f'（{card.theme}）' if card.theme else ''} v{card.version}"


class Listing:
    """Gathers the rows of a run and what goes with them: rubrics, lost criteria, warnings."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.cards: list[RubricCard] = []
        self.warnings: Counter[str] = Counter()
        self.assigned = False
        self.numbers: dict[str, int] = {}
        self._rubrics: dict[str, int] = {}
        self._lost: dict[tuple[int, str], int] = {}
        self._titles: list[tuple[int, str]] = []

    @property
    def lost(self) -> tuple[tuple[int, str], ...]:
        """Are the criteria that any call lost: the place of the rubric, and the title."""
        return tuple(self._titles)

    def lost_at(self, rubric: str, criterion: str) -> int | None:
        """Returns the place of a criterion among those that any call lost; the first rubric of that id counts."""
        places = (at for at, card in enumerate(self.cards) if card.id == rubric)
        return next((self._lost[at, criterion] for at in places if (at, criterion) in self._lost), None)

    def watch(self, calls: Iterable[StoredCall]) -> Iterator[StoredCall]:
        """Yields the calls as they come, and takes down a row for each."""
        for number, one in enumerate(calls, start=1):
            self._add(number, one)
            yield one

    def _add(self, number: int, one: StoredCall) -> None:
        sheet, at = one.sheet, self._rubric(one.card)
        self.numbers[sheet.id] = number
        self.warnings.update({notice.kind for notice in sheet.warnings})
        self.assigned |= any(isinstance(score.points_source, str) for score in sheet.criteria)
        lost = tuple(self._place(at, score) for score in sheet.criteria if is_loss(score))
        self.rows.append(_row(number, one, at, lost))

    def _rubric(self, card: RubricCard) -> int:
        if card.digest not in self._rubrics:
            self._rubrics[card.digest] = len(self.cards)
            self.cards.append(card)
        return self._rubrics[card.digest]

    def _place(self, rubric: int, score: CriterionScore) -> int:
        key = (rubric, score.id)
        if key not in self._lost:
            self._lost[key] = len(self._titles)
            self._titles.append((rubric, score.title))
        return self._lost[key]


def _row(number: int, one: StoredCall, rubric: int, lost: tuple[int, ...]) -> Row:
    sheet, known = one.sheet, one.sheet.metadata
    return Row(
        number=number,
        id=sheet.id,
        agent=known.get("agent", ""),
        team=known.get("team", ""),
        date=known.get("date", ""),
        rubric=rubric,
        total=sheet.total,
        low=sheet.low,
        high=sheet.high,
        max=sheet.max,
        passed=sheet.passed,
        review=sheet.needs_review,
        grave=crossed(sheet, one.card),
        lost=lost,
    )


def crossed(sheet: ScoreSheet, card: RubricCard) -> bool:
    """Tells whether a call crossed a red line, which voids its points; a taboo that costs its own points does not."""
    lines = {one.id for one in card.criteria if is_red_line(one)}
    return bool(lines) and any(score.id in lines and is_loss(score) for score in sheet.criteria)
