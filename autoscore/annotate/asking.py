"""How a question is put: half, closed by the asker himself, several in one breath, or in answer to one."""

from collections import Counter
from collections.abc import Iterator, Sequence

from autoscore.annotate.said import Said
from autoscore.classify import NONE
from autoscore.model import Role
from autoscore.text.characters import squeeze

HALF, SELF_CLOSED, STACKED, COUNTER = "half", "self_closed", "stacked", "counter"
# What a half question breaks off with, for the other to fill in.
_BREAKS_OFF = ("是", "在", "叫", "为", "到", "到的", "姓")
# How one begins who answers his own open question with a guess or a list.
_OFFERS = (
    "是",
    "还是",
    "比如",
    "比方",
    "应该",
    "可能",
    "大概",
    "不会是",
    "就是",
    "像是",
    "因为",
    "要么",
    "难道",
    "有没有可能",
    "您是",
)
# Said before a counter-question without making it anything else.
_BACK_CHANNEL = 4
_ASKED = ("open", "closed", "choice", "speculative", "leading")


def traits(said: Sequence[Said], roles: Sequence[Role]) -> list[tuple[str, ...]]:
    """Returns for each sentence how it is put; nothing for sentences that ask nothing."""
    wanting = _wanting(said)
    counts = Counter(said[at].turn for at in wanting)
    stacked = {at for at in wanting if counts[said[at].turn] > 1}
    return [tuple(_traits(said, at, roles, stacked=at in stacked)) for at in range(len(said))]


def _traits(said: Sequence[Said], at: int, roles: Sequence[Role], *, stacked: bool) -> Iterator[str]:
    one = said[at]
    if one.kind.type not in _ASKED:
        return
    behind = said[at + 1] if at + 1 < len(said) and said[at + 1].turn == one.turn else None
    if one.kind.type == "open" and behind is None and squeeze(one.text).endswith(_BREAKS_OFF):
        yield HALF
    if one.kind.type == "open" and behind is not None and closes(behind):
        yield SELF_CLOSED
    if stacked:
        yield STACKED
    if _counters(said, at, roles):
        yield COUNTER


def closes(behind: Said) -> bool:
    """Tells whether a sentence answers the open question ahead of it, by the same speaker."""
    offers = squeeze(behind.text).startswith(_OFFERS)
    return offers and behind.kind.type in ("closed", "speculative", "choice") and behind.kind.detail != "request"


def _wanting(said: Sequence[Said]) -> list[int]:
    """Returns the places of questions that want an answer of their own: no requests, no second try at the same."""
    places: list[int] = []
    ahead: Said | None = None
    for at, one in enumerate(said):
        again = ahead is not None and ahead.turn == one.turn and ahead.kind.type == "open" and closes(one)
        if one.kind.type in _ASKED and one.kind.sure and one.kind.detail != "request" and not again:
            places.append(at)
        ahead = one
    return places


def _counters(said: Sequence[Said], at: int, roles: Sequence[Role]) -> bool:
    """Tells whether the agent meets a customer's question with one of his own, before he says anything to it."""
    one = said[at]
    if roles[one.turn] != "agent" or one.kind.detail == "request":
        return False
    ahead = at - 1
    while ahead >= 0 and roles[said[ahead].turn] == "agent":
        if said[ahead].kind.type != NONE or len(squeeze(said[ahead].text)) > _BACK_CHANNEL:
            return False
        ahead -= 1
    if ahead < 0 or roles[said[ahead].turn] != "customer":
        return False
    asked = said[ahead].kind
    return asked.type in _ASKED and asked.sure
