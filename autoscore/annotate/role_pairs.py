"""Both halves of a pair in one turn: question and answer, offer and refusal, thanks and their return."""

import re
from collections.abc import Sequence

from autoscore.annotate.placed import Placed
from autoscore.annotate.role_cues import STRONG, Cue
from autoscore.text.characters import normal_form

THANKS, WELCOME, OFFER = frozenset({"thanks", "thanks_word"}), "welcome_reply", "anything_else"
# How far behind thanks their return may begin.
NEAR = 3
_NOTHING = re.compile(
    "[吗么呢了的嘛 ,、。?!;:…嗯啊哦噢唉呃]{0,6}((?:没有+|没)(?:别的|其他的?|其它的?|什么)?了?|不用了?|不需要了?)"
    "(?!的话|我|就|那就|再|关系|问题|事的|能|什么|要|需要|其他需|别的需)(?=[,、。?!;:… 嗯啊哦噢呢谢好感行那]|$)"
)
# Somebody asked for a fact says it, and whoever asked takes note: no clerk thanks himself for an answer of his own.
_TAKEN_UP = (
    r"(?:吗|没有|是不是)[,、。?! ]+[嗯啊哦噢呃]*"
    r"(对的?|是的?|是我|没错|没有|没|有|不是|不用|不需要)[啊呀的了]?[,、。! ]+[嗯啊哦噢]*"
    r"(?:好的|好|行|那)[,、。 ]*(?:请?您|我?[帮给为]您|我这边|谢谢您|感谢|这边|那)"
)
_TAKEN = re.compile(f"您[^。?!吗]{{1,20}}{_TAKEN_UP}")
_ANYWHERE = re.compile(_TAKEN_UP)


def taken_up(text: str) -> list[int]:
    """Returns the places of a text of many turns where an answer is taken note of, whatever was asked before it."""
    return [match.start() for match in _ANYWHERE.finditer(text)]


def pair_of(text: str, placed: Sequence[Placed]) -> tuple[Cue, ...]:
    """Returns the halves of a pair that stand in a turn of the agent's, as far as they are told; none without one.

    `placed` are the turn's matches. An answer alone is none: clerks answer themselves, and say yes to what they heard.
    """
    normal = normal_form(text)
    return _returned(placed) or _nothing_else(normal, placed) or _taken(normal)


def _returned(placed: Sequence[Placed]) -> tuple[Cue, ...]:
    """Returns thanks that are returned at once."""
    for reply in (one for one in placed if one.match.label == WELCOME):
        for one in placed:
            if one.match.label in THANKS and one.end <= reply.start <= one.end + NEAR:
                return _half(one.start, one.end), Cue(reply.start, reply.end, "agent", STRONG)
    return ()


def _nothing_else(text: str, placed: Sequence[Placed]) -> tuple[Cue, ...]:
    for offer in (one for one in placed if one.match.label == OFFER):
        no = _NOTHING.match(text, offer.end)
        if no is not None:
            return (_half(*no.span(1)),)
    return ()


def _taken(text: str) -> tuple[Cue, ...]:
    found = _TAKEN.search(text) if "您" in text else None
    return (_half(*found.span(1)),) if found is not None else ()


def _half(start: int, end: int) -> Cue:
    return Cue(start, end, "customer", STRONG)
