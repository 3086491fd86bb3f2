"""Batches: all calls in order, none too many together."""

from hypothesis import given
from hypothesis import strategies as st

from autoscore.annotate import CALLS, batches, characters
from autoscore.annotate.batches import CHARACTERS
from autoscore.model import Transcript, Turn


@given(st.lists(st.integers(0, CHARACTERS), max_size=3 * CALLS))
def test_batches_are_the_items_in_order(sizes: list[int]) -> None:
    """Every item comes once and in order; a batch holds as many as it may, and only its last one may overfill it."""
    found = list(batches(sizes, lambda size: size))
    assert [size for batch in found for size in batch] == sizes
    assert all(batch and len(batch) <= CALLS and sum(batch[:-1]) < CHARACTERS for batch in found)
    assert all(len(batch) == CALLS or sum(batch) >= CHARACTERS for batch in found[:-1])


def test_no_more_is_taken_than_a_batch_needs() -> None:
    """The source is asked for a batch only when the one before has been handed over."""
    taken: list[int] = []
    source = (taken.append(at) or at for at in range(10 * CALLS))
    next(batches(source, lambda _: 1))
    assert len(taken) == CALLS


def test_what_is_no_call_has_no_characters() -> None:
    """A call has the characters of its turns; a problem in its place has none."""
    assert characters(Transcript("a", (Turn("agent", "您好"), Turn("customer", "嗯")))) == 3
    assert characters("坏了") == 0
