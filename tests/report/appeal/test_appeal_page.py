"""What an appeal's page says of a criterion: its words, where it was looked for, its step, what people decided."""

import pytest
from appeal_kit import NOWHERE, decided, evidence, missed, page, score, sheet, stored, told, turns
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from autoscore.errors import UsageError
from autoscore.model import Evidence, Notice, Turn
from autoscore.model.card import CriterionCard
from autoscore.privacy import Masker
from autoscore.report.appeal import Means, appeal_of, find_criterion
from autoscore.report.appeal.records import Line, Mark
from autoscore.report.appeal.text_marks import runs
from autoscore.runs.stored import Manifest, StoredRun


def test_evidence_stands_among_the_turns_around_it() -> None:
    """Each piece is shown with the turn before and after it; turns that adjoin are one passage, each told once."""
    row = score(evidence=(evidence(0), evidence(4), evidence(6, 1, 3)))
    found = page(sheet(row), turns(9))
    assert [[line.turn for line in passage] for passage in found.passages] == [[0, 1], [3, 4, 5, 6, 7]]
    marked = [(line.turn, run) for passage in found.passages for line in passage for run, kind in runs(line) if kind]
    assert marked == [(piece.turn, piece.quote) for piece in row.evidence]
    assert [(piece.turn, piece.role) for piece in found.pieces] == [(0, "agent"), (4, "agent"), (6, "agent")]
    assert "  2. 第 5 轮 00:40–00:48 坐席 “第4”（字面清楚 100）" in told(found)


def test_a_loss_shows_where_was_looked() -> None:
    """The searched turns are shown from the first to the last, whoever speaks, and what came closest is marked."""
    found = page(sheet(missed(2, 5, 4)), turns(9))
    assert found.search is not None
    assert [line.turn for line in found.search.lines] == [2, 3, 4, 5]
    assert found.search.time == (20.0, 58.0)
    assert [(line.turn, line.marks) for line in found.search.lines if line.marks] == [(4, (Mark(1, 3, "nearest"),))]
    text = told(found)
    assert "  坐席第 3–6 轮（00:20–00:58）\n" in text
    assert "最接近的话：第 5 轮“4句”，像“甲乙”（70）" in text
    assert "第〔4句〕话在这里" in text


def test_where_words_count_the_rest_of_the_call_is_not_shown() -> None:
    """A loss with words against it shows these, and tells only where was looked."""
    row = score("not_met", points="0", evidence=(evidence(3),), searched=missed(0, 8, 0).searched)
    found = page(sheet(row), turns(9))
    assert found.search is not None
    assert (found.search.turns, found.search.lines) == ((0, 8), ())
    assert [line.turn for passage in found.passages for line in passage] == [2, 3, 4]


def test_without_the_call_only_the_quotes_are_there() -> None:
    """Where calls were not kept the quotes, places and searched turns stand, and it is said that words are missing."""
    one = page(sheet(score(evidence=(evidence(2),))), None)
    assert (one.kept, one.passages, one.pieces[0].role, one.pieces[0].quote) == (False, (), None, "第2")
    assert "对话原文没有留，只有引文" in told(one)
    two = page(sheet(missed(2, 5, 4)), None)
    assert two.search is not None
    assert (two.search.turns, two.search.lines) == ((2, 5), ())
    assert "对话原文没有留，看不到这几轮" in told(two)


STEPS = {
    "its own": (["甲", "乙"], 0),
    "in doubt": (["乙", "甲（存疑，暂按满分）"], 1),
    "weighted and decided": (["甲（乘 2）（人工判定）"], 0),
    "beyond the total": (["乙", "折算：5 ÷ 10 × 100", "加分：甲"], 2),
    "another that begins like it": (["甲乙", "甲（乙）"], None),
    "two of one name": (["甲", "甲"], None),
}


@pytest.mark.parametrize("name", STEPS)
def test_the_step_of_the_criterion_is_marked(name: str) -> None:
    """Of the steps of the total its own is marked, however it is labelled; none where it can't be told which."""
    labels, own = STEPS[name]
    found = page(sheet(score(), steps=labels), turns(2))
    assert [at for at, step in enumerate(found.sum.steps) if step.own] == ([] if own is None else [own])
    assert [step.label for step in found.sum.steps] == labels


def test_a_hint_has_no_step() -> None:
    """What is not scored is in no total, whatever a step is called."""
    found = page(sheet(score(mode="hint", points=None), steps=["甲"]), turns(2))
    assert not any(step.own for step in found.sum.steps)
    assert "只作提示，不计分" in told(found)


DECIDED = {
    "points": ((decided("met", "5"), decided("partial", "2")), ("partial", "2")),
    "a status alone": ((decided("met"),), ("met", "5")),
    "not met": ((decided("not_met"),), ("not_met", "0")),
    "a doubt": ((decided("unsure"),), ("unsure", None)),
}


@pytest.mark.parametrize("name", DECIDED)
def test_the_last_decision_counts(name: str) -> None:
    """What counts is the last decision, with its points or its status' own; the machine's answer stays beside it."""
    decisions, counts = DECIDED[name]
    found = page(sheet(score("unsure", points=None, decisions=decisions, low="0", high="5")), turns(2))
    assert (found.status, found.points) == counts
    assert found.score.status == "unsure"
    assert ("机器原判：存疑" in told(found)) is (found.status != "unsure")


