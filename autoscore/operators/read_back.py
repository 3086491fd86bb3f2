"""Numbers that the agent reads back, compared as values with those that the customer gave."""

import re
from collections.abc import Iterator, Mapping

from autoscore.model import Document, Hit
from autoscore.operators.values import Value, values
from autoscore.text.characters import squeeze

LABEL = "repeat_confirm"
# How many turns behind the customer's number it may still be read back.
LOOK_BACK = 3
# A number with no more than this beside it is an echo.
MOST_BESIDE = 4
# A number this long is the customer's even without words that say so.
LEAST_LONG = 6
_CONFIRMS = re.compile(
    "是吗|对吗|对吧|是吧|是不是|对不对|没错吧|确认|核对|重复|复述|您[刚才]*[说报给]|记下|记好|记了|登记|收到|[尾房户表]号"
)
_AGREES = re.compile("(?:对|是的?|没错|嗯|好的?|可以|就是|行|没问题|正确|ok|了|啊|呀|的)+")
_DENIES = re.compile("(?:不是|不对|没有|错)[^。！？]{0,4}$")

Said = Mapping[int, tuple[Value, ...]]


def said_back(document: Document) -> Iterator[Hit]:
    """Yields the numbers of the agent that the customer gave within the last turns."""
    told = _told(document)
    for turn, found in told.items():
        given = [one for before in _heard(document, turn) for one in told[before]]
        for value in found if document.roles[turn] == "agent" else ():
            if value.telling() and any(value.same(one) for one in given):
                yield _hit(turn, value)


def misread(document: Document) -> Iterator[Hit]:
    """Yields the numbers of the agent that are the customer's with a slip in them, and were never put right.

    What the customer agrees to, and what only sounds alike, is in doubt.
    """
    told = _told(document)
    for turn, found in told.items():
        if document.roles[turn] != "agent":
            continue
        given = [one for before in _heard(document, turn) for one in told[before]]
        for value in found:
            meant = _meant(document, told, turn, value, given)
            if meant is not None and not _put_right(document, told, turn, value, meant):
                doubtful = value.sounds_like(meant) or _agreed(document, turn)
                yield _hit(turn, value, "weak" if doubtful else "")


def _told(document: Document) -> Said:
    return {turn: values(one.text) for turn, one in enumerate(document.transcript.turns)}


def _heard(document: Document, turn: int) -> list[int]:
    return [one for one in range(max(0, turn - LOOK_BACK), turn) if document.roles[one] == "customer"]


def _meant(document: Document, told: Said, turn: int, value: Value, given: list[Value]) -> Value | None:
    """Returns the customer's number that a number of the agent is meant to be and is not; None where there is none."""
    known = [one for before in range(turn) for one in told[before]]
    if not value.telling() or any(value.same(one) for one in known):
        return None
    rest = [one for one in given if not any(one.same(other) for other in told[turn])]
    close = [one for one in rest if value.slip_of(one)]
    if close and (len(value.digits or "") >= LEAST_LONG or _confirms(document, turn, value)):
        return close[-1]
    alike = [one for one in rest if one.kind() == value.kind() != "number"]
    return alike[-1] if len(alike) == 1 and _confirms(document, turn, value) else None


def _confirms(document: Document, turn: int, value: Value) -> bool:
    """Tells whether a turn reads back: it asks for a yes or says so, or holds the number and nothing else."""
    text = document.transcript.turns[turn].text
    beside = squeeze(text[: value.start] + text[value.end :])
    return len(beside) <= MOST_BESIDE or _CONFIRMS.search(squeeze(text)) is not None


def _put_right(document: Document, told: Said, turn: int, value: Value, meant: Value) -> bool:
    """Tells whether the agent says the right number later, or the customer says the other himself."""
    for after in range(turn + 1, len(document.roles)):
        right = any(one.same(meant) for one in told[after])
        if document.roles[after] == "agent" and right:
            return True
        if document.roles[after] == "customer" and not right and _said(document, after, told[after], value):
            return True
    return False


def _said(document: Document, turn: int, found: tuple[Value, ...], value: Value) -> bool:
    """Tells whether a turn holds a number and does not deny it: 不是803 denies it."""
    text = document.transcript.turns[turn].text
    return any(one.same(value) and not _DENIES.search(text[: one.start]) for one in found)


def _agreed(document: Document, turn: int) -> bool:
    """Tells whether the customer's next words only agree."""
    after = next((one for one in range(turn + 1, len(document.roles)) if document.roles[one] == "customer"), None)
    return after is not None and _AGREES.fullmatch(squeeze(document.transcript.turns[after].text)) is not None


def _hit(turn: int, value: Value, doubt: str = "") -> Hit:
    return Hit(turn, value.start, value.end, LABEL, doubt=doubt, facts=(("kind", "number"),))
