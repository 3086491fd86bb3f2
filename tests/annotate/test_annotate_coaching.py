"""What a coach says about how somebody asks: each piece of advice exactly where its condition holds; sums of calls."""

import pytest
from annotate_kit import call
from hypothesis import given
from hypothesis import strategies as st

from autoscore.annotate import QuestionProfile, profile, summary, together
from autoscore.annotate.coaching import advice, told
from autoscore.annotate.question_profile import PUT, STAGES, questions_of, stage
from autoscore.model import LEANS_NONE, QUESTION, QUESTION_TYPES, Document, Hit, Role

PLACES = tuple((one, type_) for one in STAGES for type_ in QUESTION_TYPES)
counts = st.integers(0, 5)
profiles = st.builds(
    lambda asked, put, unsure, calls: QuestionProfile(
        tuple((*place, asked[place]) for place in PLACES if asked[place]),
        tuple((name, put[name]) for name in PUT if put[name]),
        unsure,
        calls,
    ),
    st.fixed_dictionaries(dict.fromkeys(PLACES, counts)),
    st.fixed_dictionaries(dict.fromkeys(PUT, counts)),
    counts,
    st.integers(1, 4),
)


def made(put: dict[str, int] | None = None, unsure: int = 0, **asked: int) -> QuestionProfile:
    """Makes a profile of a call: counts by type in its middle, and by how questions are put."""
    return QuestionProfile(
        tuple(("middle", name, asked[name]) for name in QUESTION_TYPES if name in asked),
        tuple((name, put[name]) for name in PUT if name in (put or {})) if put else (),
        unsure,
    )


def asked(turn: int, type_: str, by: Role = "agent", start: int = 0, doubt: str = "", **facts: str) -> Hit:
    pairs = (("type", type_), *facts.items())
    return Hit(turn, start, start + 1, QUESTION, by=by, doubt=doubt, facts=pairs)


def of(turns: int, *hits: Hit) -> Document:
    """Returns a call of so many turns, agent and customer in turns, with questions in it."""
    transcript = call(*(f"{'c' if at % 2 else 'a'}|一二三四五六" for at in range(turns)))
    roles = tuple(turn.role for turn in transcript.turns)
    return Document(transcript, roles, tuple(sorted(hits)), classified=True)


# ------------------------------------------------------------------ advice


@pytest.mark.parametrize(
    ("given_profile", "said"),
    [
        (made(), []),
        (made(open=2, closed=2), []),
        (made({"self_closed": 2}, open=4, choice=1), ["2 次自己把开放式问句封上了：问完停一停，等客户说"]),
        (made(open=3, rhetorical=1), ["1 句反问，客户容易听成责怪：改成直接说明"]),
        (made({"counter": 3}, open=4), ["3 次客户问来先反问：先答一句，再问"]),
        (made({"stacked": 4}, open=4), ["4 句是一口气连着问的：一次只问一件"]),
        (made({"half": 2}, open=4), []),
        (made(choice=5), ["没有一句开放式问句：先让客户敞开说，再用选择、确认收窄"]),
        (made(choice=4), []),
        (made(open=1, choice=6), ["开放式只占 14%：多让客户自己讲"]),
        (made(open=3, choice=17), []),
        (made(open=1, closed=4), ["封闭式占 80%，像在盘问：换几句开放式、可选式"]),
        (made(open=1, closed=3), []),
        (made(open=5, closed=15), []),
        (made(leading=9, open=2), []),
    ],
)
def test_each_advice_stands_where_its_condition_holds(given_profile: QuestionProfile, said: list[str]) -> None:
    """One piece of advice for each thing that could be better, none where all is well or too little was asked."""
    assert [*advice(given_profile)] == said


def test_the_most_useful_advice_is_first() -> None:
    """Where all could be better, closing one's own questions comes first and shares come last."""
    all_bad = made({"self_closed": 1, "stacked": 2, "counter": 1}, closed=8, rhetorical=2)
    heads = ("1 次自己把", "2 句反问", "1 次客户问来", "2 句是一口气", "没有一句开放式", "封闭式占 80%")
    assert len(advice(all_bad)) == len(heads)
    assert all(one.startswith(head) for one, head in zip(advice(all_bad), heads, strict=True))


@given(profiles)
def test_advice_follows_its_conditions(one: QuestionProfile) -> None:
    """In any profile each piece of advice is there exactly where its condition holds, and at most one on open ones."""
    said = "\n".join(advice(one))
    total, opens, closed = one.total, one.of_type("open"), one.of_type("closed")
    assert ("封上了" in said) == (one.put_so("self_closed") > 0)
    assert ("反问，" in said) == (one.of_type("rhetorical") > 0)
    assert ("先反问" in said) == (one.put_so("counter") > 0)
    assert ("一口气" in said) == (one.put_so("stacked") > 0)
    assert ("没有一句开放式" in said) == (total >= 5 and opens == 0)
    assert ("开放式只占" in said) == (total >= 5 and 0 < 100 * opens < 15 * total)
    assert ("像在盘问" in said) == (total >= 5 and 4 * closed > 3 * total)
    assert len(advice(one)) == len(set(advice(one))) <= 6


