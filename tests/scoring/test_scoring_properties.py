"""Whatever the rubric and the call: totals keep their bounds, steps re-add, and no taboo ever pays."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scoring_kit import DOUBTFUL, SURE, rubric, scorer, transcript

from autoscore.model import Decision, ScoreSheet
from autoscore.rubric.bounds import bounds
from autoscore.rubric.lint import errors
from autoscore.scoring import Scorer
from autoscore.scoring.numbers import tenth

# Criteria from their points on. The words of `rude` are never wanted in them.
FORMS = [
    "points: 5, find: {act: one}",
    "points: 5, find: {act: two}, partial: [{when: {act: one}, points: 2}, {when: {act: three}, points: 0.5}]",
    "points: 2, find: {none: [{act: rude}]}",
    "points: 4, levels: [{title: 好, when: {act: one}, points: 4}, {title: 中, when: {act: two}, points: 1.5}]",
    "points: 4, levels: [{title: 好, when: {none: [{act: rude}]}, points: 4}, "
    "{title: 差, when: {act: one}, points: 0}], otherwise: 无",
    "points: 6, met_at: 2, facts: [{id: a, title: 甲, find: {act: one}, points: 4}, "
    "{id: b, title: 乙, find: {act: two}, points: 3, wrong: {act: three}}]",
    "points: 3, facts: [{id: a, title: 甲, find: {act: one}, points: 3, wrong: {act: rude}}]",
    "points: 3, range: [0, 3], clues: [{when: {act: one}, at_least: 1}, {when: {act: rude}, at_most: 1}]",
    "points: 5, deduct: [{when: {act: rude}, each: 2}, {when: {act: three}, each: 0.25}]",
    "points: 0, grave: true, fatal: {act: rude}",
    "points: 5, observer: 看",
]
# What is below nothing, and what is beyond all.
BELOW = [
    "points: 3, range: [-3, 3], clues: [{when: {act: one}, at_least: 1}, {when: {act: rude}, at_most: -1}]",
    "points: 0, deduct: [{when: {act: rude}, each: 3}, {when: {act: two}, each: 1}], floor: -6",
    "points: 4, deduct: [{when: {act: rude}, each: 6}], floor: -4, grave: true",
]
BEYOND = ["points: 3, bonus: [{when: {act: one}, each: 1}, {when: {act: three}, each: 2}]"]
CANCELLED = ["", "", ", cancelled_by: {act: rude}"]
DUE = ["", "", ", applies: {act: three}", ", applies: {act: three}, not_due: full"]
MODES = ["", "", "", ", mode: hint", ", mode: off"]
WEIGHTS = ["", "", ", weight: 2", ", weight: 0.25"]
BRANCHES = ["", ", branch: s", ", branch: u"]
CASES = "branches: [{id: s, title: 成, when: {act: two}}, {id: u, title: 未, when: {act: three}}]\n"
SCALES = ["", "scale: {normalise: 100}\n", "scale: {normalise: 10, pass_mark: 6, bands: [{title: 好, least: 9}]}\n"]
PARTS = "sections: [{id: a, title: A, weight: 40}, {id: b, title: B, weight: 70}]\n"
SAID = [SURE["one"], SURE["two"], SURE["three"], *DOUBTFUL.values(), "好的好的", "，嗯"]
TABOO = SURE["rude"]


@dataclass(frozen=True)
class Written:
    """Is a rubric as its criteria and its head."""

    criteria: tuple[str, ...]
    head: str

    @property
    def compiled(self) -> Scorer:
        """Is the rubric's scorer."""
        return scorer(*self.criteria, head=self.head)


@st.composite
def written(draw) -> Written:
    """Writes a rubric of one to five criteria, perhaps with sections, branches and a scale."""
    scale = draw(st.sampled_from(SCALES))
    parts = PARTS if scale and draw(st.booleans()) else ""
    cases = CASES if draw(st.booleans()) else ""
    criteria = []
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from([FORMS, FORMS, FORMS, BELOW, BEYOND]))
        row = draw(st.sampled_from(kind)) + draw(st.sampled_from(WEIGHTS)) + draw(st.sampled_from(MODES))
        row += draw(st.sampled_from(CANCELLED))
        row += draw(st.sampled_from(BRANCHES)) if cases else ""
        if kind is not BEYOND:
            row += draw(st.sampled_from(DUE))
        row += draw(st.sampled_from([", section: a", ", section: b"])) if parts else ""
        row += ", voids: section" if parts and "fatal" in row and draw(st.booleans()) else ""
        criteria.append(row)
    made = Written(tuple(criteria), scale + parts + cases)
    assume(not errors(rubric(*made.criteria, head=made.head)))
    return made


