"""How noisy a call is: the estimate grows with the errors made, and does not depend on the calls beside it."""

import statistics
import sys
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

import pytest
from annotate_kit import ANNOTATOR, call
from hypothesis import given, settings
from hypothesis import strategies as st

from autoscore.annotate.noisiness import LEAST_CHARACTERS, MOST, noisiness, shipped
from autoscore.model import Transcript
from autoscore.readers import read_inputs
from autoscore.text.view import View

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.noise_channel import Channel, noisy  # noqa: E402 - the benchmarks are no package of the wheel
from benchmarks.noisiness import RATES, fit  # noqa: E402

ENCOUNTERS = ROOT / "tests/encounters/tuning"
HANDFUL = 12


@cache
def encounters() -> tuple[Transcript, ...]:
    """Returns every so many of the encounters, so that all groups are among them."""
    paths = sorted(str(path) for path in ENCOUNTERS.glob("*.txt"))
    read = read_inputs(paths[:: len(paths) // HANDFUL], roles={}, stdin=None)
    return tuple(one for one in read if isinstance(one, Transcript))


def noise(calls: Sequence[Transcript]) -> list[float]:
    """Returns the estimates of some calls, all worked out together."""
    view = View.of([turn.text for one in calls for turn in one.turns])
    return noisiness(view, tuple(accumulate((len(one.turns) for one in calls), initial=0)))


def test_the_estimate_grows_with_the_noise() -> None:
    """On average the estimate rises with the rate of errors, by at least half as much, from near none."""
    means = [statistics.mean(noise([noisy(one, Channel(rate), 3).call for one in encounters()])) for rate in RATES]
    assert means == sorted({*means})
    assert means[0] < 0.05
    assert means[-1] - means[0] >= (RATES[-1] - RATES[0]) / 2


def test_most_calls_look_noisier_with_noise() -> None:
    """Nine calls in ten have a higher estimate with a tenth of their characters wrong than with none."""
    before = noise(encounters())
    after = noise([noisy(one, Channel(0.1), 3).call for one in encounters()])
    assert len(before) >= HANDFUL
    assert sum(one < two for one, two in zip(before, after, strict=True)) >= 0.9 * len(before)


SAID = "您好请问有什么可以帮您的吗稍等一下，。ab 嗯"
calls = st.lists(st.lists(st.text(st.sampled_from(SAID), max_size=12), max_size=4), min_size=1, max_size=5)
LONG = "您好请问有什么可以帮您"


def long_call(characters: int) -> Transcript:
    """Returns a call of so many characters, the end of its one turn counted."""
    return call(f"a|{(LONG * 20)[: characters - 1]}")


def test_encounters_together_are_told_as_one_by_one() -> None:
    """What is told of a call does not depend on those beside it, to the last bit."""
    assert noise(encounters()) == [noise([one])[0] for one in encounters()]


@settings(deadline=None)
@given(calls, st.integers(0, 5))
def test_short_calls_among_long_ones_have_nothing_to_tell(batch: list[list[str]], place: int) -> None:
    """Whatever stands around it, a call of few or no words has 0, and a long one among such the same as alone."""
    read = [call(*(f"a|{text}" for text in texts)) for texts in batch]
    found = noise([*read[:place], long_call(LEAST_CHARACTERS), *read[place:]])
    [alone] = noise([long_call(LEAST_CHARACTERS)])
    assert found.pop(min(place, len(read))) == pytest.approx(alone)
    assert found == [0.0] * len(read)


def test_from_so_many_characters_on_there_is_something_to_tell() -> None:
    """Odd words show in a call that is long enough, and in no shorter one."""
    [short], [long] = (noise([call("a|" + ("晴纹友申么渴蚁梆宁" * 20)[:length])]) for length in (148, 149))
    assert short == 0.0 < long


@settings(deadline=None)
@given(calls)
def test_the_estimate_is_a_rate(batch: list[list[str]]) -> None:
    """Each estimate lies between none and the most that is told."""
    assert all(0.0 <= one <= MOST for one in noise([call(*(f"a|{text}" for text in texts)) for texts in batch]))


def test_an_empty_call_is_not_noisy() -> None:
    """A call without turns, or with nothing said in its one turn, has no errors."""
    assert noise([]) == []
    assert noise([call()]) == [0.0]
    assert noise([call("a|")]) == noise([call("a|", "c|嗯")]) == [0.0]


def test_a_document_tells_its_noise() -> None:
    """What is told of a call is kept with its document."""
    [noisiest] = [noisy(one, Channel(0.2), 3).call for one in encounters()[:1]]
    assert ANNOTATOR.annotate([noisiest])[0].noise == noise([noisiest])[0] > noise(encounters()[:1])[0]


def test_the_shipped_line_is_what_is_fitted() -> None:
    """The shipped line equals what is fitted now on the shipped counts; else run benchmarks/noisiness.py --write."""
    paths = [*sorted(str(path) for path in ENCOUNTERS.glob("*.txt")), str(ROOT / "tests/calls/tuning/calls.jsonl")]
    line = fit([one for one in read_inputs(paths, roles={}, stdin=None) if isinstance(one, Transcript)])
    # Another processor may round the last digit otherwise.
    assert (line.constant, *line.weights) == pytest.approx((shipped().constant, *shipped().weights), abs=5e-5)
