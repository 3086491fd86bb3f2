"""Runs in arrays against the plain definitions: which overlap, and the best that do not."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autoscore.lexicon.runs import Runs, apart, overlapping

run = st.tuples(st.integers(0, 2), st.integers(0, 30), st.integers(1, 9))
some_runs = st.lists(run, max_size=25)


def of(rows: list[tuple[int, int, int]]) -> Runs:
    kinds, starts, lengths = (
        np.array(column, dtype=np.int64) for column in (zip(*rows, strict=True) if rows else [[]] * 3)
    )
    return Runs(kinds, starts, starts + lengths)


def meet(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[1] + other[2] and other[1] < one[1] + one[2]


@given(some_runs, some_runs)
def test_pairs_are_all_that_overlap(some: list[tuple[int, int, int]], others: list[tuple[int, int, int]]) -> None:
    """Each pair of runs of one kind that share a place is told once, and no other pair."""
    rows, found = overlapping(of(some), of(others))
    pairs = list(zip(rows.tolist(), found.tolist(), strict=True))
    plain = {(i, j) for i, one in enumerate(some) for j, other in enumerate(others) if meet(one, other)}
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == plain


@given(some_runs, st.data())
def test_what_stays_is_what_a_plain_walk_from_the_best_on_keeps(
    rows: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    """From the lowest rank on, a run is kept that overlaps none kept before; of equal ranks the first goes first."""
    ranks = data.draw(st.lists(st.integers(0, 5), min_size=len(rows), max_size=len(rows)))
    kept: list[int] = []
    for row in sorted(range(len(rows)), key=lambda row: (ranks[row], row)):
        if not any(meet(rows[row], rows[other]) for other in kept):
            kept.append(row)
    assert apart(of(rows), np.array(ranks, dtype=np.int64)).tolist() == kept
