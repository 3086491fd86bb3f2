"""What is told of a batch at once, in arrays, is what the plain rules tell of each call, turn and finding alone."""

from itertools import accumulate

import numpy as np
from annotate_kit import ANNOTATOR, CONTEXTS, call
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autoscore.annotate.annotator import Annotator
from autoscore.annotate.batch import Batch
from autoscore.annotate.columns import Columns, columns
from autoscore.annotate.neighbours import Neighbours
from autoscore.annotate.owners import Owners
from autoscore.annotate.places import BITS, CLOSE_BY, place_bits, places
from autoscore.annotate.playback import Known, _needs, _numbers, playbacks
from autoscore.annotate.playback_places import LOOK_BACK
from autoscore.annotate.reported import FORMULAS, is_reported, talks_as
from autoscore.annotate.reported_places import may_be_reported
from autoscore.annotate.roles import Roles, findings, repair, repaired
from autoscore.annotate.strength import Hearing
from autoscore.annotate.strengths import places_of, strengths
from autoscore.annotate.timing import Wait
from autoscore.lexicon import PhraseSet, found
from autoscore.model import Hit, Role, Transcript
from autoscore.text.fluent import fluent
from autoscore.text.view import View

COMMON = frozenset({"现在", "可以", "什么"})
SIDES: list[Role] = ["agent", "customer", "ivr", "other", "unknown"]

pieces = st.sampled_from(
    [
        "您好",
        "宁好",
        "谢谢",
        "不客气",
        "您还有其他问题吗",
        "没有了",
        "没有别的事了",
        "请您稍等",
        "再见",
        "周六",
        "九等了",
        "有什么可以帮您",
        "有什么课以帮您",
        "是这样吗",
        "对吧",
        "一二三",
        "13",
        "流量套餐",
        "我姓张",
        "张先生您好",
        "嗯",
        "，",
        "。",
        "您是办宽带吗，是的，好的",
        "对不住您了",
        "非常抱歉",
        "贵姓",
        "请按1",
    ]
)
turns = st.builds(
    "{}|{}".format, st.sampled_from(["a", "c", "a", "c", "a", "c", "u", "i"]), st.lists(pieces, max_size=5).map("".join)
)
calls = st.lists(turns, max_size=9).map(lambda found: call(*found))
batches = st.lists(calls, max_size=4)


def batch_of(transcripts: list[Transcript]) -> Batch:
    view = View.of([turn.text for one in transcripts for turn in one.turns])
    return Batch(transcripts, view, tuple(accumulate((len(one.turns) for one in transcripts), initial=0)))


def found_in(transcripts: list[Transcript], by: Annotator = ANNOTATOR) -> tuple[Columns, Owners]:
    batch, owners = batch_of(transcripts), Owners.of(by.book.sets.values())
    return columns(batch, by.book, found(by.book, batch.view)), owners


@settings(deadline=None)
@given(batches)
@example([call("a|请按1", "c|您好请您稍等有什么可以帮您", "a|没有别的事了没有别的事了", "c|有什么可以帮您")])
def test_roles_of_a_batch_are_those_of_its_calls(transcripts: list[Transcript]) -> None:
    """Looking only where something may be wrong comes to the roles that looking everywhere does."""
    everything = ANNOTATOR.placed(transcripts)
    plain = [repair(*one) for one in zip(transcripts, everything, strict=True)]
    assert repaired(*found_in(transcripts)) == plain


@settings(deadline=None)
@given(batches, st.sampled_from([0.0, 0.2]))
def test_strengths_of_a_batch_are_those_of_its_findings(transcripts: list[Transcript], noise: float) -> None:
    """The sound-alikes that are kept, and their strengths, are those of `Hearing`, one by one."""
    of, owners = found_in(transcripts)
    roles = repaired(of, owners)
    alike = strengths(of, owners, places_of(of.batch, roles, [()] * len(roles), [noise] * len(roles)))
    found = [(one.turn, one.start, one.end, one.match.label) for one in of.placed(alike.rows)]
    expected = []
    for one, placed in zip(roles, ANNOTATOR.placed(transcripts), strict=True):
        kept = findings(placed)
        hearing = Hearing(places(one.turns, ()), one, Neighbours.of_call(kept), noise)
        strong = [(item, hearing.strength(item)) for item in kept if not item.as_written]
        expected += [
            ((item.turn, item.start, item.end, item.match.label), strength)
            for item, strength in strong
            if strength >= hearing.least
        ]
    assert [*zip(found, alike.strengths.tolist(), strict=True)] == expected


