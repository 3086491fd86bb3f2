"""Cues of who speaks: what only staff say, and what only those say who come to them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from autoscore.annotate.placed import Placed
from autoscore.lexicon import Match, PhraseSet
from autoscore.model import CLEAN, Role
from autoscore.text.characters import squeeze

AGENT_WORDS, CUSTOMER_WORDS = "agent_words", "customer_words"
# These sets serve to tell the sides apart, and are no findings.
CUE_LABELS = frozenset({AGENT_WORDS, CUSTOMER_WORDS})
STRONG, WEAK = 2, 1
# No turn says more than this, however much is said in it.
MOST_OF_A_TURN = 4
# Words by which a formula shows that it is addressed to a customer.
POLITE = ("您", "请", "感谢", "为你", "帮你")
LONG_FORMULA = 6
# Customers say where they are from as well.
INTRODUCES = "self_intro"
SURE_BY_SOUND = 85
# Sets that every rubric loads, and that one side says much more often.
_AGENTS = frozenset({"surname_address", "plain_address", "calls_next"})
_CUSTOMERS = frozenset({"customer_closes", "name_given"})
_NAMES = frozenset({"surname_address", "name_given"})
_SIGNS: Mapping[Role, int] = {"agent": 1, "customer": -1}


# What a set may be a cue of, by kind: the words of either side, formulas, and what one side says much more often.
NO_CUE, AGENT_SAYS, CUSTOMER_SAYS, FORMULA, OFTEN_AGENT, OFTEN_CUSTOMER = range(6)


class Cue(Struct, frozen=True, order=True):
    """Is a run of raw text in a turn that speaks for a side, strongly or weakly; `private` ones are never shown."""

    start: int
    end: int
    side: Role
    weight: int
    private: bool = False

    @property
    def lean(self) -> int:
        """Is the weight with a sign: above 0 for the agent, below for the customer."""
        return self.weight * _SIGNS[self.side]


def cue_kind(owner: PhraseSet) -> int:
    """Returns what kind of cue the matches of a set may be."""
    if owner.label in CUE_LABELS:
        return AGENT_SAYS if owner.label == AGENT_WORDS else CUSTOMER_SAYS
    if owner.formula and owner.by == "agent":
        return FORMULA
    return OFTEN_AGENT if owner.label in _AGENTS else OFTEN_CUSTOMER if owner.label in _CUSTOMERS else NO_CUE


def is_formula(match: Match, quote: str) -> bool:
    """Tells whether a match is a phrase that only service staff say: a formula, clean, and polite or long."""
    heard = match.form == CLEAN or match.strength >= SURE_BY_SOUND
    fixed = match.owner.formula and match.owner.by == "agent" and heard and match.sign in ("way", "exact")
    polite = any(word in quote for word in POLITE)
    return fixed and (polite or (match.label != INTRODUCES and len(squeeze(quote)) >= LONG_FORMULA))


def cues_of(placed: Iterable[Placed]) -> dict[int, tuple[Cue, ...]]:
    """Returns the cues of each turn that has some, in order; of those of a side that overlap the strongest."""
    found: dict[int, list[Cue]] = {}
    for one in placed:
        cue = _cue(one)
        if cue is not None:
            found.setdefault(one.turn, []).append(cue)
    return {turn: _settled(cues) for turn, cues in found.items()}


def _settled(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    return tuple(cues) if len(cues) == 1 else tuple(sorted(_apart([*_weakened(cues)])))


def _cue(one: Placed) -> Cue | None:
    match = one.match
    if match.label in CUE_LABELS:
        side: Role = "agent" if match.label == AGENT_WORDS else "customer"
        return Cue(one.start, one.end, side, WEAK if match.sign == "weak" else STRONG)
    if is_formula(match, one.quote):
        return Cue(one.start, one.end, "agent", STRONG)
    if match.form != CLEAN or match.sign not in ("way", "exact"):
        return None
    return _faint(one)


def _faint(one: Placed) -> Cue | None:
    """Returns the weak cue that a curt formula, a form of address or a closing word of one side gives."""
    owner, private = one.match.owner, one.match.label in _NAMES
    if owner.label in _AGENTS or (owner.formula and owner.by == "agent"):
        return Cue(one.start, one.end, "agent", WEAK, private)
    return Cue(one.start, one.end, "customer", WEAK, private) if owner.label in _CUSTOMERS else None


def _weakened(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Yields cues, weak those that stand in words which the other side says as well: 您稍等，我找一下."""
    faint = [cue for cue in cues if cue.weight == WEAK]
    for cue in cues:
        covered = any(one.side != cue.side and one.start <= cue.start and cue.end <= one.end for one in faint)
        yield replace(cue, weight=WEAK) if covered else cue


def _apart(cues: Sequence[Cue]) -> Iterator[Cue]:
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda one: (-one.weight, one)):
        if not any(cue.side == other.side and cue.start < other.end and other.start < cue.end for other in kept):
            kept.append(cue)
            yield cue


def lean(cues: Iterable[Cue]) -> int:
    """Returns how far the cues of a turn lean: above 0 to the agent, below to the customer."""
    return max(-MOST_OF_A_TURN, min(MOST_OF_A_TURN, sum(cue.lean for cue in cues)))


def strong(cues: Iterable[Cue], side: Role) -> tuple[Cue, ...]:
    """Returns the strong cues for a side."""
    return tuple(cue for cue in cues if cue.side == side and cue.weight == STRONG)
