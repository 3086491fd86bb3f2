"""The corpus and the tables of the throughput benchmark: the same bytes again, the shape of real calls, right sums."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autoscore.api import Transcript, read_inputs
from autoscore.model import Turn

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.corpus import Shape, corpus, line_of, write  # noqa: E402 - the benchmarks are no package of the wheel
from benchmarks.corpus_call import FEWEST_TURNS, MOST_TURNS  # noqa: E402
from benchmarks.corpus_fresh import SHORT, Fresh  # noqa: E402
from benchmarks.corpus_pool import pool  # noqa: E402
from benchmarks.corpus_words import spoken  # noqa: E402
from benchmarks.plain_scorer import pattern_of, spelled_out, ways_of  # noqa: E402
from benchmarks.throughput_rubrics import phrases, rubric_of  # noqa: E402
from benchmarks.throughput_stages import OTHER, shares, stage_at, stage_of  # noqa: E402
from benchmarks.throughput_table import Pace, Point, number, summaries, table, verdict  # noqa: E402
from benchmarks.throughput_ways import BULK, JIEBA, JSON, MSGSPEC, SEGMENTED, SINGLE, bulk, pace, ways  # noqa: E402

CALLS = 60


@pytest.fixture(scope="module")
def calls() -> list[Transcript]:
    return list(islice(corpus(), CALLS))


@pytest.fixture(scope="module")
def fresh() -> list[Transcript]:
    return list(islice(corpus(fresh=True), CALLS))


def texts(calls: list[Transcript]) -> Iterator[str]:
    return (turn.text for call in calls for turn in call.turns)


def shape_of(calls: list[Transcript]) -> Shape:
    shape = Shape()
    for call in calls:
        shape.add(call)
    return shape


def test_the_same_seed_gives_the_same_bytes(calls: list[Transcript]) -> None:
    """A corpus made again is the same to the byte, however many calls are taken."""
    again = list(islice(corpus(), CALLS // 2))
    assert b"".join(map(line_of, again)) == b"".join(map(line_of, calls[: CALLS // 2]))


def test_another_seed_gives_other_calls(calls: list[Transcript]) -> None:
    """No call of one seed is said by another."""
    other = {call.turns for call in islice(corpus(seed=1), 10)}
    assert other.isdisjoint(call.turns for call in calls)


def test_calls_have_the_shape_of_real_ones(calls: list[Transcript]) -> None:
    """Turns, characters and the agents' share are those of telephone calls; both sides speak in every one."""
    shape = shape_of(calls)
    assert all(FEWEST_TURNS <= len(call.turns) <= MOST_TURNS for call in calls)
    assert 50 <= shape.turns / shape.calls <= 70
    assert 800 <= shape.characters / shape.calls <= 1200
    assert 0.65 <= shape.agents <= 0.8
    assert all({turn.role for turn in call.turns} == {"agent", "customer"} for call in calls)


def test_no_slot_is_left_and_no_turn_is_empty(calls: list[Transcript], fresh: list[Transcript]) -> None:
    """Every slot of a template is filled, and every turn says something."""
    assert not [text for text in (*texts(calls), *texts(fresh)) if "{" in text or "}" in text or not text.strip()]


def test_turns_follow_each_other_in_time(calls: list[Transcript]) -> None:
    """No turn starts before the one before it has ended."""
    for call in calls:
        times = [time for turn in call.turns for time in (turn.start, turn.end) if time is not None]
        assert len(times) == 2 * len(call.turns)
        assert times == sorted(times)


def test_the_reader_reads_what_is_written(calls: list[Transcript], tmp_path: Path) -> None:
    """The file is the native form: what is read are the calls that were made."""
    path = tmp_path / "calls.jsonl"
    with path.open("wb") as out:
        shape = write(calls, out)
    read = [one for one in read_inputs([str(path)], roles={}, stdin=None) if isinstance(one, Transcript)]
    assert [(one.id, one.turns, one.channel, one.date, one.metadata) for one in read] == [
        (one.id, one.turns, one.channel, one.date, one.metadata) for one in calls
    ]
    assert shape.bytes == path.stat().st_size


def test_scripts_are_repeated_as_in_real_calls(calls: list[Transcript]) -> None:
    """In a few calls most turns are new, but what everybody says is said again and again."""
    shape = shape_of(calls)
    assert 0.5 < shape.unique_turns < 0.8
    assert shape.unique_turns < shape.unique_characters
    assert Counter(texts(calls)).most_common(1)[0][1] > CALLS


def test_fresh_says_nothing_long_twice(fresh: list[Transcript]) -> None:
    """With `--fresh` no turn longer than four characters comes twice."""
    long = [text for text in texts(fresh) if len(text) > SHORT]
    assert len(set(long)) == len(long)


def test_fresh_keeps_what_is_new() -> None:
    """What was not said before stays as it is; what was is changed, and only there."""
    call = Transcript("one", (Turn("agent", "请您稍等一下。我查查。"), Turn("customer", "好的。")))
    made = Fresh()
    assert made.call(call) == call
    again = made.call(msgspec.structs.replace(call, id="two"))
    assert again.turns[1] == call.turns[1]
    assert again.turns[0].text != call.turns[0].text
    assert again.turns[0].text.endswith("我查查。")


def test_calls_of_a_wanted_length() -> None:
    """A number of turns that is asked for is met, far beyond what calls are."""
    assert [len(call.turns) for size in (12, 480) for call in islice(corpus(turns=size), 3)] == [12] * 3 + [480] * 3