@pytest.mark.parametrize(
    ("given_profile", "words"),
    [
        (made(), "没有问句"),
        (made(open=1), "问了 1 句：开放式 1（100%）；开头 0、中间 1、收尾 0"),
        (
            QuestionProfile((("opening", "open", 1), ("closing", "closed", 2)), (), 1),
            "问了 3 句：开放式 1（33%）、封闭式 2（67%）；开头 1、中间 0、收尾 2；1 句的类型拿不准",
        ),
    ],
)
def test_a_profile_in_words(given_profile: QuestionProfile, words: str) -> None:
    """Types that are there with counts and shares, stages with counts, and how many are in doubt."""
    assert told(given_profile) == words


# ------------------------------------------------------------------ profiles


@pytest.mark.parametrize(
    ("turns", "stages"),
    [
        (1, ["opening"]),
        (2, ["opening", "middle"]),
        (5, ["opening", "middle", "middle", "middle", "closing"]),
        (10, ["opening"] * 2 + ["middle"] * 6 + ["closing"] * 2),
    ],
)
def test_stages_are_shares_of_the_turns(turns: int, stages: list[str]) -> None:
    """The first fifth of the turns is the opening, the last fifth the closing."""
    assert [stage(asked(turn, "open"), turns) for turn in range(turns)] == stages


def test_a_profile_counts_one_side() -> None:
    """Questions of the other side, and what leans to none, are left out; doubtful questions count and are told."""
    hits = (
        asked(0, "open"),
        asked(2, "closed", start=1, stacked="yes", counter="yes"),
        asked(2, "closed", start=3, stacked="yes", doubt="weak"),
        asked(4, "open", half="yes"),
        asked(6, "choice", doubt="weak", **{LEANS_NONE: "yes"}),
        asked(3, "rhetorical", by="customer", self_closed="yes"),
        asked(9, "open", by="customer"),
    )
    call_ = of(10, *hits)
    assert questions_of(call_) == (hits[0], hits[1], hits[2], hits[3])
    assert profile(call_) == QuestionProfile(
        (("opening", "open", 1), ("middle", "open", 1), ("middle", "closed", 2)),
        (("half", 1), ("stacked", 2), ("counter", 1)),
        1,
    )
    assert profile(call_, "customer") == QuestionProfile(
        (("middle", "rhetorical", 1), ("closing", "open", 1)), (("self_closed", 1),)
    )


def test_a_call_without_questions_is_a_call() -> None:
    """Nothing was asked in it, and it counts as one call."""
    assert profile(of(3)) == QuestionProfile((), (), 0, 1)
    assert profile(of(0)) == QuestionProfile((), (), 0, 1)


@given(st.lists(profiles, max_size=4))
def test_sums_of_profiles(of_calls: list[QuestionProfile]) -> None:
    """Every count of the sum is the sum of the counts."""
    whole = together(of_calls)
    for one in STAGES:
        assert whole.of_stage(one) == sum(each.of_stage(one) for each in of_calls)
        for type_ in QUESTION_TYPES:
            assert whole.of(one, type_) == sum(each.of(one, type_) for each in of_calls)
    for type_ in QUESTION_TYPES:
        assert whole.of_type(type_) == sum(each.of_type(type_) for each in of_calls)
    for name in PUT:
        assert whole.put_so(name) == sum(each.put_so(name) for each in of_calls)
    assert whole.total == sum(each.total for each in of_calls)
    assert (whole.unsure, whole.calls) == (sum(one.unsure for one in of_calls), sum(one.calls for one in of_calls))


@given(st.lists(profiles, max_size=4), st.integers(0, 4))
def test_sums_may_be_taken_in_parts(of_calls: list[QuestionProfile], cut: int) -> None:
    """In whatever order and parts profiles are summed, the sum is the same; one alone is its own sum."""
    parts = [together(of_calls[:cut]), together(of_calls[cut:])]
    assert together(parts) == together(of_calls) == together(reversed(of_calls))
    assert [together([one]) for one in of_calls] == of_calls


@given(profiles)
def test_a_summary_says_what_the_profile_does(one: QuestionProfile) -> None:
    """All types, stages and ways stand in it, also those that are not there; shares come to one unless nothing is."""
    found = summary(one, "c1", "甲")
    assert (found.call, found.agent, found.calls, found.unsure) == ("c1", "甲", one.calls, one.unsure)
    assert [*found.questions] == [*found.shares] == [*QUESTION_TYPES]
    assert found.questions == {name: one.of_type(name) for name in QUESTION_TYPES}
    assert found.stages == {name: {type_: one.of(name, type_) for type_ in QUESTION_TYPES} for name in STAGES}
    assert found.put == {name: one.put_so(name) for name in PUT}
    assert sum(found.shares.values()) == pytest.approx(1 if one.total else 0, abs=0.003)
    assert found.advice == advice(one)
