"""Timing: waits, silence, first reply, overlaps and pace, as far as the stamps tell them."""

import pytest
from annotate_kit import call, document, hits

from autoscore.annotate.places import places
from autoscore.annotate.timing import Wait, end_of, has_stamps, waits
from autoscore.model import Metrics

WAITS: dict[str, tuple[tuple[str, ...], tuple[Wait, ...]]] = {
    "silence": (("a 0-2|我查一下", "a 30-32|查到了"), (Wait(0, 1, 28.0),)),
    "the customer keeps the line alive": (
        ("a 0-2|我查一下", "c 2.5-3|嗯", "c 20-21|好的好的", "a 30.25-32|查到了"),
        (Wait(0, 3, 28.25),),
    ),
    "the customer talks": (
        ("a 0-2|我查一下", "c 3-9|我上个月的话费怎么这么多", "a 30-32|查到了"),
        (Wait(1, 2, 21.0),),
    ),
    "eight characters are back-channel": (("a 0-2|查", "c 3-4|一二三四五六七八", "a 30-32|好"), (Wait(0, 2, 28.0),)),
    "nine are speech": (("a 0-2|查", "c 3-4|一二三四五六七八九", "a 30-32|好"), (Wait(1, 2, 26.0),)),
    "only the agent ends a wait": (("a 0-2|查", "c 30-31|怎么还没有查好啊你们", "a 31.5-32|好"), ()),
    "a second": (("a 0-2|查", "a 3-4|好"), (Wait(0, 1, 1.0),)),
    "less than a second": (("a 0-2|查", "a 2.75-4|好"), ()),
    "overlap": (("a 0-20|查", "a 7-8|好"), ()),
    "the customer first": (("c 0-1|好", "a 20-21|好"), ()),
    "no stamps": (("a|查", "a|好"), ()),
    "no stamp where it ends": (("a 0-2|查", "a|好"), ()),
    "starts only": (("a 0|请您稍等", "a 30|好"), (Wait(0, 1, 29.2),)),
    "starts only, the next turn cuts it": (("a 0|我去后面给您查一下好吗", "c 1|好", "a 30|好"), (Wait(0, 2, 29.0),)),
    "two waits": (("a 0-2|查", "a 10-12|再查", "c 13-14|好", "a 20-21|好"), (Wait(0, 1, 8.0), Wait(1, 3, 8.0))),
    "nothing said": ((), ()),
}


def metrics(*turns: str) -> Metrics:
    return document(*turns).metrics


@pytest.mark.parametrize(("turns", "expected"), WAITS.values(), ids=WAITS)
def test_waits(turns: tuple[str, ...], expected: tuple[Wait, ...]) -> None:
    """A wait is from the end of the last words of substance to the agent's next turn, at least a second."""
    transcript = call(*turns)
    assert waits(transcript, tuple(turn.role for turn in transcript.turns)) == expected


def test_a_wait_is_a_hit_at_the_turn_before_it() -> None:
    """A wait is a hit of the agent over the whole turn before it, with its seconds and the turn that ends it."""
    found = document("a 0-2|我查一下", "c 2.5-3|嗯", "a 30.5-32|查到了")
    assert [(hit.turn, hit.start, hit.end, hit.by, hit.facts) for hit in hits(found, "wait")] == [
        (0, 0, 4, "agent", (("seconds", "28.5"), ("until", "2")))
    ]


def test_where_a_turn_ends() -> None:
    """A turn ends as stamped, else five characters a second after its start, but not behind the next start."""
    transcript = call("a 0-2|一二三四五", "a 3|一二三四五", "a 3.5|一二三四五六七八九十", "a|好")
    assert [end_of(transcript, index) for index in range(4)] == [2.0, 3.5, 5.5, None]


def test_most_turns_must_have_stamps() -> None:
    """A call is timed where more than half of its turns have a start."""
    assert has_stamps(call("a 0|一", "a 1|一", "a|一"))
    assert not has_stamps(call("a 0|一", "a|一"))
    assert not has_stamps(call())


def test_values_of_a_timed_call() -> None:
    """Pace is characters a minute of the agent, silence the longest gap, reply the first after the customer."""
    assert metrics(
        "a 0-3|一二三四五六", "c 4.5-6|一二三", "a 6.25-9.25|一二三", "c 9-12|一", "a 14-14.5|一"
    ) == Metrics(agent_chars_per_minute=92.3, longest_silence=2.0, first_reply=0.25, overlaps=1)


def test_a_slight_overlap_is_none() -> None:
    """Up to a fifth of a second is the recogniser's play; more is one speaker in the other's words."""
    assert metrics("a 0-3|一", "c 2.75-4|一", "a 3.7-5|一").overlaps == 2
    assert metrics("a 0-3|一", "c 2.85-4|一", "a 3.9-5|一").overlaps == 0


def test_the_same_overlap_counts_the_same_at_any_time() -> None:
    """An overlap of exactly a fifth of a second is as much at the first second as at the third."""
    assert metrics("a 0-1|一", "c 0.8-4|一").overlaps == metrics("a 0-3|一", "c 2.8-4|一").overlaps


def test_speaking_before_the_other_ends_is_no_silence_and_an_immediate_reply() -> None:
    """Silence and reply are never negative."""
    found = metrics("c 0-3|一", "a 2-4|一", "c 3-5|一")
    assert (found.longest_silence, found.first_reply, found.overlaps) == (0.0, 0.0, 2)


def test_what_stamps_cannot_tell_is_none() -> None:
    """Without stamps nothing is measured; with starts only, there is no pace, silence, reply or overlap."""
    assert metrics("a|一", "c|一") == Metrics(None, None, None, None)
    assert metrics("c 0|一", "a 3|一") == Metrics(None, None, None, None)
    assert metrics("a 0-0|一").agent_chars_per_minute is None
    assert metrics() == Metrics()


def test_places_of_a_call() -> None:
    """The agent's first two turns open, with the first of all; the last three of either close; two follow a wait."""
    roles = ("ivr", "customer", "agent", "agent", "customer", "agent", "agent", "customer", "customer", "customer")
    found = places(roles, (Wait(3, 5, 9.0), Wait(7, 8, 4.9)))
    assert found.opening == {1, 2, 3}
    assert found.closing == {3, 5, 6, 7, 8, 9}
    assert found.wait == {5, 6}
    assert [found.holds(1, ("opening", "closing")), found.holds(4, ("opening", "wait")), found.holds(4, ())] == [
        True,
        False,
        True,
    ]