@pytest.mark.parametrize(
    ("value", "said"), [(1, "一"), (10, "十"), (21, "二十一"), (105, "一百零五"), (110, "一百一十")]
)
def test_numbers_as_they_are_said(value: int, said: str) -> None:
    """Numbers are said with their places."""
    assert spoken(value) == said


PACES = st.builds(Pace, st.floats(0.001, 10, allow_nan=False), st.integers(1, 100), st.integers(100, 10_000))


@given(st.lists(st.tuples(PACES, PACES), min_size=1, max_size=7))
def test_ratios_are_of_the_same_round(rounds: list[tuple[Pace, Pace]]) -> None:
    """A way is as fast as itself, and a way against a reference is the reciprocal where there is one round."""
    found = summaries({"a": [one for one, _ in rounds], "b": [two for _, two in rounds]}, ("a", "b"))
    assert found[0].ratios[0] == found[1].ratios[1] == 1.0
    if len(rounds) == 1:
        assert found[0].ratios[1] == pytest.approx(1 / found[1].ratios[0])


def test_a_part_of_the_calls_counts_by_its_characters() -> None:
    """Half the calls in half the time is the same speed; microseconds are those of a call of mean length."""
    whole, half = Pace(2.0, 10, 1000), Pace(1.0, 4, 500)
    found = summaries({"whole": [whole, whole], "half": [half, half]}, ("whole",))
    assert [one.microseconds for one in found] == pytest.approx([200_000.0, 200_000.0])
    assert found[1].ratios == (1.0,)


def test_a_line_that_bends_up_is_told() -> None:
    """Growth as the size grows is a straight line, more is told as steeper."""
    assert verdict([Point(10, 1.0), Point(100, 10.0)]).endswith("a straight line or better")
    assert verdict([Point(10, 1.0), Point(100, 20.0)]).endswith("STEEPER than a straight line")


def test_tables_are_markdown() -> None:
    """Numbers stand to the right, with three figures or so."""
    assert table(("a", "b"), [("x", number(1234.5)), ("y", number(1.234))]).splitlines() == [
        "| a | b |",
        "| --- | ---: |",
        "| x | 1,234 |",
        "| y | 1.23 |",
    ]


def test_stages_are_told_by_the_longest_name() -> None:
    """A module belongs to the stage whose name fits it best; what many stages use belongs to its caller."""
    assert stage_of("autoscore.lexicon.heard") != stage_of("autoscore.lexicon.matcher")
    assert stage_of("autoscore.model.hit") is None
    assert stage_at(None) == OTHER


def test_shares_add_up() -> None:
    """The shares of a piece of work come to one, and work outside the package is told as such."""
    found = shares(lambda: [json.dumps(list(range(1000))) for _ in range(1500)])
    assert set(found) == {OTHER}
    assert sum(found.values()) == pytest.approx(1.0)


def test_the_ways_run(calls: list[Transcript], tmp_path: Path) -> None:
    """Every way does all its calls; call by call and in bulk the same sheets come out."""
    lines = [line_of(call) for call in calls[:6]]
    (tmp_path / "calls.jsonl").write_bytes(b"".join(lines))
    bulk(tmp_path / "calls.jsonl", tmp_path / "out")
    made = ways(tmp_path, (JIEBA, JSON, MSGSPEC, BULK, SEGMENTED))
    done = [pace(name, way, lines) for name, way in made.items()]
    assert {(one.calls, one.characters) for one in done} == {(6, sum(map(len, texts(calls[:6]))))}
    ways(tmp_path, (SINGLE,))[SINGLE](lines)
    assert (tmp_path / "single.jsonl").read_bytes() == (tmp_path / "out" / "sheets.jsonl").read_bytes()


def test_the_yardstick_reads_the_lexicons() -> None:
    """Lines of a lexicon become strings, patterns and blocks; a block takes a hit away."""
    ways_ = ways_of(["您好", "请[您]稍(等|候)", "还有其他…吗", "- 您好像", "=在", "~ 周六"], "agent", {})
    assert ways_.find("您好请讲") == (0, 2)
    assert ways_.find("请稍候") == (0, 3)
    assert ways_.find("还有其他问题吗") == (0, 7)
    assert ways_.find("您好像说过") is None
    assert ways_.find("在") == (0, 1)
    assert ways_.find("在吗") is None
    assert ways_.find("周六") is None


def test_the_yardstick_reads_brackets_and_slots() -> None:
    """Brackets may stand in brackets, slots hold the values of their files."""
    assert pattern_of("[您(贵|尊)]姓{称呼}", {"称呼": ["先生"]}).search("您贵姓先生")
    assert spelled_out("(早上|晚上)好[啊]") == ["早上好啊", "早上好", "晚上好啊", "晚上好"]


@pytest.mark.parametrize("size", [10, 300])
def test_rubrics_of_any_size(size: int) -> None:
    """A rubric has as many criteria as are asked for, each with its own id and, where it asks, its own form."""
    criteria = rubric_of(size).criteria
    assert len({one.id for one in criteria}) == len(criteria) == size
    asking = [repr(one.form) for one in criteria if one.form_key != "observer"]
    assert len(set(asking)) > 0.9 * len(asking)


def test_phrases_of_any_number() -> None:
    """Phrases come each once, the first of more being those of fewer."""
    some, more = phrases(pool(), 100), phrases(pool(), 1000)
    assert len(set(more)) == len(more) == 1000
    assert more[:100] == some
