"""How a question is put: half, closed by the asker himself, several in one breath, or in answer to one."""

from collections import Counter
from collections.abc import Iterator, Sequence

from autoscore.annotate.said import Said
from autoscore.classify import NONE
from autoscore.model import Role
from autoscore.text.characters import FILLERS, normal_form, squeeze

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
# What is never left at an edge of squeezed words; these are dear to make, so that the edge is looked at first.
_DROPPED = f"，,。？?！!、；;… {FILLERS}"
# A filler, or a part of 那个, may be dropped itself.
_FIRSTS = frozenset((*(words[0] for words in _OFFERS), *FILLERS, "那"))
_LASTS = frozenset((*(words[-1] for words in _BREAKS_OFF), *FILLERS, "个"))
_ASKED = frozenset({"open", "closed", "choice", "speculative", "leading"})
_CLOSING = frozenset({"closed", "speculative", "choice"})


def traits(said: Sequence[Said], roles: Sequence[Role]) -> list[tuple[str, ...]]:
    """Returns for each sentence how it is put; nothing for sentences that ask nothing."""
    found: list[tuple[str, ...]] = [()] * len(said)
    asked = [at for at, one in enumerate(said) if one.kind.type in _ASKED]
    wanting = [at for at in asked if _wants(said, at)]
    counts = Counter(said[at].turn for at in wanting)
    stacked = {at for at in wanting if counts[said[at].turn] > 1}
    for at in asked:
        found[at] = tuple(_traits(said, at, roles, stacked=at in stacked))
    return found


def _traits(said: Sequence[Said], at: int, roles: Sequence[Role], *, stacked: bool) -> Iterator[str]:
    one = said[at]
    if one.kind.type == "open":
        behind = said[at + 1] if at + 1 < len(said) and said[at + 1].turn == one.turn else None
        if behind is None and breaks_off(one.text):
            yield HALF
        if behind is not None and closes(behind):
            yield SELF_CLOSED
    if stacked:
        yield STACKED
    if _counters(said, at, roles):
        yield COUNTER


def closes(behind: Said) -> bool:
    """Tells whether a sentence answers the open question ahead of it, by the same speaker."""
    kind = behind.kind
    return kind.type in _CLOSING and kind.detail != "request" and offers(behind.text)


def breaks_off(text: str) -> bool:
    """Tells whether words end as a half question does, squeezed."""
    return not _stands_at(text.rstrip(_DROPPED)[-1:], _LASTS) and squeeze(text).endswith(_BREAKS_OFF)


def offers(text: str) -> bool:
    """Tells whether words begin as a guess or a list does, squeezed."""
    return not _stands_at(text.lstrip(_DROPPED)[:1], _FIRSTS) and squeeze(text).startswith(_OFFERS)


def _stands_at(edge: str, wanted: frozenset[str]) -> bool:
    """Tells whether what stands at an edge of words stays there when they are squeezed, and is none of the wanted."""
    return "\u4e00" <= edge <= "\u9fff" and normal_form(edge) not in wanted


def _wants(said: Sequence[Said], at: int) -> bool:
    """Tells whether a question wants an answer of its own: it is no request, and no second try at the same."""
    one = said[at]
    if not one.kind.sure or one.kind.detail == "request":
        return False
    ahead = said[at - 1] if at else None
    return ahead is None or ahead.turn != one.turn or ahead.kind.type != "open" or not closes(one)


def _counters(said: Sequence[Said], at: int, roles: Sequence[Role]) -> bool:
    """Tells whether the agent meets a customer's question with one of his own, before he says anything to it."""
    one = said[at]
    if roles[one.turn] != "agent" or one.kind.detail == "request":
        return False
    ahead = at - 1
    while ahead >= 0 and roles[said[ahead].turn] == "agent":
        if said[ahead].kind.type != NONE:
            return False
        ahead -= 1
    if ahead < 0 or roles[said[ahead].turn] != "customer":
        return False
    asked = said[ahead].kind
    # How much was said between the two is looked at last: to squeeze is dear.
    between = said[ahead + 1 : at]
    return asked.type in _ASKED and asked.sure and all(len(squeeze(of.text)) <= _BACK_CHANNEL for of in between)
