"""Ways of saying an act that a lexicon lacks: what agents say where the act was due and was not found."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autoscore.lexicon import PhraseSet
from autoscore.model.suggestion import Quoted, Suggestion
from autoscore.review.clauses import NAMES
from autoscore.review.cores import GAP_SIGN, Core, Elsewhere, cores, surprise
from autoscore.review.heard import Collected, Heard
from autoscore.review.known import Known, Near
from autoscore.text.rarity import contents

EXAMPLES = 3
# How many runs of an act are compared with its known ways.
CLOSER = 400
# What has this log-likelihood comes about by chance once in a hundred (chi-squared, one degree of freedom).
LEAST_SCORE = 6.6
# A call in which a better suggestion stands already says less for another one.
SEEN_AGAIN = 0.7
# A gap lets more in, so what needs none is preferred.
GAPPED = 0.8
# What two calls share may well be chance, what twenty share is not.
CHANCE = 0.7
# Beyond so many characters a run is none the clearer for being longer.
LONG = 5
# What a word about the matter takes away: service is said in small words.
MATTER = 0.2


@dataclass(frozen=True)
class Weighed:
    """Is a core with how often it is said elsewhere, and the known way that it is like."""

    core: Core
    elsewhere: int
    near: Near | None
    worth: float


def suggestions(collected: Collected, owner: PhraseSet, kin: Collection[str], top: int) -> Iterator[Suggestion]:
    """Yields at most `top` suggestions for an act, the best first; what sets outside its kin explain is none."""
    due = collected.where_due(owner.label)
    if due:
        yield from _Search(collected, owner, kin, due).best(top)


class _Search:
    """Searches the clauses in which one act was due."""

    def __init__(self, collected: Collected, owner: PhraseSet, kin: Collection[str], due: Sequence[Heard]) -> None:
        self._calls, self._owner, self._kin, self._due = collected.calls, owner, kin, due
        self._others = Elsewhere(collected.elsewhere(owner.label))
        self._seen: set[int] = set()
        self._taken: set[tuple[int, int]] = set()
        self._open = self._weighed(Known.of(owner))

    def _weighed(self, known: Known) -> list[Weighed]:
        """Returns the runs worth a closer look, with what they are like."""
        found = {core.pattern: core for core in (*known.misheard(self._due), *cores(self._due, self._kin))}
        counted = [Weighed(core, self._others.count(core.pattern), None, _worth(core)) for core in found.values()]
        ranked = sorted(counted, key=lambda one: (-self._score(one), one.core.pattern))[:CLOSER]
        return [replace(one, near=known.near(one.core.pattern)) for one in ranked]

    def best(self, top: int) -> Iterator[Suggestion]:
        """Yields the best suggestion, then the best for what it leaves, and so on."""
        for _ in range(top):
            ranked = [(self._score(one), one) for one in self._open]
            score, one = max(
                ranked, key=lambda pair: (pair[0], pair[1].core.size, pair[1].core.pattern), default=(0.0, None)
            )
            if one is None or score < LEAST_SCORE:
                return
            self._open = [pair[1] for pair in ranked if pair[0] >= LEAST_SCORE and pair[1] is not one]
            places = self._free(one.core)
            self._seen.update(places)
            for number, start, end in (place for found in places.values() for place in found):
                self._taken.update((number, at) for at in range(start, end))
            yield self._suggestion(one, places, score)

    def _free(self, core: Core) -> dict[int, list[tuple[int, int, int]]]:
        """Returns where a core stands apart from the suggestions so far, by call."""
        free = {
            call: [
                (number, start, end)
                for number, start, end in places
                if not any((number, at) in self._taken for at in range(start, end))
            ]
            for call, places in core.places.items()
        }
        return {call: places for call, places in free.items() if places}

    def _score(self, one: Weighed) -> float:
        calls = self._free(one.core)
        weight = sum(SEEN_AGAIN if call in self._seen else 1.0 for call in calls)
        score = surprise(max(weight - CHANCE, 0.0), len(self._due), one.elsewhere, self._others.clauses)
        score *= GAPPED if GAP_SIGN in one.core.pattern else 1.0
        score *= one.worth * (one.core.times / (one.core.times + one.elsewhere)) ** 2
        return score * (1 + (one.near.likeness / 100 if one.near is not None else 0))

    def _suggestion(self, one: Weighed, places: Mapping[int, list[tuple[int, int, int]]], score: float) -> Suggestion:
        times = sum(map(len, places.values()))
        agents = {self._calls[call].agent for call in places} - {None}
        misheard = one.near is not None and one.near.misheard
        return Suggestion(
            act=self._owner.label,
            title=self._owner.title,
            entry=written(one.core.pattern, misheard=misheard),
            kind="mishearing" if misheard else "way",
            score=round(score, 1),
            calls=len(places),
            due=len({heard.call for heard in self._due}),
            times=times,
            agents=len(agents) or None,
            elsewhere=one.elsewhere,
            common=one.elsewhere > times,
            near=one.near.phrase if one.near is not None else None,
            likeness=one.near.likeness if one.near is not None else None,
            examples=tuple(self._quoted(found[0]) for found in list(places.values())[:EXAMPLES]),
        )

    def _quoted(self, place: tuple[int, int, int]) -> Quoted:
        number, start, end = place
        one = self._due[number]
        span = one.clause.span(start, end)
        quote = one.clause.raw[span.start : span.end]
        return Quoted(self._calls[one.call].id, span.turn, span.start, span.end, quote)


def _worth(core: Core) -> float:
    """Returns how clear a run is: more for a longer one, less for one that is about the matter."""
    heaviest = max((one.weight for one in contents(core.words)), default=0.0)
    return math.sqrt(min(core.size, LONG)) * (1 - MATTER * heaviest)


def written(pattern: str, *, misheard: bool = False) -> str:
    """Returns a pattern as a line of a lexicon file."""
    return ("~ " if misheard else "") + "".join(NAMES.get(char, char) for char in pattern)
