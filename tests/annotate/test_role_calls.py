"""Roles of whole calls: swapped, swapped for a stretch, given to nobody or to one side only."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from annotate_kit import document, hits, kinds
from msgspec.structs import replace

from autoscore.annotate import ALWAYS, Annotator
from autoscore.api import annotator, read_inputs, scorer
from autoscore.lexicon import load
from autoscore.model import Document, Role, Transcript, Turn
from autoscore.scoring.compile import annotator_of

ROOT = Path(__file__).resolve().parents[2]
SIDES: dict[Role, Role] = {"agent": "customer", "customer": "agent"}
CALL = (
    "a|您好，速联客服，请问有什么可以帮您？",
    "c|我想问一下，我手机怎么又被扣了十块钱。",
    "a|好的，您稍等，我帮您查一下。",
    "c|嗯。",
    "a|感谢您的耐心等待，查询到您上个月开了会员。",
    "c|我从来没开过啊，你们凭什么扣我钱。",
    "a|您先别着急，我帮您取消，给您退回去。",
    "c|那行吧。",
    "a|请问您还有其他需要吗？",
    "c|没有了，谢谢。",
    "a|感谢您的来电，请您稍后评价，再见。",
)
OTHER = {"a": "c", "c": "a", "u": "u"}


@cache
def shipped(assume: bool = False) -> Annotator:
    return annotator(assume_roles=assume)


@cache
def read(*folders: str) -> tuple[Transcript, ...]:
    readings = read_inputs([str(ROOT / folder) for folder in folders], roles={}, stdin=None)
    return tuple(one for one in readings if isinstance(one, Transcript))


def warned(found: Document) -> list[str]:
    return [kind for kind in kinds(found) if kind.startswith("roles_")]


def turned(lines: Sequence[str], turns: range) -> tuple[str, ...]:
    """Returns lines with the sides of some turns exchanged."""
    return tuple(OTHER[line[0]] + line[1:] if at in turns else line for at, line in enumerate(lines))


def swapped(call: Transcript) -> Transcript:
    return replace(call, turns=tuple(_as(one, SIDES.get(one.role, one.role)) for one in call.turns))


def _as(turn: Turn, role: Role) -> Turn:
    return replace(turn, role=role, speaker=None)


def test_a_call_as_it_should_be_warns_of_nothing() -> None:
    """Clean roles stay as they are, and no hit is in doubt of its speaker."""
    found = document(*CALL, by=shipped())
    assert warned(found) == []
    assert not [hit for hit in found.hits if hit.doubt == "role"]


def test_a_swapped_call_is_put_right() -> None:
    """All sides exchanged give the same roles and hits as the call has, with a warning that shows words and turns."""
    right, wrong = document(*CALL, by=shipped()), document(*turned(CALL, range(len(CALL))), by=shipped())
    assert (wrong.roles, wrong.hits) == (right.roles, right.hits)
    assert warned(wrong) == ["roles_swapped"]
    [notice] = [one for one in wrong.notices if one.kind == "roles_swapped"]
    assert notice.because.startswith("坐席与客户像是对调了")
    assert "第 3 轮“好的，您稍等”" in notice.because


@pytest.mark.parametrize("first", [4, 5, 6])
def test_a_stretch_is_put_right(first: int) -> None:
    """Sides exchanged from some turn on are put right from there on, and the turns are named."""
    found = document(*turned(CALL, range(first, len(CALL))), by=shipped())
    assert found.roles == document(*CALL, by=shipped()).roles
    [notice] = [one for one in found.notices if one.kind == "roles_swapped"]
    assert notice.because.endswith("）")
    assert f" 到 {len(CALL)} 轮" in notice.because


@pytest.mark.parametrize("turn", [2, 4, 10])
def test_a_single_turn_is_merged_and_not_swapped(turn: int) -> None:
    """One turn of the agent's put down to the customer stays there; its words are the agent's in doubt."""
    found = document(*turned(CALL, range(turn, turn + 1)), by=shipped())
    assert warned(found) == ["roles_merged"]
    assert found.roles[turn] == "customer"
    acts = [*hits(found, "hold_notice", "hold_thanks", "farewell", "invite_rating")]
    assert {(hit.by, hit.doubt) for hit in acts if hit.turn == turn} == {("agent", "role")}


def test_a_turn_of_the_customers_put_down_to_the_agent_is_merged() -> None:
    """A complaint under the agent's name is warned of with its words."""
    found = document(*turned(CALL, range(5, 6)), by=shipped())
    [notice] = [one for one in found.notices if one.kind == "roles_merged"]
    assert "第 6 轮记在坐席名下" in notice.because


def test_nameless_turns_are_guessed_by_their_words() -> None:
    """A record of one speaker is shared out by what is said and by turns, with a warning; doubtful turns stay open."""
    right = document(*CALL, by=shipped()).roles
    found = document(*(f"u{line[1:]}" for line in CALL), by=shipped())
    assert all(role in (expected, "unknown") for role, expected in zip(found.roles, right, strict=True))
    assert found.roles.count("unknown") <= 2
    assert warned(found)[0] == "roles_guessed"
    assert ("roles_unknown" in warned(found)) == ("unknown" in found.roles)


def test_one_named_speaker_who_says_both_sides_words_is_shared_out() -> None:
    """Where everything has one speaker's name but two speak, the turns are told apart all the same."""
    found = document(*(f"u:S1{line[1:]}" for line in CALL), by=shipped())
    assert {"agent", "customer"} <= {*found.roles}


