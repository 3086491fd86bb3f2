"""Hashes: the arrays give what a plain definition gives, no run leaves its text, and 0 stands for no feature."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autoscore.classify.hashes import BARRIER, BITS, buckets, rolling, step

PRIME, GOLDEN, SECOND, WORD = 0x01000193, 0x9E3779B1, 0x85EBCA6B, 0xFFFFFFFF
# Few different characters, so that runs are the same by chance; barriers are common; any code point may come.
code = st.sampled_from([BARRIER, BARRIER, 0x597D, 0x4E0D, 0x5417, 0x31]) | st.integers(0, 0x10FFFF)
codes = st.lists(code, max_size=24)
longest = st.integers(1, 8)
word = st.integers(0, WORD)
kind = st.integers(0, 99)


def array(values: list[int]) -> np.ndarray:
    return np.array(values, dtype=np.uint32)


def plain(run: list[int]) -> int:
    """Returns the hash of a run, character by character; 0 for one that holds a barrier."""
    if BARRIER in run:
        return 0
    total = run[0]
    for one in run[1:]:
        total = (total * PRIME & WORD) ^ one
    return total


def plain_bucket(key: int, kind_: int) -> int:
    """Returns the feature number of a key of a kind."""
    hashed = (key ^ (kind_ * SECOND & WORD)) * GOLDEN & WORD
    hashed = (hashed ^ hashed >> 15) * SECOND & WORD
    return max(hashed >> (32 - BITS), 1)


@given(codes, longest)
@example([], 3)
@example([BARRIER], 4)
@example([0x597D], 6)
def test_rolling_hashes_are_the_plain_ones(values: list[int], most: int) -> None:
    """At each place the hash of each length is the plain hash of the run from there; a run off the end has 0."""
    found = [one.tolist() for one in rolling(array(values), most)]
    assert found == [
        [plain(values[at : at + length]) if at + length <= len(values) else 0 for at in range(len(values))]
        for length in range(1, most + 1)
    ]


@given(st.lists(st.lists(code.filter(lambda one: one != BARRIER), max_size=6), max_size=5), longest)
def test_no_run_crosses_a_barrier(texts: list[list[int]], most: int) -> None:
    """Texts joined by barriers have, each in its place, the hashes that they have alone, and 0 at the barriers."""
    joined = [one for text in texts for one in (*text, BARRIER)]
    together = [one.tolist() for one in rolling(array(joined), most)]
    alone = [[one.tolist() for one in rolling(array(text), most)] for text in texts]
    for length in range(most):
        assert together[length] == [hashed for text in alone for hashed in (*text[length], 0)]


@given(codes, longest)
def test_what_is_hashed_stays_as_it_is(values: list[int], most: int) -> None:
    """The code points are not changed, and no array that was handed out is changed by the next."""
    before = array(values)
    handed = [(one, one.copy()) for one in rolling(before, most)]
    assert before.tolist() == values
    assert all((one == then).all() for one, then in handed)


@given(st.lists(st.tuples(word, word), max_size=8))
def test_a_step_takes_one_value_more(rows: list[tuple[int, int]]) -> None:
    """A run with one value more has the plain hash of its hash and the value, row by row."""
    first, more = array([row[0] for row in rows]), array([row[1] for row in rows])
    assert step(first, more).tolist() == [(one ^ other) * PRIME & WORD for one, other in rows]


@given(st.lists(st.tuples(word, word, word), max_size=8), st.lists(kind, min_size=3, max_size=3), st.data())
def test_buckets_are_the_plain_ones(rows: list[tuple[int, int, int]], kinds: list[int], data: st.DataObject) -> None:
    """A key's number is the plain one of key and kind; what is not held, and only that, has 0."""
    held = [data.draw(st.lists(st.booleans(), min_size=3, max_size=3)) for _ in rows]
    keys = array([*rows]).reshape(len(rows), 3)
    found = buckets(keys, array(kinds), np.array(held, dtype=np.bool_).reshape(len(rows), 3))
    assert found.tolist() == [
        [plain_bucket(key, kind_) if there else 0 for key, kind_, there in zip(row, kinds, line, strict=True)]
        for row, line in zip(rows, held, strict=True)
    ]
    assert keys.tolist() == [[*row] for row in rows]


@given(word, kind)
def test_a_number_is_within_the_table(key: int, kind_: int) -> None:
    """Numbers go from 1 to one below 2 ** BITS."""
    [[number]] = buckets(array([[key]]), array([kind_]), np.array([[True]]))
    assert 0 < number < 2**BITS


@pytest.mark.parametrize("keys", [range(0x4E00, 0x6200), [a | b << 8 for a in range(70) for b in range(70)]])
def test_keys_are_spread_over_the_table(keys: list[int]) -> None:
    """Characters, and pairs of cues, of two kinds fall on nearly as many numbers as chance would have them."""
    column = array([*keys])
    found = buckets(np.stack((column, column), axis=1), array([0, 20]), np.full((len(column), 2), fill_value=True))
    assert len(np.unique(found)) > 0.95 * found.size
