"""Two versions of a rubric over the same calls: what changes, where, and what the criteria always do."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_kit import criterion, sheet
from versions_kit import A, B, calls, compared, run, scorer

from autoscore.model import Document, ScoreSheet
from autoscore.model.versions import Habits, Steady, Switch, Together
from autoscore.privacy import NO_MASK, Masker
from autoscore.review.versions import Versions
from autoscore.review.versions_habits import FEW, HabitTally
from autoscore.scoring import Scorer

SAID = ["甲甲甲", "乙乙乙", "甲甲甲乙乙乙", "丙丙丙", "甲甲甲丙丙丙"]


def test_against_itself_nothing_changes(tmp_path: Path) -> None:
    """The same rubric twice is the same, with no switch, no example and no flip."""
    found = compared(tmp_path, scorer(a=A, b=B), scorer(a=A, b=B), SAID)
    assert (found.same, found.calls, found.failed, found.left_out) == (True, 5, 0, 0)
    assert [(one.switches, one.examples, one.points) for one in found.criteria] == [((), (), "0")] * 2
    assert found.totals.mean == "0"


def test_other_points_change_the_calls_that_have_them(tmp_path: Path) -> None:
    """Where a criterion is worth more, just the calls in which it is met have more of it, and no status changes."""
    found = compared(tmp_path, scorer(a=A, b=B), scorer(a=A, b=B.replace("10", "30")), SAID)
    one, two = found.criteria
    assert (one.changed, one.points_changed, one.points) == (0, 0, "0")
    assert (two.changed, two.points_changed, two.points, two.max_a, two.max_b) == (0, 2, "40", "10", "30")
    assert [(call.call, call.before.points, call.after.points) for call in two.examples] == [
        ("c1", "10", "30"),
        ("c2", "10", "30"),
    ]
    # 50 → 25 in c0 and c4, 50 → 75 in c1: the mean of -25, 25, 0, 0, -25.
    assert (found.totals.changed, found.totals.higher, found.totals.lower, found.totals.mean) == (3, 1, 2, "-5")
    assert (found.totals.to_pass.calls, found.totals.to_fail.calls) == (("c1",), ())


def test_other_words_change_the_calls_that_say_them(tmp_path: Path) -> None:
    """Where a criterion asks for other words, the calls that say one of them change, with the words of each."""
    found = compared(tmp_path, scorer(a=A), scorer(a=B), SAID)
    [one] = found.criteria
    assert one.switches == (Switch("met", "not_met", 2), Switch("not_met", "met", 1))
    quotes = [
        (call.call, *([word.quote for word in came.words] for came in (call.before, call.after)))
        for call in one.examples
    ]
    assert quotes == [("c0", ["甲甲甲"], []), ("c1", [], ["乙乙乙"]), ("c4", ["甲甲甲"], [])]


def test_what_stands_in_one_only_is_named(tmp_path: Path) -> None:
    """A criterion of one rubric alone is told as such; those of the second come first, in its order."""
    found = compared(tmp_path, scorer(a=A, x=A), scorer(y=B, a=A), SAID)
    assert [(one.id, one.inside, one.max_a, one.max_b) for one in found.criteria] == [
        ("y", "b", None, "10"),
        ("a", "both", "10", "10"),
        ("x", "a", "10", None),
    ]
    assert not found.same


def test_only_a_few_examples_are_kept(tmp_path: Path) -> None:
    """All calls that change are counted, and as many kept as were asked for."""
    found = compared(tmp_path, scorer(a=A), scorer(a=B), ["甲甲甲"] * 9, examples=2)
    assert (found.criteria[0].changed, [one.call for one in found.criteria[0].examples]) == (9, ["c0", "c1"])


rows = st.sampled_from([A, B.replace("10", "4"), "points: 10, deduct: [{when: {phrase: [丙丙丙]}, each: 3}]"])
SCORERS: dict[tuple[str, str], Scorer] = {}


def made(pair: tuple[str, str]) -> Scorer:
    if pair not in SCORERS:
        SCORERS[pair] = scorer(a=pair[0], b=pair[1])
    return SCORERS[pair]


@settings(max_examples=20)
@given(st.tuples(rows, rows), st.tuples(rows, rows), st.lists(st.sampled_from(SAID), min_size=1, max_size=6))
def test_it_is_what_scoring_twice_gives(
    tmp_path_factory: pytest.TempPathFactory, one: tuple[str, str], two: tuple[str, str], said: list[str]
) -> None:
    """Whether calls are annotated once or twice, the counts are those of the sheets that each rubric gives alone."""
    a, b = made(one), made(two)
    found = compared(tmp_path_factory.mktemp("run"), a, b, said)
    pairs = list(zip(a.score(calls(*said)), b.score(calls(*said)), strict=True))
    for at, diff in enumerate(found.criteria):
        both = [(before.criteria[at], after.criteria[at]) for before, after in pairs]
        switches = Counter((before.status, after.status) for before, after in both if before.status != after.status)
        assert {(switch.before, switch.after): switch.count for switch in diff.switches} == switches
        by = [Decimal(after.points or 0) - Decimal(before.points or 0) for before, after in both]
        assert (diff.points_changed, Decimal(diff.points)) == (sum(map(bool, by)), sum(by))
    assert found.totals.changed == sum(before.total != after.total for before, after in pairs)


def test_examples_hide_what_is_private(tmp_path: Path) -> None:
    """A quote with a telephone number is hidden one for one, and the record says so."""
    words = "points: 10, find: {phrase: [号码13912345678], by: agent}"
    found = [
        compared(tmp_path, scorer(a=A), scorer(a=words), ["我的号码13912345678。"], masker=masker)
        for masker in (NO_MASK, Masker.of())
    ]
    quotes = [one.criteria[0].examples[0].after.words[0].quote for one in found]
    assert quotes[0] == "号码13912345678"
    assert ("13912345678" in quotes[1], len(quotes[1])) == (False, len(quotes[0]))
    assert [one.masked for one in found] == [False, True]


class Broken(Scorer):
    """Fails on a call that says a certain word."""

    def sheets(self, documents: list[Document], decisions: None = None) -> list[ScoreSheet]:  # type: ignore[override]
        """Fails, or scores."""
        if any("丙" in turn.text for one in documents for turn in one.transcript.turns):
            raise ValueError("丙")
        return super().sheets(documents, decisions)


def test_a_call_that_cannot_be_judged_costs_only_itself(tmp_path: Path) -> None:
    """The other calls are compared; the one is told by its id, without its words."""
    a, whole = scorer(a=A), scorer(a=B)
    b = Broken(whole.rubric, whole.annotator, whole.judge)
    transcripts = calls(*SAID)
    versions = Versions(a, b, NO_MASK)
    found = versions.compare(run(tmp_path, a.score(transcripts), transcripts))
    assert (found.calls, found.failed) == (3, 2)
    assert [one.place.file for one in versions.problems] == ["c3", "c4"]
    assert not [one for one in versions.problems if "丙" in str(one)]


def habits(*rows: tuple[str, str]) -> Habits:
    """Returns the habits of two criteria from their statuses in one call after another, in batches."""
    tally = HabitTally(scorer(a=A, b=B).rubric)
    sheets = [sheet(f"c{at}", criterion("a", one), criterion("b", two)) for at, (one, two) in enumerate(rows)]
    for at in range(0, len(sheets), 7):
        tally.add(sheets[at : at + 7])
    return tally.habits()


def test_criteria_that_never_vary_are_named() -> None:
    """The same status in every call in which it was judged is told with their number; doubts are no judgement."""
    found = habits(("met", "unsure"), ("unsure", "not_applicable"), ("met", "unsure"))
    assert found.steady == (Steady("a", "题a", "met", 2), Steady("b", "题b", None, 0))
    assert habits(("met", "partial"), ("not_met", "partial")).steady == (Steady("b", "题b", "partial", 2),)


ALIKE = [("met", "met"), ("not_met", "not_met")]


def test_criteria_that_always_come_together_are_named() -> None:
    """Two that are alike in enough calls, met in some and not in others, are told; not after one call that differs."""
    enough = ALIKE * (FEW // 2)
    assert habits(*enough).together == (Together("a", "b", "题a", "题b", FEW),)
    assert habits(*enough, ("unsure", "met"), ("met", "not_applicable")).together == habits(*enough).together
    assert habits(*enough[:-1]).together == ()
    assert habits(*enough, ("met", "not_met")).together == ()
    assert habits(*enough, ("partial", "met")).together == ()


def test_criteria_that_never_vary_do_not_come_together() -> None:
    """Two that are always met are steady, and that is all."""
    found = habits(*[("met", "met")] * (FEW + 5))
    assert (len(found.steady), found.together) == (2, ())
