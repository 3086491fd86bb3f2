"""Brings decisions and the machine's answers together, and tells of decisions that find none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from autoscore.errors import Place, Problem
from autoscore.model import CriterionScore, ScoreSheet, Status
from autoscore.model.decision import DecisionRow

_SHOWN = 5
_LONGEST = 40


@dataclass(frozen=True)
class Known:
    """Is a criterion of the run; `judges` tells that the machine gave an answer of its own somewhere."""

    rubric: str
    id: str
    title: str
    mode: str
    judges: bool


@dataclass(frozen=True)
class Case:
    """Is a criterion of a call with the machine's answer and all decisions on it, in the file's order."""

    rubric: str
    call: str
    machine: CriterionScore
    decisions: tuple[DecisionRow, ...]


@dataclass(frozen=True)
class Matched:
    """Holds what was brought together: the run's criteria and the cases in the run's order, and every problem.

    `themed` tells that a theme was laid over the rubric.
    """

    sheets: int
    themed: bool
    criteria: tuple[Known, ...]
    cases: tuple[Case, ...]
    problems: tuple[Problem, ...]


def match(sheets: Iterable[ScoreSheet | Problem], rows: Sequence[DecisionRow]) -> Matched:
    """Finds for each decision its call by the id, and its criterion by the id or else the title.

    Problems among the sheets are passed on; of two sheets of one call by one rubric the first counts.
    """
    by_call: dict[str, list[DecisionRow]] = {}
    for row in rows:
        by_call.setdefault(row.call, []).append(row)
    run = _Run(by_call)
    for sheet in sheets:
        run.add(sheet)
    problems = (*run.problems, *run.unfound())
    return Matched(run.sheets, run.themed, tuple(run.known.values()), tuple(run.cases), problems)


class _Run:
    """Goes through a run's sheets once, and keeps only what decisions are about."""

    def __init__(self, by_call: Mapping[str, Sequence[DecisionRow]]) -> None:
        self.sheets, self.themed = 0, False
        self.known: dict[tuple[str, str], Known] = {}
        self.cases: list[Case] = []
        self.problems: list[Problem] = []
        self._by_call = by_call
        self._seen: dict[str, set[str]] = {}
        self._used: set[DecisionRow] = set()

    def add(self, sheet: ScoreSheet | Problem) -> None:
        if isinstance(sheet, Problem):
            self.problems.append(sheet)
            return
        self.sheets += 1
        self.themed = self.themed or sheet.rubric.theme is not None
        for one in sheet.criteria:
            self._know(sheet.rubric.id, one)
        if sheet.id in self._by_call:
            self._match(sheet)

    def _know(self, rubric: str, one: CriterionScore) -> None:
        judges = one.status != Status.OBSERVER
        known = self.known.get((rubric, one.id))
        if known is None or (judges and not known.judges):
            self.known[rubric, one.id] = Known(rubric, one.id, one.title, one.mode, judges)

    def _match(self, sheet: ScoreSheet) -> None:
        seen, rows = self._seen.setdefault(sheet.id, set()), self._by_call[sheet.id]
        if sheet.rubric.id in seen:
            what = f"通话“{_short(sheet.id)}”在结果里出现不止一次，只比第一次"
            self.problems.append(Problem(rows[0].place, what, "给出一次评分的结果", code="duplicate_id"))
            return
        seen.add(sheet.rubric.id)
        found: dict[str, list[DecisionRow]] = {}
        for row in rows:
            if (one := _criterion(sheet.criteria, row.criterion)) is not None:
                found.setdefault(one.id, []).append(row)
                self._used.add(row)
        self.cases += [
            Case(sheet.rubric.id, sheet.id, one, tuple(found[one.id])) for one in sheet.criteria if one.id in found
        ]

    def unfound(self) -> Iterator[Problem]:
        """Tells of the calls and of the criteria that the run does not have: how many rows, and where."""
        calls = {call: rows for call, rows in self._by_call.items() if call not in self._seen}
        if calls:
            yield _absent("没有这些通话", calls, "核对编号；被表格软件改成数字的，请把那一列设为文本", "unknown_call")
        lost: dict[str, list[DecisionRow]] = {}
        for call in self._seen:
            for row in self._by_call[call]:
                if row not in self._used:
                    lost.setdefault(row.criterion, []).append(row)
        if lost:
            yield _absent("这些通话没有这些评分项", lost, self._guess(lost), "unknown_criterion")

    def _guess(self, lost: Iterable[str]) -> str:
        names = sorted({name for one in self.known.values() for name in (one.id, one.title)})
        close = [(name, get_close_matches(name[:_LONGEST], names, 1, 0.6)) for name in lost]
        meant = [f"“{_short(name)}”是不是“{found[0]}”？" for name, found in close[:_SHOWN] if found]
        return "".join(meant) or "写评分项的编号或名称，见 autoscore rubric explain"


def _criterion(criteria: Iterable[CriterionScore], name: str) -> CriterionScore | None:
    named = {one.title: one for one in criteria} | {one.id: one for one in criteria}
    return named.get(name)


def _absent(what: str, rows: Mapping[str, Sequence[DecisionRow]], todo: str, code: str) -> Problem:
    names = "、".join(f"“{_short(name)}”" for name in list(rows)[:_SHOWN])
    places = [row.place for found in rows.values() for row in found]
    more = f"等 {len(rows)} 个" if len(rows) > _SHOWN else ""
    return Problem(
        places[0], f"这次评分里{what}：{names}{more}；共 {len(places)} 行（{_where(places)}）", todo, code=code
    )


def _where(places: Sequence[Place]) -> str:
    """Names the first places without their file, which stands before the problem."""
    shown = [f"第 {place.line} 行" if place.cell is None else place.cell for place in places[:_SHOWN]]
    return "、".join(shown) + ("等" if len(places) > _SHOWN else "")


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
