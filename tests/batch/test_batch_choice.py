"""Which calls are scored: the first ones, samples that anyone can draw again, those since a day."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from bulk_kit import call, contents, ids, manifest, scored, written
from hypothesis import given
from hypothesis import strategies as st

from autoscore.batch.choice import Choice, Counts, chosen, day, picked
from autoscore.batch.risk import WEIGHTS, signs, weight
from autoscore.errors import Place, Problem, UsageError
from autoscore.model import Transcript, Turn
from autoscore.readers import Reading


def transcript(name: str, text: str = "您好", agent: str = "", date: str | None = None, turns: int = 9) -> Transcript:
    facts = {"agent": agent} if agent else {}
    return Transcript(name, (Turn("customer", text), *[Turn("agent", "好的")] * (turns - 1)), None, date, facts)


def drawn(choice: Choice, readings: list[Reading]) -> list[str]:
    found = picked(choice, lambda: iter(readings), Counts())
    return [one.id if isinstance(one, Transcript) else "!" for one in found]


BROKEN = Problem(Place("x"), "坏了")
MANY: list[Reading] = [transcript(f"c{at}", agent=f"a{at % 4}") for at in range(200)]


@given(st.lists(st.booleans(), max_size=12), st.integers(1, 14))
def test_the_first_calls(good: list[bool], limit: int) -> None:
    """The first n calls are taken with what cannot be read before the last of them, and nothing is read after it."""
    readings = [transcript(f"c{at}") if one else BROKEN for at, one in enumerate(good)]
    wanted, calls = [], 0
    for reading in readings:
        if calls == limit:
            break
        wanted.append(reading.id if isinstance(reading, Transcript) else "!")
        calls += isinstance(reading, Transcript)
    assert drawn(Choice(limit=limit), readings) == wanted
    tasks = [readings[at : at + 3] for at in range(0, len(readings), 3)]
    places = [3 * number + at for number, found in chosen(Choice(limit=limit), tasks, Counts()) for at in found]
    assert places == list(range(len(wanted)))


@given(st.randoms(use_true_random=False), st.integers(1, 250), st.integers(0, 9))
def test_a_sample_does_not_depend_on_the_order(order: object, size: int, seed: int) -> None:
    """The same seed draws the same calls from the same ids in any order; a smaller sample is part of a larger."""
    mixed = MANY.copy()
    order.shuffle(mixed)  # type: ignore[attr-defined]
    choice = Choice(sample=size, seed=seed)
    found = set(drawn(choice, MANY))
    assert set(drawn(choice, mixed)) == found
    assert len(found) == min(size, len(MANY))
    assert set(drawn(Choice(sample=size // 2 + 1, seed=seed), MANY)) <= found or size == 1


def test_seeds_draw_other_samples() -> None:
    """Over many seeds every call is drawn about as often."""
    counts = Counter(name for seed in range(200) for name in drawn(Choice(sample=20, seed=seed), MANY))
    assert len(counts) == len(MANY)
    assert 5 <= min(counts.values()) <= max(counts.values()) <= 40


def test_a_sample_of_each_agent() -> None:
    """Each agent has as many calls in it, or all that he has; calls without an agent are one agent's."""
    readings = [*MANY, transcript("x", agent="few"), transcript("y"), transcript("z")]
    found = drawn(Choice(sample=2, by="agent"), readings)
    agents = Counter(
        one.metadata.get("agent", "") for one in readings if isinstance(one, Transcript) and one.id in found
    )
    assert agents == {"a0": 2, "a1": 2, "a2": 2, "a3": 2, "few": 1, "": 2}