def test_decisions_are_told_in_their_order() -> None:
    """Every decision is a line: who, what, points, note."""
    row = score(
        "unsure",
        points=None,
        decisions=(decided("met", "5", note="听过"), decided("not_met", by="")),
        low="0",
        high="5",
    )
    assert "  1. 王 做到，5 分：听过\n  2. 没有写明是谁 没做到\n" in told(page(sheet(row), turns(2)))


def test_a_doubt_tells_between_what_its_points_lie() -> None:
    """A doubt costs nothing yet: its bounds are told in place of points."""
    found = page(sheet(score("unsure", points=None, low="1", high="4")), turns(2))
    assert "  存疑 · 1 到 4 分之间未定（满分 5）\n" in told(found)


def test_private_words_around_the_evidence_are_hidden() -> None:
    """A telephone number in a neighbouring turn is hidden one for one, and the page says whether it is."""
    said = list(turns(3))
    said[1] = type(said[1])("customer", "我的电话是13912345678", 10.0, 18.0)
    open_, hidden = (page(sheet(score(evidence=(evidence(0),))), tuple(said), masker=one) for one in (NO, Masker.of()))
    shown, masked = (told(one) for one in (open_, hidden))
    assert "13912345678" in shown
    assert "13912345678" not in masked
    assert [len(line.text) for line in open_.passages[0]] == [len(line.text) for line in hidden.passages[0]]
    assert ("个人信息没有遮" in shown, "个人信息已遮" in masked) == (True, True)


NO = Masker(active=False)


def test_names_are_hidden_where_sides_had_been_exchanged() -> None:
    """A customer's given name is hidden though his words were put down to the agent; his surname stays."""
    said = (Turn("customer", "您好，青林银行。"), Turn("agent", "我姓乔，我叫乔大宝。"), Turn("customer", "王先生好。"))
    warned = (Notice("roles_swapped", "坐席与客户像是对调了，已对调"),)
    found = page(sheet(score(evidence=(Evidence(2, 0, 3, "王先生"),)), warnings=warned), said, masker=Masker.of())
    assert [line.role for line in found.passages[0]] == ["customer", "agent"]
    assert found.passages[0][0].text == "我姓乔，我叫乔＊＊。"


def test_a_red_line_is_the_step_that_takes_everything() -> None:
    """Of a red line that was crossed the step is marked that voids the total, of one that was kept its own."""
    card = CriterionCard("a", "甲", "0", "score", "fatal", "为了甲", "S", grave=True)
    marked = []
    for status in ("not_met", "met"):
        one = stored(sheet(score(status, points="0"), steps=("乙", "甲", "一票否决")), turns(2))
        one = replace(one, card=replace(one.card, criteria=(card,)))
        run = StoredRun(NOWHERE, Manifest(), has_calls=True)
        found = appeal_of(run, one, find_criterion(one.sheet, "a"), NO, Means())
        marked.append([step.label for step in found.sum.steps if step.own])
    assert marked == [["一票否决"], ["甲"]]


def test_warnings_of_the_call_are_told() -> None:
    """What makes all judgements of a call less sure stands on the page of each."""
    assert "  坐席与客户像是对调了" in told(
        page(sheet(score(), warnings=(Notice("x", "坐席与客户像是对调了"),)), turns(2))
    )


def test_a_criterion_is_found_by_id_or_title() -> None:
    """An id goes before a title; an unknown one is answered with one like it, a title of two with their ids."""
    of = sheet(score(name="greet", title="问候"), score(name="bye", title="道别"), score(name="bye2", title="道别"))
    assert find_criterion(of, "greet").title == find_criterion(of, "问候").title == "问候"
    with pytest.raises(UsageError, match="greet"):
        find_criterion(of, "gret")
    with pytest.raises(UsageError, match="bye、bye2"):
        find_criterion(of, "道别")


marks = st.builds(
    lambda at, size, kind: Mark(at, at + size, kind),
    st.integers(0, 20),
    st.integers(1, 9),
    st.sampled_from(["evidence", "nearest"]),
)


@given(st.text(min_size=30, max_size=40), st.lists(marks, max_size=4))
def test_runs_are_the_text_and_mark_what_is_marked(text: str, found: list[Mark]) -> None:
    """Runs put together are the text; a character is marked where a mark lies on it, as evidence where any does."""
    made = list(runs(Line(0, "agent", text, (None, None), tuple(sorted(found)))))
    assert "".join(run for run, _ in made) == text
    kinds = [kind for run, kind in made for _ in run]
    for at, kind in enumerate(kinds):
        over = {mark.kind for mark in found if mark.start <= at < mark.end}
        assert kind == ("evidence" if "evidence" in over else "nearest" if over else "")


def test_a_row_without_words_has_no_empty_part() -> None:
    """A page has no heading over nothing."""
    text = told(page(sheet(score("observer", points=None, low=UNSET)), turns(2)))
    assert not [part for part in ("依据的话", "找过的地方", "人工判定", "这一通的提醒", "重评") if part in text]
