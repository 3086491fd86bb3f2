"""Small runs and decisions, made by hand; all words are invented for these tests."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from autoscore.errors import Place
from autoscore.model import CriterionScore, MadeBy, RubricRef, ScoreSheet, Status
from autoscore.model.agreement import Agreement, Cell
from autoscore.model.decision import DecisionRow
from autoscore.review import compared, match

SCORED = {"met": "5", "partial": "2", "not_met": "0"}


def criterion(name: str, status: str, *, mode: str = "score", points: str | None = None) -> CriterionScore:
    """Makes a criterion of five points called 题…; its points go by the status where they are not given."""
    return CriterionScore(name, f"题{name}", mode, status, points or SCORED.get(status), "5", "因为")


def sheet(call: str, *criteria: CriterionScore, rubric: str = "r") -> ScoreSheet:
    """Makes a sheet of a call."""
    return ScoreSheet(
        id=call,
        transcript="sha256:1",
        channel="phone",
        metadata={},
        rubric=RubricRef(rubric, "1", "sha256:2"),
        total="50.0",
        max="100",
        low="50.0",
        high="50.0",
        observable="100",
        passed=None,
        band=None,
        provisional=False,
        needs_review=False,
        criteria=criteria,
        steps=(),
        questions=None,
        warnings=(),
        made_by=MadeBy("0", "sha256:0", {}, {}),
    )


def decision(call: str, name: str, status: str = "", points: str = "", by: str = "王", *, line: int = 2) -> DecisionRow:
    """Makes a decision; empty words stand for what is not given."""
    return DecisionRow(
        call,
        name,
        Status(status) if status else None,
        Decimal(points) if points else None,
        by,
        "",
        Place("d.csv", line),
    )


def figures(pairs: Iterable[tuple[str, str]]) -> Agreement:
    """Returns the figures of criterion a from the machine's and a person's status of one call after another."""
    return figures_of([(criterion("a", machine), [("", person, "")]) for machine, person in pairs])


def figures_of(cases: Iterable[tuple[CriterionScore, Iterable[tuple[str, str, str]]]]) -> Agreement:
    """Returns the figures of criterion a from its scores, each with what people decided: by whom, status, points."""
    sheets, rows = [], []
    for number, (score, decisions) in enumerate(cases):
        sheets.append(sheet(f"c{number}", score))
        rows += [decision(f"c{number}", "a", status, points, by) for by, status, points in decisions]
    [found] = compared(match(sheets, rows)).criteria
    return found


def spread(table: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """Returns the pairs that a table counts."""
    return [pair for pair, count in table.items() for _ in range(count)]


def cells(found: Agreement) -> dict[tuple[str, str], int]:
    """Returns the confusion as a table, and sees to it that no cell stands twice."""
    table = {(one.machine, one.person): one.count for one in found.confusion}
    assert [Cell(*pair, count) for pair, count in table.items()] == list(found.confusion)
    return table
