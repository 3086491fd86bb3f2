"""The figures of each criterion: agreement, kappa, who is stricter, and how much the machine left open."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from autoscore.model import Status
from autoscore.model.agreement import Agreement, Cell, Comparison, People
from autoscore.model.decision import DecisionRow, status_of
from autoscore.review.intervals import PLACES, cohen, wilson
from autoscore.review.matching import Case, Known, Matched

# What counts as an answer of a person or of the machine; that there was no occasion is one.
ANSWERS = (Status.MET, Status.PARTIAL, Status.NOT_MET, Status.NOT_APPLICABLE)
_ORDER = tuple(Status)
_HEIGHT = {Status.NOT_MET: 0, Status.PARTIAL: 1, Status.MET: 2}
_HUNDREDTH = Decimal("0.01")


def compared(matched: Matched) -> Comparison:
    """Returns the figures of every criterion of a run; where people decided more than once, the last counts."""
    cases: dict[tuple[str, str], list[Case]] = {}
    for case in matched.cases:
        cases.setdefault((case.rubric, case.machine.id), []).append(case)
    return Comparison(
        sheets=matched.sheets,
        decisions=sum(len(case.decisions) for case in matched.cases),
        calls=len({case.call for case in matched.cases}),
        criteria=tuple(_agreement(one, cases.get((one.rubric, one.id), ())) for one in matched.criteria),
    )


def answer(row: DecisionRow, case: Case) -> Status | None:
    """Returns the answer that a decision gives, by its status or else by its points; None where it gives none."""
    status = row.status
    if status is None and row.points is not None:
        status = status_of(row.points, Decimal(case.machine.max))
    return status if status in ANSWERS else None


def _agreement(known: Known, cases: Sequence[Case]) -> Agreement:
    answered = [(case, answer(case.decisions[-1], case)) for case in cases if _machine(case) is not Status.OBSERVER]
    decided = [(case, person) for case, person in answered if person is not None]
    pairs = [(case, person) for case, person in decided if _machine(case) in ANSWERS]
    table = Counter((_machine(case).value, person.value) for case, person in pairs)
    agreed, kappa = sum(count for (one, other), count in table.items() if one == other), cohen(table)
    differences = [_points(case) for case, _ in pairs]
    known_points = [points for points in differences if points is not None]
    leanings = Counter(_leaning(case, person) for case, person in pairs)
    missing = Counter(_machine(case) for case, _ in decided)
    return Agreement(
        rubric=known.rubric,
        id=known.id,
        title=known.title,
        mode=known.mode,
        judges=known.judges,
        pairs=len(pairs),
        agreed=agreed,
        agreement=wilson(agreed, len(pairs)),
        kappa=kappa,
        because="" if kappa is not None else "两边始终是同一种结果，算不出 κ" if pairs else "没有可比的通话",
        confusion=_confusion(decided),
        scored=len(known_points),
        bias=_mean(known_points),
        stricter=leanings[-1],
        laxer=leanings[1],
        unsure=missing[Status.UNSURE],
        errors=missing[Status.ERROR],
        observer=len(cases) - len(answered),
        undecided=len(answered) - len(decided),
        coverage=round(len(pairs) / len(decided), PLACES) if decided else None,
        people=_people(cases),
    )


def _machine(case: Case) -> Status:
    return Status(case.machine.status)


def _confusion(decided: Iterable[tuple[Case, Status]]) -> tuple[Cell, ...]:
    counts = Counter((_machine(case), person) for case, person in decided)
    ordered = sorted(counts.items(), key=lambda item: [_ORDER.index(status) for status in item[0]])
    return tuple(Cell(machine.value, person.value, count) for (machine, person), count in ordered)


def _points(case: Case) -> Decimal | None:
    """Returns the machine's points less the person's; None where either is not known."""
    machine, person = case.machine.points, case.decisions[-1].points
    return None if machine is None or person is None else Decimal(machine) - person


def _leaning(case: Case, person: Status) -> int:
    """Returns −1 where the machine is stricter than the person, 1 where it is laxer, else 0.

    The points tell where both are known, else the statuses; whether there was an occasion is neither strict nor lax.
    """
    points, machine = _points(case), _machine(case)
    if points is not None:
        return (points > 0) - (points < 0)
    if machine not in _HEIGHT or person not in _HEIGHT:
        return 0
    return (_HEIGHT[machine] > _HEIGHT[person]) - (_HEIGHT[machine] < _HEIGHT[person])


def _mean(points: Sequence[Decimal]) -> str | None:
    if not points:
        return None
    mean = (sum(points, Decimal(0)) / len(points)).quantize(_HUNDREDTH, ROUND_HALF_UP)
    return f"{mean + 0:f}"  # adding zero takes the sign off −0.00


def _people(cases: Iterable[Case]) -> People | None:
    """Compares the last answers of each two people who decided on the same thing; who gave no name is one person."""
    answers = [_last_answers(case) for case in cases]
    several = [given for given in answers if len(given) > 1]
    pairs = [one == other for given in several for one, other in combinations(given, 2)]
    agreement = wilson(sum(pairs), len(pairs))
    return None if agreement is None else People(len(several), len(pairs), sum(pairs), agreement)


def _last_answers(case: Case) -> tuple[Status, ...]:
    by = {row.by: answer(row, case) for row in case.decisions}
    return tuple(status for status in by.values() if status is not None)
