"""Suggestions: what agents say where an act was due and was not found."""

from pathlib import Path

import pytest
from suggest_kit import call, emptied, entries, is_real, read_calls

from autoscore.errors import UsageError
from autoscore.lexicon import load
from autoscore.model import Transcript
from autoscore.review import Suggester
from autoscore.review.clauses import Clause
from autoscore.review.cores import GAP_SIGN, cores
from autoscore.review.heard import Heard
from autoscore.scoring import annotator_of

# Something that stands for a farewell in no lexicon, and what is said elsewhere in the same calls.
UNKNOWN = "咱们山水有相逢"
MATTERS = ("查话费", "改套餐", "修宽带", "补电话卡", "开发票", "退押金", "换号码", "办销户")


def calls(ending: str = UNKNOWN) -> list[Transcript]:
    """Returns calls on various matters, all of which end alike."""
    return [
        call(
            f"c{number}",
            "您好，请问有什么可以帮您？",
            f"我想{matter}。",
            f"好的，{matter}的事情我记一下。",
            "对。",
            f"那{matter}先前是谁经手的？",
            "忘了。",
            f"好的，{matter}的单子我开好了。",
            "多久能好？",
            f"{matter}一般两天。",
            "行吧。",
            f"{ending}。",
            agent=f"坐席{number % 3}",
        )
        for number, matter in enumerate(MATTERS)
    ]


@pytest.fixture(scope="module")
def farewells() -> Suggester:
    return Suggester.of(acts=["farewell"])


def test_what_is_said_where_a_farewell_was_due_is_suggested(farewells: Suggester) -> None:
    """The words that end calls without a farewell come first, counted by calls and agents, with their places."""
    first = next(farewells.suggest(calls(), 5))
    assert first.entry == UNKNOWN
    facts = (first.act, first.kind, first.calls, first.due, first.times, first.agents, first.elsewhere, first.common)
    assert facts == ("farewell", "way", 8, 8, 8, 3, 0, False)
    texts = {one.id: one for one in calls()}
    assert [each.call for each in first.examples] == ["c0", "c1", "c2"]
    for each in first.examples:
        assert texts[each.call].turns[each.turn].text[each.start : each.end] == each.quote == first.entry


def test_where_the_act_is_found_nothing_is_suggested(farewells: Suggester) -> None:
    """Calls that end with a known farewell give no suggestion for it."""
    assert [*farewells.suggest(calls("再见"), 5)] == []


def test_what_another_act_explains_is_not_suggested(farewells: Suggester) -> None:
    """Thanks and a request to rate are acts of their own, and no new ways to say farewell."""
    assert [*farewells.suggest(calls("非常感谢您，请您稍后评价"), 5)] == []


def test_what_is_said_all_over_the_call_is_not_suggested(farewells: Suggester) -> None:
    """Words that the agent says wherever he speaks are no way of saying what is due at the end."""
    talks = [
        call(f"c{number}", *(part for matter in MATTERS for part in ("这个我看一下呢", f"{matter}{number}")))
        for number in range(6)
    ]
    assert [*farewells.suggest(talks, 5)] == []


def test_values_fall_together_as_slots(farewells: Suggester) -> None:
    """Amounts, days, numbers and names are replaced by the slots of the lexicon, so that one entry has all calls."""
    names = ("张先生", "李女士", "王先生", "赵女士", "陈先生", "刘女士", "周先生", "吴女士")
    days = ("明天", "后天", "下周一", "周三", "明天", "后天", "下周二", "周五")
    talks = [
        call(one.id, *(turn.text for turn in one.turns[:-1]), f"{name}咱们{day}碰头哈。")
        for one, name, day in zip(calls(), names, days, strict=True)
    ]
    found = entries([*farewells.suggest(talks, 3)])
    assert any("咱们{日期}碰头" in entry for entry in found)
    assert not any(day in entry or name[0] in entry for entry in found for day, name in zip(days, names, strict=True))


def test_what_only_sounds_like_a_known_way_is_a_mishearing(tmp_path: Path) -> None:
    """A run that differs from a known way much in writing and little in sound gets its sign, and names that way."""
    head = "label: farewell\ntitle: 道别\nkind: expected\nplace: closing\nmode: replace\n"
    (tmp_path / "x.txt").write_text(f"{head}\n祝君安好如意\n", "utf-8")
    by = Suggester.of(tmp_path, acts=["farewell"])
    first = next(by.suggest(calls("祝军汉号如以"), 5))
    assert (first.entry, first.kind, first.near) == ("~ 祝军汉号如以", "mishearing", "祝君安好如意")
    assert first.likeness is not None
    assert 75 <= first.likeness < 100