spoken = st.lists(
    st.sampled_from(
        [
            "他",
            "客户",
            "您",
            "我",
            "没有",
            "不用",
            "要是",
            "说",
            "让我",
            "叫您",
            "跟您",
            "一句",
            "个",
            "了",
            "过",
            "着",
            "的",
            "吗",
            "嗯",
            "，",
            "。",
            "：",
            "“",
            "”",
            "「",
            '"',
            " ",
            "写着",
            "觉得",
            "刚才",
            "这",
            "两",
            "字",
            "话",
            "是什么意思",
            "稍等",
            "都没说",
            "那",
            "师傅",
            "不是",
            "没说",
            "只要",
            "连",
            "再",
            "请",
            "等您",
            "想",
        ]
    ),
    max_size=8,
).map("".join)


@settings(deadline=None, max_examples=400)
@given(spoken, spoken, st.sampled_from([*sorted(FORMULAS), "fee_notice", "argue", "refuse_by_rule", "over_promise"]))
@example("他说稍等", "", "hold_notice")
@example("他说嗯", "", "hold_notice")
def test_what_is_reported_is_looked_at(before: str, behind: str, label: str) -> None:
    """Whatever the words beside a finding make reported speech is held to be maybe some from the characters alone."""
    text, kind = f"{before}稍等{behind}", "expected" if label in FORMULAS | {"fee_notice"} else "taboo"
    owner = PhraseSet(label, label, kind)
    start, end = len(before), len(before) + 2
    if is_reported(text, start, end, owner, CONTEXTS):
        batch = batch_of([call("c|说", f"a|{text}")])
        place = 2 + np.array([start, end])
        assert may_be_reported(batch, place[:1], place[1:], np.array([talks_as(owner)]), CONTEXTS).all()


def playbacks_of(transcript: Transcript) -> list[Hit]:
    """Looks for playbacks in every turn of the agent's."""
    said, roles = [fluent(turn.text) for turn in transcript.turns], [turn.role for turn in transcript.turns]
    found: list[Hit] = []
    for turn in (turn for turn, role in enumerate(roles) if role == "agent"):
        before = range(max(0, turn - LOOK_BACK), turn)
        heard = [said[one].text for one in before if roles[one] == "customer"]
        found += [*_numbers(turn, said[turn], heard), *_needs(turn, said[turn], Known(tuple(heard), COMMON))]
    return found


echoes = st.builds(
    "{}|{}".format,
    st.sampled_from("ac"),
    st.text(st.sampled_from("一二八[号码]流量套餐可以是对吗吧不嗯，。？ "), max_size=12),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.lists(echoes, max_size=6).map(lambda found: call(*found)), max_size=3))
def test_playbacks_of_a_batch_are_those_of_its_turns(transcripts: list[Transcript]) -> None:
    """Looking only where something may be said back finds what looking everywhere does."""
    batch = batch_of(transcripts)
    sides = batch.sides([[turn.role for turn in one.turns] for one in transcripts])
    assert playbacks(batch, sides, COMMON) == [playbacks_of(one) for one in transcripts]


@given(st.lists(st.sampled_from(SIDES), max_size=40), st.integers(0, 40))
def test_bits_tell_the_places(roles: list[Role], turn: int) -> None:
    """The bits of each turn are those of the places that it stands at, and moved those that it is close to."""
    pauses = (Wait(0, turn, 6.0),)
    where = places(roles, pauses)
    for at, bits in enumerate(place_bits(roles, pauses)):
        assert [bool(bits & bit) for bit in BITS.values()] == [where.holds(at, (name,)) for name in BITS]
        assert [bool(bits >> CLOSE_BY & bit) for bit in BITS.values()] == [where.near(at, (name,)) for name in BITS]


def test_assumed_roles_are_kept() -> None:
    """Roles that are to be kept are kept, whatever is said."""
    one = call("c|有什么可以帮您", "a|没有别的事了")
    assert repaired(*found_in([one]), assume=True) == [Roles(("customer", "agent"), frozenset(), ())]