def test_turns_all_put_down_to_one_side_are_shared_out() -> None:
    """Where everything is the agent's by its label and many turns are clearly a customer's, roles are guessed."""
    lines = [f"a{line[1:]}" for line in (*CALL, "c|我从来没点过，你们必须给我退。")]
    found = document(*lines, by=shipped())
    assert "roles_guessed" in warned(found)
    assert (found.roles[0], found.roles[1], found.roles[5]) == ("agent", "customer", "customer")


@pytest.mark.parametrize("side", ["a", "c"])
def test_a_record_of_one_side_keeps_its_role(side: str) -> None:
    """A channel that holds only one side's words is no call that lacks a speaker."""
    lines = [line for line in CALL if line[0] == side]
    found = document(*lines, by=shipped())
    assert {*found.roles} == {"agent" if side == "a" else "customer"}
    assert warned(found) == []


@pytest.mark.parametrize(
    "lines", [("u|喂", "u|嗯", "u|好"), ("u|有什么可以帮您", "u|查话费"), ("u|我想问一下", "u|行")]
)
def test_nothing_is_guessed_where_little_is_said(lines: tuple[str, ...]) -> None:
    """Too few words that tell the sides apart leave all turns nobody's, and that is said."""
    found = document(*lines, by=shipped())
    assert {*found.roles} == {"unknown"}
    assert warned(found) == ["roles_unknown"]


def test_what_rests_on_a_faint_guess_is_in_doubt() -> None:
    """A taboo of a speaker guessed by one formula is in doubt; a formula proves itself."""
    found = document("u:S1|请问有什么可以帮您？", "u:S2|行。", "u:S1|你听懂没有。", "u:S2|嗯。", by=shipped())
    assert warned(found) == ["roles_guessed"]
    assert {(hit.by, hit.doubt) for hit in hits(found, "impatient")} == {("agent", "role")}
    assert ("agent", "") in {(hit.by, hit.doubt) for hit in hits(found, "offer_help")}


def test_what_rests_on_a_well_shown_guess_is_sure() -> None:
    """Where one of two speakers says many formulas and the other none, nothing is in doubt of its speaker."""
    lines = [("u:S1" if line[0] == "a" else "u:S2") + line[1:] for line in (*CALL[:-1], "a|你听懂没有。", CALL[-1])]
    found = document(*lines, by=shipped())
    assert warned(found) == ["roles_guessed"]
    assert {(hit.by, hit.doubt) for hit in hits(found, "impatient")} == {("agent", "")}


@pytest.mark.parametrize(
    "lines",
    [
        turned(CALL, range(len(CALL))),
        turned(CALL, range(5, len(CALL))),
        turned(CALL, range(2, 3)),
        tuple(f"u{line[1:]}" for line in CALL),
        tuple(f"a{line[1:]}" for line in CALL),
    ],
)
def test_assumed_roles_are_kept_whatever_is_said(lines: tuple[str, ...]) -> None:
    """With assume_roles roles are as given, swapped, merged, missing or not, and nothing is warned of."""
    found = document(*lines, by=shipped(assume=True))
    assert found.roles == tuple(one.role for one in found.transcript.turns)
    assert warned(found) == []


@cache
def slight() -> Annotator:
    """Returns an annotator that knows what every rubric loads, and no more."""
    return annotator_of(load(None, ALWAYS))


def test_clean_encounters_hardly_warn() -> None:
    """Of the encounters with right roles at most one in fifty is warned of."""
    calls = read("tests/encounters/tuning")[::4]
    told = [found.transcript.id for found in slight().annotate(calls) if warned(found)]
    assert len(calls) > 50
    assert len(told) <= len(calls) / 50, told


def test_swapped_encounters_are_mostly_noticed() -> None:
    """Most encounters with all sides exchanged are put right, and it is said of each of them."""
    calls = [call for call in read("tests/encounters/tuning")[::4] if "agent" in {turn.role for turn in call.turns}]
    right = [found.roles for found in slight().annotate(calls)]
    found = slight().annotate([swapped(call) for call in calls])
    put_right = [one for one, roles in zip(found, right, strict=True) if one.roles == roles]
    assert len(put_right) >= 0.6 * len(calls)
    assert all("roles_swapped" in warned(one) for one in put_right)


@pytest.mark.parametrize(
    ("rubric", "folder"),
    [("hotline", "examples/phone"), ("counter-17-steps", "examples/counter"), ("home-service-visit", "examples/visit")],
)
def test_a_swapped_call_is_scored_like_the_call(rubric: str, folder: str) -> None:
    """Where a swap is noticed, every status is that of the call with right roles, and the warning is the difference."""
    by, calls = scorer(rubric), read(folder)
    right, wrong = by.score(calls), by.score([swapped(call) for call in calls])
    noticed = [pair for pair in zip(right, wrong, strict=True) if "roles_swapped" in {n.kind for n in pair[1].warnings}]
    assert len(noticed) >= 0.6 * len(calls) > 0
    for one, other in noticed:
        assert [(c.id, c.status) for c in other.criteria] == [(c.id, c.status) for c in one.criteria]
        extra = [notice.kind for notice in other.warnings if notice not in one.warnings]
        assert extra == ["roles_swapped"]