def test_the_order_of_the_calls_does_not_matter_and_nothing_else_does(farewells: Suggester) -> None:
    """The same calls give the same suggestions; in another order only the examples are others."""
    once = [*farewells.suggest(calls(), 5)]
    assert [*farewells.suggest(calls(), 5)] == once
    turned = [*farewells.suggest(calls()[::-1], 5)]
    assert [(one.entry, one.score, one.calls) for one in turned] == [(one.entry, one.score, one.calls) for one in once]


def test_a_reply_is_due_after_thanks() -> None:
    """An act that is due beside something else is sought there: what agents answer to a customer's thanks."""
    by = Suggester.of(acts=["welcome_reply"])
    talks = [
        call(one.id, *(turn.text for turn in one.turns[:3]), "太谢谢你了。", "那都是小事体啦。", "嗯。", "再见。")
        for one in calls()
    ]
    first = next(by.suggest(talks, 3))
    assert first.entry in "那都是小事体啦"
    assert (first.calls, {each.turn for each in first.examples}) == (8, {4})


RUBRIC = """\
rubric: tiny
title: 小表
version: "1"
channel: any
source: S1
scale: {points: 10, normalise: 100, pass_mark: 60}
criteria:
  - id: a
    title: 甲
    points: 10
    why: 为了试
    source: S1
    find: {act: asks_age}
    examples:
      - {gets: not_met, turns: ["客服：没有别的了。"]}
"""


def test_a_criterion_that_was_not_met_makes_its_act_due(tmp_path: Path) -> None:
    """With a rubric, what was said where a criterion looked in vain is suggested for the sets that it asks for."""
    (tmp_path / "tiny.yaml").write_text(RUBRIC, "utf-8")
    by = Suggester.of(rubric=str(tmp_path / "tiny.yaml"), acts=["asks_age"])
    met = [call(f"m{one.id}", *(turn.text for turn in one.turns[:-1]), "您今年多大岁数？") for one in calls()]
    lost = [call(one.id, *(turn.text for turn in one.turns[:-1]), "您老肖啥生肖呀。") for one in calls()]
    found = [*by.suggest([*met, *lost], 3)]
    assert [(one.act, one.calls, one.due, one.elsewhere) for one in found[:1]] == [("asks_age", 8, 8, 0)]
    assert found[0].entry in "您老肖啥生肖呀"
    assert found[0].examples[0].turn == 10


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("farewel", "是不是“farewell”？"),
        ("rude", "不是要坐席说的话"),
        ("complaint", "不是要坐席说的话"),
        ("seat_curt", "--rubric"),
    ],
)
def test_acts_that_cannot_be_sought_are_refused(act: str, told: str) -> None:
    """An unknown act is answered with a guess; taboos, customers' words and what is due nowhere are refused."""
    with pytest.raises(UsageError, match=told):
        Suggester.of(acts=[act])


# So many of the ten best suggestions are real at least, on few calls of many kinds; and mostly the first of all is.
REAL = {"greeting": 3, "farewell": 2, "hold_thanks": 1, "anything_else": 4, "offer_help": 3}
FIRST = {"greeting", "farewell", "anything_else", "offer_help"}


@pytest.mark.parametrize("acts", [("greeting", "farewell", "hold_thanks"), ("anything_else", "offer_help")])
def test_the_ways_of_an_emptied_act_are_found_again(acts: tuple[str, ...], tmp_path: Path) -> None:
    """Where a house empties acts, their commonest ways are suggested from calls: the lexicons as they are find them."""
    talks = read_calls("tests/calls/tuning/calls.jsonl", "tests/encounters/tuning/[ab]*.txt")
    lexicon = load(only={*acts})
    documents = {one.transcript.id: one for one in annotator_of(lexicon).annotate(talks)}
    found = [*Suggester.of(emptied(tmp_path, acts), acts=acts).suggest(talks, 10)]
    real = {act: [is_real(one, documents) for one in found if one.act == act] for act in acts}
    assert {act: judged for act, judged in real.items() if sum(judged) < REAL[act]} == {}
    assert {act for act in acts if act in FIRST and not real[act][0]} == set()


@pytest.mark.parametrize(("first", "found"), [("了", []), ("就", ["就…可以"])])
def test_no_gapped_run_begins_with_a_mere_ending(first: str, found: list[str]) -> None:
    """What ends the words before it (了, 的) opens no run, whether or not a gap follows."""
    texts = (f"{first}再挂可以", f"{first}等您可以")
    due = [
        Heard(at, Clause(0, text, text, (0, 1, 2, 3, 4), (1, 2, 3, 4, 5), (0, 1, 3, 5)), ())
        for at, text in enumerate(texts)
    ]
    assert [core.pattern for core in cores(due, ()) if GAP_SIGN in core.pattern] == found
