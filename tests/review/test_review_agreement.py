"""The figures of a criterion, on tables small enough to add up by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_kit import cells, criterion, decision, figures, figures_of, sheet, spread

from autoscore.model.agreement import Estimate
from autoscore.review import compared, match

MACHINE = ("met", "partial", "not_met", "not_applicable", "unsure", "observer", "error")
PERSON = MACHINE[:6]
MET, NOT_MET = criterion("a", "met"), criterion("a", "not_met")


def test_the_figures_of_a_small_table() -> None:
    """Of ten calls eight agree: chance 0.52, kappa 0.28 / 0.48, one call stricter and one laxer."""
    table = {("met", "met"): 5, ("met", "not_met"): 1, ("not_met", "met"): 1, ("not_met", "not_met"): 3}
    found = figures(spread(table))
    assert (found.pairs, found.agreed, found.stricter, found.laxer) == (10, 8, 1, 1)
    assert found.agreement is not None
    assert found.agreement.value == 0.8
    assert found.kappa is not None
    assert found.kappa.value == pytest.approx(0.28 / 0.48, abs=1e-6)
    assert cells(found) == table
    assert (found.coverage, found.because, found.people) == (1.0, "", None)


def test_a_doubt_is_no_disagreement() -> None:
    """What the machine leaves open lowers its coverage alone, and stands in the confusion."""
    sure = figures([("met", "met"), ("not_met", "not_met")])
    open_ = figures(
        [("met", "met"), ("unsure", "met"), ("not_met", "not_met"), ("unsure", "not_met"), ("error", "met")]
    )
    assert (open_.agreement, open_.kappa, open_.pairs) == (sure.agreement, sure.kappa, 2)
    assert (open_.unsure, open_.errors, open_.coverage) == (2, 1, 0.4)
    assert cells(open_)["unsure", "met"] == cells(open_)["unsure", "not_met"] == cells(open_)["error", "met"] == 1


def test_what_only_people_see_is_left_out() -> None:
    """An observer's criterion has no figures but the number of decisions on it."""
    found = figures([("observer", "met"), ("observer", "unsure")])
    assert (found.observer, found.pairs, found.undecided) == (2, 0, 0)
    assert (found.agreement, found.kappa, found.coverage, found.confusion) == (None, None, None, ())
    assert found.because
    assert not found.judges


@pytest.mark.parametrize("open_", ["unsure", "observer"])
def test_a_person_who_gives_no_answer_is_left_out(open_: str) -> None:
    """Where the person can't tell either, the call counts for nothing but `undecided`."""
    found = figures([("met", "met"), ("not_met", open_), ("unsure", open_)])
    assert (found.pairs, found.undecided, found.unsure, found.coverage) == (1, 2, 0, 1.0)
    assert cells(found) == {("met", "met"): 1}


def test_no_occasion_is_an_answer() -> None:
    """That a criterion did not apply is agreed or disagreed on like any answer, but is neither strict nor lax."""
    found = figures(
        [("not_applicable", "not_applicable"), ("not_applicable", "met"), ("not_met", "not_applicable"), ("met", "met")]
    )
    assert (found.pairs, found.agreed, found.stricter, found.laxer) == (4, 2, 0, 0)


def test_the_last_decision_counts() -> None:
    """Of several decisions on one call only the last enters the figures."""
    found = figures_of([(MET, [("王", "not_met", ""), ("李", "partial", ""), ("王", "met", "")])])
    assert cells(found) == {("met", "met"): 1}


def test_the_same_row_twice_changes_nothing() -> None:
    """A row that stands twice in the file gives the same figures as once, also among people."""
    once = figures_of([(MET, [("王", "not_met", "0"), ("李", "met", "5")]), (NOT_MET, [("王", "met", "")])])
    twice = figures_of(
        [
            (MET, [("王", "not_met", "0"), ("王", "not_met", "0"), ("李", "met", "5")]),
            (NOT_MET, [("王", "met", "")] * 2),
        ]
    )
    assert once == twice
    assert once.people is not None


