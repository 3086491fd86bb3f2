"""Tries the proposals of a draft: of the examples that come with them only those are kept that hold in it."""

from collections.abc import Mapping, Sequence

from autoscore.drafting.rows import Row
from autoscore.drafting.yaml_text import Bare, Node, blanks, document
from autoscore.errors import RubricError
from autoscore.model import Rubric
from autoscore.rubric import parse_text
from autoscore.scoring import run_examples, scorer_of

_FILE = "draft"


def holding(head: Mapping[str, Node], rows: Sequence[Row]) -> tuple[tuple[Node, ...], ...]:
    """Returns, for each row, its proposed examples that give what they say."""
    tried = [row for row in rows if row.ready and row.examples and _has_case(head, row)]
    good = _held(head, tried) if tried else {}
    return tuple(good.get(row.id, ()) for row in rows)


def _has_case(head: Mapping[str, Node], row: Row) -> bool:
    return not row.part.case or not any(blanks(head.get("branches", "")))


def _held(head: Mapping[str, Node], rows: Sequence[Row]) -> dict[str, tuple[Node, ...]]:
    criteria: list[Node] = [{**row.entries, "why": "试", "examples": list(row.examples)} for row in rows]
    kept = {key: value for key, value in head.items() if key != "scale" and not any(blanks(value))}
    rubric, problems = parse_text(document({**kept, "version": Bare("1"), "criteria": criteria}), _FILE)
    if rubric is None or problems:
        return {}
    wrong = _wrong(rubric)
    if wrong is None:
        return {}
    found: dict[str, tuple[Node, ...]] = {}
    for row in rows:
        criterion = rubric.criterion(row.id)
        lines = [one.line for one in criterion.examples] if criterion is not None else []
        found[row.id] = tuple(one for one, line in zip(row.examples, lines, strict=True) if line not in wrong)
    return found


def _wrong(rubric: Rubric) -> frozenset[int] | None:
    """Returns the lines of the examples that do not hold, None where the draft cannot be tried."""
    try:
        return frozenset(fault.place.line or 0 for fault in run_examples(scorer_of(rubric)))
    except RubricError:
        return None
