"""From matches to hits: is the sound-alike at its place, who said it, is it reported speech."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from autoscore.annotate.helped import excused
from autoscore.annotate.placed import Placed
from autoscore.annotate.reported import is_reported
from autoscore.annotate.role_credit import credited
from autoscore.annotate.strength import Hearing
from autoscore.model import FAINTLY, GARBLED, Hit, Transcript

SHORT = 3
# From this strength a sound-alike is told; one that is less strong can only keep a judgement in doubt.
LEAST = 50
WEI = "opens_with_wei"


def hits(
    transcript: Transcript, placed: Sequence[Placed], hearing: Hearing, contexts: tuple[str, ...]
) -> Iterator[Hit]:
    """Yields the hits of one call that its matches come to."""
    yield from excused([*_all(transcript, placed, hearing, contexts)], transcript, hearing.roles)


def _all(
    transcript: Transcript, placed: Sequence[Placed], hearing: Hearing, contexts: tuple[str, ...]
) -> Iterator[Hit]:
    first_agent = next((turn for turn, role in enumerate(hearing.roles.turns) if role == "agent"), -1)
    for one in placed:
        if one.match.label == WEI and one.turn != first_agent:
            continue
        heard = _heard(one, hearing)
        text = transcript.turns[one.turn].text
        if heard is not None and not is_reported(text, one.start, one.end, one.match.owner, contexts):
            yield credited(heard, one, hearing.roles)


def _heard(one: Placed, hearing: Hearing) -> Hit | None:
    """Returns the hit with its form and strength; None where it only sounds alike, and too little speaks for it."""
    hit = Hit(one.turn, one.start, one.end, one.match.label)
    if one.as_written:
        return replace(hit, doubt="weak") if one.match.sign == "weak" else hit
    strength = hearing.strength(one)
    if strength < hearing.least:
        return None
    return replace(hit, form=GARBLED, strength=strength, doubt="" if strength >= LEAST else FAINTLY)


def without_returned_thanks(found: Sequence[Hit]) -> Iterator[Hit]:
    """Gives thanks that are answered with 不客气 in the same turn to the customer: two speakers in one turn."""
    replies = [hit for hit in found if hit.label == "welcome_reply"]
    for hit in found:
        answered = hit.label in ("thanks", "thanks_word") and any(
            reply.turn == hit.turn and hit.end <= reply.start <= hit.end + SHORT for reply in replies
        )
        yield replace(hit, by="customer", doubt="role") if answered and hit.by == "agent" else hit