turns = st.tuples(st.sampled_from(["客服", "客服", "客户"]), st.lists(st.sampled_from([*SAID, TABOO]), max_size=3))
calls = st.lists(turns, max_size=4)


def lines(call: list[tuple[str, list[str]]]) -> list[str]:
    return [*(f"{who}：{'。'.join(said)}" for who, said in call), "客户：再见"]


def sheet_of(made: Scorer, call: list[tuple[str, list[str]]]) -> ScoreSheet:
    [sheet] = made.score([transcript(*lines(call))])
    return sheet


@settings(deadline=None)
@given(written(), calls)
def test_the_total_keeps_the_bounds_that_the_rubric_tells(made: Written, call: list) -> None:
    """Least ≤ low ≤ total = high ≤ greatest, each rounded to the place that is shown."""
    judge = made.compiled
    sheet = sheet_of(judge, call)
    if sheet.total is None:
        assert (sheet.low, sheet.high, sheet.passed) == (None, None, None)
        return
    least, greatest = (Decimal(tenth(one)) for one in bounds(judge.rubric))
    assert least <= Decimal(sheet.low) <= Decimal(sheet.high) <= greatest
    assert sheet.total == sheet.high
    assert sheet.provisional or sheet.low == sheet.high


@settings(deadline=None)
@given(written(), calls)
def test_the_steps_re_add_to_the_total(made: Written, call: list) -> None:
    """Each step adds its points to what stood before; what stands last is the total, to the last digit."""
    sheet = sheet_of(made.compiled, call)
    running = Decimal(0)
    for step in sheet.steps:
        running += Decimal(step.points)
        assert Decimal(step.running) == running
    if sheet.total is not None:
        assert running == Decimal(sheet.total)


@settings(deadline=None)
@given(written(), calls)
def test_every_row_keeps_its_bounds(made: Written, call: list) -> None:
    """A row's points, and its low and high while it is open, lie within what its form can come to."""
    judge = made.compiled
    for row in sheet_of(judge, call).criteria:
        criterion = judge.rubric.criterion(row.id)
        reachable = [Decimal(0), criterion.points, *criterion.form.reachable(criterion.points)]
        told = [row.points] if row.status != "unsure" else [row.low, row.high]
        numbers = [Decimal(one) for one in told if one is not None]
        assert numbers == sorted(numbers)
        assert all(min(reachable) <= one <= max(reachable) for one in numbers)
        assert (row.points is None) or row.status in ("met", "partial", "not_met", "not_applicable")


@settings(deadline=None)
@given(written(), calls, st.data())
def test_a_taboo_never_pays(made: Written, call: list, data: st.DataObject) -> None:
    """Taking one taboo sentence of the agent's out of a call lowers neither its total nor its low."""
    places = [
        (turn, at)
        for turn, (who, said) in enumerate(call)
        if who == "客服"
        for at, words in enumerate(said)
        if words == TABOO
    ]
    if not places:
        turn = data.draw(st.integers(0, len(call)))
        call = [*call[:turn], ("客服", ["好的好的", TABOO]), *call[turn:]]
        places = [(turn, 1)]
    turn, at = data.draw(st.sampled_from(places))
    who, said = call[turn]
    cleaner = [*call[:turn], (who, [*said[:at], *said[at + 1 :]]), *call[turn + 1 :]]
    judge = made.compiled
    rude, clean = sheet_of(judge, call), sheet_of(judge, cleaner)
    if rude.total is None or clean.total is None:
        return
    assert Decimal(clean.high) >= Decimal(rude.high)
    assert Decimal(clean.low) >= Decimal(rude.low)


@settings(deadline=None)
@given(written(), calls)
def test_a_doubt_costs_nothing(made: Written, call: list) -> None:
    """Deciding all doubts for the agent gives the total that stands; against the agent, no less than `low`."""
    judge = made.compiled
    [document] = judge.annotator.annotate([transcript(*lines(call))])
    sheet = judge.sheet(document)
    open_ = [row for row in sheet.criteria if row.status == "unsure"]
    for side in ("high", "low"):
        decisions = [(row.id, Decision("partial", getattr(row, side), "李")) for row in open_]
        then = judge.sheet(document, decisions)
        if sheet.total is not None and (sheet.rubric.branch is not None or not judge.rubric.branches):
            assert then.high == sheet.high or side == "low"
            assert Decimal(sheet.low) <= Decimal(then.low) <= Decimal(then.high) <= Decimal(sheet.high)
