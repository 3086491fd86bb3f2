"""The runs that clauses of several calls share, and how much more they are said where an act is due than elsewhere."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from autoscore.review.clauses import NAMES
from autoscore.review.heard import Heard

LEAST, MOST = 2, 10
# A whole clause of no more characters is also weighed as a clause of its own: 走好, 慢行.
SHORT = 4
LEAST_CALLS = 2
# A run is left out where other acts explain more than this share of its places.
EXPLAINED = 0.6
# Halves of a gapped run have at most so many characters and both together at least three; a gap has at most six.
HALF, BOTH, GAP = 4, 3, 6
# No clause begins with these, so no run does.
_BOUND = frozenset("的了吗呢吧嘛着过们得地么")
GAP_SIGN = "…"
CLAUSE_SIGN = "="
MOST_CANDIDATES, MOST_HALVES = 1500, 100

_Run = tuple[int, int, str]


@dataclass(frozen=True)
class Core:
    """Is a run that may be a way of saying an act: its pattern, and where it stands as (clause, start, end) by call.

    A pattern is a run of characters and slots, with `=` before a whole clause and `…` for a gap.
    """

    pattern: str
    places: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)

    @property
    def times(self) -> int:
        """Is in how many places it stands."""
        return sum(map(len, self.places.values()))

    @property
    def words(self) -> str:
        """Is the characters that are fixed."""
        return "".join(char for char in self.pattern if char not in NAMES and char not in (GAP_SIGN, CLAUSE_SIGN))

    @property
    def size(self) -> int:
        """Is how many characters are fixed."""
        return len(self.words)


def cores(due: Sequence[Heard], kin: Collection[str]) -> list[Core]:
    """Returns the runs of words that clauses of at least two calls share.

    Those that are mostly explained by acts which are not of the kin are left out.
    """
    found: dict[str, Core] = {}
    explained: Counter[str] = Counter()
    for number, one in enumerate(due):
        others = one.explained(kin)
        for pattern, start, end in _runs(one):
            core = found.get(pattern) or found.setdefault(pattern, Core(pattern))
            core.places.setdefault(one.call, []).append((number, start, end))
            explained[pattern] += others.holds(start, end)
    free = [core for core in found.values() if len(core.places) >= LEAST_CALLS and _is_free(core, explained)]
    best = sorted(free, key=lambda core: (-len(core.places), -core.size, core.pattern))[:MOST_CANDIDATES]
    return [*best, *_gapped(due, kin)]


def _is_free(core: Core, explained: Mapping[str, int]) -> bool:
    return EXPLAINED * core.times >= explained[core.pattern]


def _runs(one: Heard) -> Iterator[tuple[str, int, int]]:
    text = one.clause.text
    for at, start in enumerate(one.clause.cuts[:-1]):
        if text[start] in _BOUND:
            continue
        for end in one.clause.cuts[at + 1 :]:
            if end - start > MOST:
                break
            if _fixed(text[start:end]) >= LEAST:
                yield text[start:end], start, end
    if len(text) <= SHORT and _fixed(text):
        yield f"{CLAUSE_SIGN}{text}", 0, len(text)


def _fixed(run: str) -> int:
    return sum(char not in NAMES for char in run)


def _gapped(due: Sequence[Heard], kin: Collection[str]) -> list[Core]:
    """Returns pairs of often shared runs that stand close together in several calls, other words between them."""
    halves = _halves(due)
    found: dict[str, Core] = {}
    between: dict[str, set[str]] = {}
    explained: Counter[str] = Counter()
    for number, one in enumerate(due):
        others, here = one.explained(kin), [run for run in _short_runs(one) if run[2] in halves]
        for (start, low, first), (high, end, second) in _close(here):
            if first[0] in _BOUND or _fixed(first) + _fixed(second) < BOTH:
                continue
            pattern = f"{first}{GAP_SIGN}{second}"
            core = found.get(pattern) or found.setdefault(pattern, Core(pattern))
            core.places.setdefault(one.call, []).append((number, start, end))
            between.setdefault(pattern, set()).add(one.clause.text[low:high])
            explained[pattern] += others.holds(start, end)
    several = [core for core in found.values() if len(core.places) >= LEAST_CALLS and len(between[core.pattern]) > 1]
    return [core for core in several if _is_free(core, explained)]


def _close(runs: Sequence[_Run]) -> Iterator[tuple[_Run, _Run]]:
    """Yields pairs of runs with no more than a gap between them."""
    by_start: dict[int, list[_Run]] = {}
    for run in runs:
        by_start.setdefault(run[0], []).append(run)
    for run in runs:
        for start in range(run[1] + 1, run[1] + GAP + 1):
            yield from ((run, other) for other in by_start.get(start, ()))


def _halves(due: Sequence[Heard]) -> frozenset[str]:
    """Returns the short runs that stand in the most calls."""
    calls: dict[str, set[int]] = {}
    for one in due:
        for _, _, run in _short_runs(one):
            calls.setdefault(run, set()).add(one.call)
    often = sorted((run for run in calls if len(calls[run]) >= LEAST_CALLS), key=lambda run: (-len(calls[run]), run))
    return frozenset(often[:MOST_HALVES])


def _short_runs(one: Heard) -> Iterator[_Run]:
    text, cuts = one.clause.text, one.clause.cuts
    for at, start in enumerate(cuts[:-1]):
        yield from ((start, end, text[start:end]) for end in cuts[at + 1 :] if end - start <= HALF)


class Elsewhere:
    """Counts how often a pattern stands in other clauses."""

    def __init__(self, clauses: Iterable[str]) -> None:
        kept = list(clauses)
        self.clauses = len(kept)
        self._text = "\n".join(kept)
        self._whole = Counter(kept)

    def count(self, pattern: str) -> int:
        """Returns in how many places a pattern stands."""
        if pattern.startswith(CLAUSE_SIGN):
            return self._whole[pattern[1:]]
        if GAP_SIGN not in pattern:
            return self._text.count(pattern)
        first, _, second = pattern.partition(GAP_SIGN)
        return len(re.findall(f"{re.escape(first)}[^\n]{{1,{GAP}}}?{re.escape(second)}", self._text))


def surprise(here: float, clauses: int, there: int, others: int) -> float:
    """Returns how surely a run is said more often in one set of clauses than in another: the signed log-likelihood.

    `here` and `there` are counts among `clauses` and `others` clauses (Dunning 1993); negative where it is rarer.
    """
    if not here or not clauses:
        return 0.0
    expected = (here + there) * clauses / (clauses + others)
    rest = (here + there) * others / (clauses + others)
    gain = 2 * (here * math.log(here / expected) + (there * math.log(there / rest) if there else 0.0))
    return gain if here > expected else -gain
