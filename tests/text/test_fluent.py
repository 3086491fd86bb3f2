"""A text without its hesitation, and the way back to what was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.text.characters import FILLERS, normal_form
from autoscore.text.fluent import fluent


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("嗯，好的，呃我看看", "好的,我看看"),
        ("好，嗯，我看看", "好,我看看"),
        ("是啊，我看看", "是,我看看"),
        ("流嗯量不够", "流量不够"),
        ("嗯嗯", ""),
    ],
)
def test_hesitation_is_left_out(said: str, plain: str) -> None:
    """Fillers go, and with a filler that stands by itself the mark behind it."""
    assert fluent(said).text == plain


@given(st.text(alphabet=f"流量不够，。？、{FILLERS}", max_size=20))
def test_every_run_maps_back_to_the_words_it_came_from(said: str) -> None:
    """The raw run of any run begins and ends with its own characters, and holds no others but hesitation."""
    plain = fluent(said)
    for start in range(len(plain.text)):
        for end in range(start + 1, len(plain.text) + 1):
            low, high = plain.raw(start, end)
            assert fluent(said[low:high]).text.endswith(plain.text[end - 1])
            assert "".join(normal_form(said)[at] for at in plain.places[start:end]) == plain.text[start:end]
            assert low == plain.places[start]
            assert high == plain.places[end - 1] + 1


@given(st.text(alphabet="流量不够，。", max_size=12), st.integers(0, 12), st.sampled_from(FILLERS))
def test_a_filler_changes_nothing_but_a_mark_that_set_it_off(said: str, at: int, filler: str) -> None:
    """A filler put in anywhere leaves the same letters."""
    at = min(at, len(said))
    marks = str.maketrans("", "", ",。，")
    assert fluent(f"{said[:at]}{filler}{said[at:]}").text.translate(marks) == fluent(said).text.translate(marks)
