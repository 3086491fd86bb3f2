"""From matches to hits: is the sound-alike at its place, who said it, is it reported speech."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from autoscore.annotate.placed import Placed
from autoscore.annotate.places import Places
from autoscore.annotate.roles import Roles, is_formula
from autoscore.lexicon import Match
from autoscore.model import CLEAN, GARBLED, Hit, Role, Transcript
from autoscore.text.characters import normal_form

SHORT = 3
# How far before a hit the words that make it reported speech may begin.
LOOK_BACK = 16
# What a sound-alike must reach, 0 to 100: less where the act is due.
LEAST_AT_PLACE = 55
LEAST_ELSEWHERE = 72
LEAST_SHORT_ELSEWHERE = 80
IMPOSSIBLE = 101
KNOWN_MISHEARING = 70
WEI = "opens_with_wei"


def hits(
    transcript: Transcript, placed: Sequence[Placed], roles: Roles, places: Places, contexts: tuple[str, ...]
) -> Iterator[Hit]:
    """Yields the hits of one call that its matches come to."""
    first_agent = next((turn for turn, role in enumerate(roles.turns) if role == "agent"), -1)
    for one in placed:
        if one.match.label == WEI and one.turn != first_agent:
            continue
        heard = _heard(one, places)
        if heard is not None and not _reported(transcript.turns[one.turn].text, one.start, contexts):
            yield _spoken(heard, one, roles)


def _heard(one: Placed, places: Places) -> Hit | None:
    """Returns the hit with its form and strength; None where it only sounds alike and is not where it is due."""
    match, owner = one.match, one.match.owner
    hit = Hit(one.turn, one.start, one.end, match.label)
    if match.form == CLEAN and match.sign != "mishearing":
        return replace(hit, doubt="weak") if match.sign == "weak" else hit
    due = bool(owner.places) and places.holds(one.turn, owner.places)
    if match.sign == "mishearing":
        return replace(hit, form=GARBLED, strength=KNOWN_MISHEARING) if due or not owner.places else None
    return replace(hit, form=GARBLED, strength=match.strength) if match.strength >= _least(match, due) else None


def _least(match: Match, due: bool) -> int:
    """Returns the strength that a sound-alike must have: less where the act is due, more where it is short."""
    if due:
        return LEAST_AT_PLACE
    length = match.end - match.start
    if match.owner.sound != "any" or length < SHORT:
        return IMPOSSIBLE
    return LEAST_ELSEWHERE if length > SHORT else LEAST_SHORT_ELSEWHERE


def _reported(text: str, start: int, contexts: tuple[str, ...]) -> bool:
    before = normal_form(text[max(0, start - LOOK_BACK) : start]).rstrip(" \"“'‘:")
    return any(before.endswith(context) for context in contexts)


def _spoken(hit: Hit, one: Placed, roles: Roles) -> Hit:
    role: Role = roles.turns[hit.turn]
    owner = one.match.owner
    if role != "customer" or owner.by != "agent" or hit.turn not in roles.merged:
        return replace(hit, by=role)
    mine = is_formula(one.match, one.quote) if owner.formula and hit.form == CLEAN else owner.is_act
    return replace(hit, by="agent", doubt="role") if mine else replace(hit, by=role)


def without_returned_thanks(found: Sequence[Hit]) -> Iterator[Hit]:
    """Gives thanks that are answered with 不客气 in the same turn to the customer: two speakers in one turn."""
    replies = [hit for hit in found if hit.label == "welcome_reply"]
    for hit in found:
        answered = hit.label in ("thanks", "thanks_word") and any(
            reply.turn == hit.turn and hit.end <= reply.start <= hit.end + SHORT for reply in replies
        )
        yield replace(hit, by="customer", doubt="role") if answered and hit.by == "agent" else hit