def test_calls_at_risk_are_drawn_more_often() -> None:
    """A call in which a customer complains is drawn about as many times more often as its weight says."""
    readings: list[Reading] = [
        transcript(f"c{at}", "我要投诉你们" if at % 10 == 0 else "我查话费") for at in range(400)
    ]
    assert [weight(one) for one in readings[:2] if isinstance(one, Transcript)] == [1 + WEIGHTS["complaint"], 1]
    counts = Counter(
        int(name[1:]) % 10 == 0
        for seed in range(100)
        for name in drawn(Choice(sample=20, seed=seed, by="risk"), readings)
    )
    assert counts.total() == 2000
    # 40 calls of weight 4 among 360 of weight 1: a little under 4 / 13 of the first draws.
    assert 0.25 < counts[True] / counts.total() < 0.31


def test_signs_of_risk() -> None:
    """Each sign is told by what shows it, and an agent's own words are none."""
    assert list(signs(transcript("a"))) == []
    assert list(signs(Transcript("a", (Turn("agent", "您要投诉吗"), *[Turn("customer", "不")] * 6)))) == []
    assert list(signs(transcript("a", turns=3))) == ["short"]
    assert list(signs(transcript("a", turns=90))) == ["long"]
    late = (Turn("agent", "一", 0.0, 1.0), Turn("agent", "二", 21.0, 22.0), *[Turn("agent", "三")] * 6)
    assert list(signs(Transcript("a", late))) == ["silence"]
    assert list(signs(Transcript("a", late[2:] * 2, notices=(("no_role", "x"),)))) == ["noticed"]


def test_calls_since_a_day() -> None:
    """Calls of that moment and later are taken by their own clock; those without a date are left out, and counted."""
    dates = ["2026-02-17T23:59", "2026-02-18", "2026-02-18T09:30", "2026-02-18T08:00+08:00", None]
    readings = [transcript(f"c{at}", date=date) for at, date in enumerate(dates)]
    counts = Counts()
    for since, wanted in (("2026-02-18", ["c1", "c2", "c3"]), ("2026-02-18T08:30", ["c2"])):
        counts = Counts()
        found = picked(Choice(since=day(since)), lambda: iter(readings), counts)
        assert [one.id for one in found if isinstance(one, Transcript)] == wanted
    assert (counts.before, counts.undated) == (3, 1)
    with pytest.raises(UsageError, match="昨天"):
        day("昨天")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    days = [f"2026-02-{1 + at % 20:02d}" if at % 7 else None for at in range(60)]
    calls = [
        call(f"c{at}", metadata={"agent": f"a{at % 3}"}, **({"date": one} if one else {}))
        for at, one in enumerate(days)
    ]
    written(tmp_path / "in" / "b.jsonl", *calls[:30], "{")
    written(tmp_path / "in" / "a.jsonl", *calls[30:])
    return tmp_path / "in"


@pytest.mark.parametrize(
    "choice",
    [
        Choice(limit=7),
        Choice(sample=9, seed=3),
        Choice(sample=3, by="agent"),
        Choice(sample=9, by="risk"),
        Choice(since=day("2026-02-11")),
        Choice(sample=5, since=day("2026-02-11")),
        Choice(limit=40, since=day("2026-02-11")),
    ],
)
def test_a_folder_holds_what_was_chosen(choice: Choice, source: Path, tmp_path: Path) -> None:
    """Into a folder, in tasks of any size, goes what a stream would choose, and the manifest says what was left out."""
    from autoscore.readers import read_inputs

    def read() -> Iterator[Reading]:
        return read_inputs([str(source)], roles={}, stdin=None)

    counts = Counts()
    wanted = [one.id for one in picked(choice, read, counts) if isinstance(one, Transcript)]
    made = []
    for number, options in enumerate(({}, {"piece": 10**6}, {"jobs": 1, "piece": 300})):
        scored(tmp_path / f"out{number}", source, choice=choice, **options)
        assert ids(tmp_path / f"out{number}") == wanted
        made.append(contents(tmp_path / f"out{number}"))
    assert made[0] == made[1] == made[2]
    assert manifest(tmp_path / "out0")["chosen"] == json.loads(json.dumps(choice.facts(counts)))["chosen"]
    assert manifest(tmp_path / "out0")["counts"]["failed"] == (0 if choice.limit == 7 else 1)
