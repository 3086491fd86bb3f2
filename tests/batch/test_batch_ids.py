"""Ids that were used before, found in little memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.batch import distinct, ids
from autoscore.batch.ids import KEY, key_of, repeats
from autoscore.errors import Problem
from autoscore.model import Transcript, Turn


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), max_size=6), st.integers(1, 50))
def test_repeats_are_those_of_a_plain_search(runs: list[list[str]], at_once: int) -> None:
    """Whatever is compared at once, each name used before is found, with the place where it came first."""
    names = [name for run in runs for name in run]
    wanted = [(at, names.index(name)) for at, name in enumerate(names) if names.index(name) < at]
    keys = [b"".join(map(key_of, run)) for run in runs]
    assert repeats(keys, len(names), at_once) == wanted


def test_keys_are_as_long_as_they_should_be() -> None:
    """A key has its size whatever the name, also one that is no text."""
    assert {len(key_of(name)) for name in ("", "a" * 99, "\udc80")} == {KEY}


@given(names=st.lists(st.sampled_from("abcdef"), max_size=12))
def test_a_stream_forgets_no_id(names: list[str]) -> None:
    """Ids beyond those that memory holds are found too, with their first places."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ids, "_IN_MEMORY", 2)
        found = list(
            distinct(Transcript(name, (Turn("agent", "好"),), origin=f"f{at}") for at, name in enumerate(names))
        )
    for at, (name, one) in enumerate(zip(names, found, strict=True)):
        first = names.index(name)
        assert isinstance(one, Problem) is (first < at)
        assert not isinstance(one, Problem) or f" f{first} " in one.what
