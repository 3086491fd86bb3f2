"""`all`, `any`, `none` and `at_least_of`: three-valued logic, by whole tables."""

from itertools import product

import pytest
from operators_kit import NO, UNSURE, YES, ask, call, spans

from autoscore.model import Document, Finding, Hit, Scope, Searched, Transcript, Truth, Turn
from autoscore.operators import Condition, Context, Operator
from autoscore.operators.logic import All, Any, AtLeast, Nothing

DOCUMENT = Document(Transcript("t", (Turn("agent", "一二三四五六七八"),)), ("agent",), ())
PAIRS = list(product(Truth, repeat=2))
TRIPLES = list(product(Truth, repeat=3))


class Fixed(Operator, frozen=True, kw_only=True):
    """一个答案早已定下的条件，供测试用。"""

    truth: Truth
    hits: tuple[Hit, ...] = ()
    because: str = ""

    def find(self, *_: object) -> Finding:
        """Answers what it was told to."""
        return Finding(self.truth, self.hits, self.because, Searched("agent", (0, 0)))


def fixed(*truths: Truth) -> tuple[Condition, ...]:
    """Returns conditions with these answers, each with a hit of its own and a reason that names it."""
    return tuple(
        Condition(Fixed(truth=truth, hits=(Hit(0, place * 2, place * 2 + 2, f"h{place}"),), because=f"第{place}条"))
        for place, truth in enumerate(truths)
    )


def answer(operator: Operator) -> Finding:
    return operator.find(DOCUMENT, Scope(), Context())


def labels(found: Finding) -> set[str]:
    return {hit.label for hit in found.hits}


@pytest.mark.parametrize("truths", PAIRS + TRIPLES)
def test_all_is_as_true_as_its_least_true_part(truths: tuple[Truth, ...]) -> None:
    """One NO makes NO, else one UNSURE makes UNSURE; a YES or a doubt shows the words of every part."""
    found = answer(All(all=fixed(*truths)))
    assert found.truth is (NO if NO in truths else UNSURE if UNSURE in truths else YES)
    if found.truth is NO:
        assert labels(found) == {f"h{truths.index(NO)}"}
    else:
        assert labels(found) == {f"h{place}" for place in range(len(truths))}


@pytest.mark.parametrize("truths", PAIRS + TRIPLES)
def test_any_is_as_true_as_its_truest_part(truths: tuple[Truth, ...]) -> None:
    """One YES makes YES, else one UNSURE makes UNSURE; the words shown are those of the parts that decide."""
    found = answer(Any(any=fixed(*truths)))
    assert found.truth is (YES if YES in truths else UNSURE if UNSURE in truths else NO)
    assert labels(found) == {f"h{place}" for place, truth in enumerate(truths) if truth is found.truth}


@pytest.mark.parametrize("truths", PAIRS + TRIPLES)
def test_none_is_the_opposite_of_any(truths: tuple[Truth, ...]) -> None:
    """`none` turns the answer of `any` round, keeps its doubt, and shows the same words."""
    without, some = answer(Nothing(none=fixed(*truths))), answer(Any(any=fixed(*truths)))
    assert without.truth is {YES: NO, NO: YES, UNSURE: UNSURE}[some.truth]
    assert without.hits == some.hits


@pytest.mark.parametrize("wanted", range(5))
@pytest.mark.parametrize("truths", PAIRS + TRIPLES)
def test_at_least_counts_what_is_sure_and_what_is_possible(truths: tuple[Truth, ...], wanted: int) -> None:
    """Enough sure parts make YES; if the doubtful ones could make it enough, UNSURE; else NO."""
    found = answer(AtLeast(at_least_of=wanted, of=fixed(*truths)))
    sure, possible = truths.count(YES), len(truths) - truths.count(NO)
    assert found.truth is (YES if sure >= wanted else UNSURE if possible >= wanted else NO)
    assert labels(found) == {f"h{place}" for place, truth in enumerate(truths) if truth is not NO}


@pytest.mark.parametrize("truth", Truth)
def test_one_part_is_its_own_answer(truth: Truth) -> None:
    """A list of one says what its one part says."""
    [part] = fixed(truth)
    assert {answer(All(all=(part,))).truth, answer(Any(any=(part,))).truth} == {truth}
    assert answer(AtLeast(at_least_of=1, of=(part,))).truth is truth


@pytest.mark.parametrize("truths", PAIRS)
def test_the_order_of_the_parts_does_not_matter_to_the_answer(truths: tuple[Truth, ...]) -> None:
    """Truth and words are the same whichever part stands first."""
    there, back = fixed(*truths), fixed(*truths)[::-1]
    for one, other in (
        (Any(any=there), Any(any=back)),
        (Nothing(none=there), Nothing(none=back)),
        (AtLeast(at_least_of=1, of=there), AtLeast(at_least_of=1, of=back)),
    ):
        assert (answer(one).truth, answer(one).hits) == (answer(other).truth, answer(other).hits)
    assert answer(All(all=there)).truth is answer(All(all=back)).truth


@pytest.mark.parametrize("truths", PAIRS)
def test_de_morgan(truths: tuple[Truth, ...]) -> None:
    """Not all is some not; not any is all not."""
    parts = fixed(*truths)
    nots = tuple(Condition(Nothing(none=(part,))) for part in parts)
    assert answer(Nothing(none=(Condition(All(all=parts)),))).truth is answer(Any(any=nots)).truth
    assert answer(Nothing(none=(Condition(Any(any=parts)),))).truth is answer(All(all=nots)).truth


def test_one_run_of_words_is_shown_once() -> None:
    """Where two parts count the same words, or words inside others, the longer run is shown, once."""
    told = call("客服：{long:{short:您好}，请讲}", "客服：{short:再见}")
    found = ask("{all: [{act: long}, {act: short}]}", told)
    assert (found.truth, spans(found)) == (YES, {hit.span for hit in told.document.hits if hit.end != 2 or hit.turn})


def test_what_speaks_against_is_shown() -> None:
    """`none` that fails shows the words that were not to be said."""
    told = call("客服：[[{rude:你急什么]]}，等着")
    found = ask("{none: [{act: rude}]}", told)
    assert (found.truth, spans(found)) == (NO, told.marked)