def test_points_stand_for_a_status() -> None:
    """Full points are met, none not_met, some partial; points that the criterion cannot give are no answer."""
    cases = [(MET, [("王", "", points)]) for points in ("5", "0", "2.5", "6", "-1", "5.0")]
    found = figures_of(cases)
    assert cells(found) == {("met", "met"): 2, ("met", "partial"): 1, ("met", "not_met"): 1}
    assert found.undecided == 2


def test_bias_is_the_mean_of_the_differences() -> None:
    """Bias is the machine's points less the person's, over the pairs where both are known, half up to two places."""
    found = figures_of(
        [
            (MET, [("王", "met", "4")]),  # laxer by 1, with the same status
            (NOT_MET, [("王", "partial", "2")]),  # stricter by 2
            (MET, [("王", "met", "5")]),
            (MET, [("王", "not_met", "")]),  # laxer, the points not known
            (criterion("a", "unsure"), [("王", "not_met", "0")]),
        ]
    )
    assert (found.scored, found.bias) == (3, "-0.33")
    assert (found.stricter, found.laxer) == (1, 2)


def test_no_bias_has_no_sign() -> None:
    """Differences that cancel out come to 0.00, and where no points are known there is no bias."""
    found = figures_of([(MET, [("王", "partial", "4.998")]), (NOT_MET, [("王", "met", "0.004")])])
    assert found.bias == "0.00"
    assert figures([("met", "met")]).bias is None


def test_people_are_compared_among_themselves() -> None:
    """Each two people who answered on the same call are a pair; each one's last answer counts."""
    found = figures_of(
        [
            (MET, [("王", "not_met", ""), ("李", "met", ""), ("王", "met", ""), ("赵", "not_met", "")]),
            (MET, [("王", "met", ""), ("李", "unsure", "")]),
            (MET, [("王", "met", ""), ("李", "met", "")]),
        ]
    )
    assert found.people is not None
    assert (found.people.items, found.people.pairs, found.people.agreed) == (2, 4, 2)
    assert found.people.agreement.value == 0.5


def test_one_answer_throughout_has_no_kappa_and_says_so() -> None:
    """Where both sides always say the same, the agreement is full, kappa is None and the reason is told."""
    found = figures([("met", "met")] * 30)
    assert found.agreement == Estimate(1.0, 0.886487, 1.0)
    assert found.kappa is None
    assert "同一种结果" in found.because


@given(st.lists(st.tuples(st.sampled_from(MACHINE), st.sampled_from(PERSON)), min_size=1, max_size=40))
def test_every_decision_is_counted_once(pairs: list[tuple[str, str]]) -> None:
    """Pairs, doubts, errors, observers and the undecided add up to the calls decided; so does the confusion."""
    found = figures(pairs)
    assert found.decided == len(pairs)
    assert sum(cells(found).values()) == found.pairs + found.unsure + found.errors
    assert found.agreed + found.stricter + found.laxer <= found.pairs
    assert found.agreed == sum(count for (one, other), count in cells(found).items() if one == other)


@given(st.lists(st.tuples(st.sampled_from(MACHINE[:4]), st.sampled_from(MACHINE[:4])), min_size=1, max_size=30))
def test_machine_and_person_exchanged(pairs: list[tuple[str, str]]) -> None:
    """With the sides exchanged agreement and kappa stay, strict and lax change places, the confusion is turned."""
    one, other = figures(pairs), figures([(person, machine) for machine, person in pairs])
    assert (one.agreement, one.kappa) == (other.agreement, other.kappa)
    assert (one.stricter, one.laxer) == (other.laxer, other.stricter)
    assert cells(one) == {(machine, person): count for (person, machine), count in cells(other).items()}


def test_criteria_of_one_id_in_two_rubrics_are_kept_apart() -> None:
    """Two rubrics may call a criterion the same; each has figures of its own."""
    sheets = [sheet("c1", MET, rubric="r"), sheet("c2", NOT_MET, rubric="s")]
    found = compared(match(sheets, [decision("c1", "a", "met"), decision("c2", "a", "met")]))
    assert [(one.rubric, cells(one)) for one in found.criteria] == [
        ("r", {("met", "met"): 1}),
        ("s", {("not_met", "met"): 1}),
    ]
    assert (found.sheets, found.decisions, found.calls) == (2, 2, 2)
