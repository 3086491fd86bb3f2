"""What the bundled rubrics know how to look for, and which of it a row of another sheet seems to ask."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from autoscore.drafting import trees
from autoscore.drafting.amounts import normal
from autoscore.drafting.cues import CUES
from autoscore.drafting.parts import Part
from autoscore.drafting.phrases import gist
from autoscore.forms import forms
from autoscore.rubric import bundled
from autoscore.rubric.tree import Mapping as Tree

# How sure a likeness has to be; a cue in the point's own name alone is enough, likeness of words alone seldom is.
LEAST = 0.75
_IN_NAME, _IN_WORDS, _MORE, _RANK, _LATE = 1.0, 0.7, 0.15, 0.05, 0.1
_LIKE, _CHANNEL, _SECTION, _USUAL, _TAKEN = 0.8, 0.15, 0.25, 0.25, 0.3


class Known(Struct, frozen=True, eq=False):
    """Is a criterion of a bundled rubric, its knobs settled."""

    rubric: str
    id: str
    title: str
    channel: str
    section: str
    branch: str
    form: str
    tree: Tree
    pairs: frozenset[str]

    @property
    def name(self) -> str:
        """Is how it is called across rubrics."""
        return f"{self.rubric}/{self.id}"


@cache
def known() -> tuple[Known, ...]:
    """Returns the criteria of the bundled rubrics that earn or cost points."""
    return tuple(one for name in bundled() for one in _of(name))


@cache
def bundled_tree(name: str) -> Tree:
    """Returns a bundled rubric with its knobs settled."""
    tree = trees.tree_of(name)
    knobs = tree.get("knobs")
    settled = trees.settled(tree, knobs if isinstance(knobs, Tree) else Tree((), tree.place))
    return settled if isinstance(settled, Tree) else tree


def _of(name: str) -> Iterator[Known]:
    tree = bundled_tree(name)
    sections = {trees.word(one, "id"): trees.word(one, "title") for one in trees.items(tree, "sections")}
    for one in trees.items(tree, "criteria"):
        if not trees.word(one, "mode"):
            title = trees.word(one, "title")
            yield Known(
                rubric=name,
                id=trees.word(one, "id"),
                title=title,
                channel=trees.word(tree, "channel"),
                section=sections.get(trees.word(one, "section"), ""),
                branch=trees.word(one, "branch"),
                form=next(key.value for key, _ in one.pairs if key.value in forms()),
                tree=one,
                pairs=_pairs(f"{title} {gist(normal(trees.word(one, 'standard')))}"),
            )


def _pairs(text: str) -> frozenset[str]:
    """Returns the pairs of neighbouring characters in the runs of words of a text."""
    return frozenset(run[at : at + 2] for run in re.findall(r"\w+", text) for at in range(len(run) - 1))


def proposals(parts: Sequence[Part], channel: str) -> tuple[Known | None, ...]:
    """Returns, for each thing to be scored, the bundled criterion that asks the same; None where none does.

    A sheet mostly asks what one of the rubrics asks: which one is told first, and preferred.
    """
    usual = _usual(parts, channel)
    taken: set[str] = set()
    chosen: list[Known | None] = []
    for part in parts:
        best, score = _best(part, channel, usual, taken)
        chosen.append(best if score >= LEAST else None)
        taken |= {best.name} if score >= LEAST else set()
    return tuple(chosen)


def _usual(parts: Sequence[Part], channel: str) -> str:
    """Returns the rubric that most of the things to be scored are like."""
    sums: dict[str, float] = {}
    for part in parts:
        best, score = _best(part, channel, "", frozenset())
        if score >= LEAST:
            sums[best.rubric] = sums.get(best.rubric, 0) + score
    return max(sorted(sums), key=lambda name: sums[name], default="")


def _best(part: Part, channel: str, usual: str, taken: Iterable[str]) -> tuple[Known, float]:
    name, words = normal(part.title), gist(normal(part.text))
    cues = _cued(name, words)
    pairs = _pairs(f"{name} {words}")
    scores = (
        (one, _score(one, part, cues, pairs) + (one.channel == channel) * _CHANNEL + (one.rubric == usual) * _USUAL)
        for one in known()
        if one.branch in ("", part.case)
    )
    return max(((one, score - _TAKEN * (one.name in taken)) for one, score in scores), key=lambda pair: pair[1])


def _score(one: Known, part: Part, cues: Mapping[str, float], pairs: frozenset[str]) -> float:
    """Tells how much a criterion is like a thing to be scored; what has neither cue nor likeness is not at all."""
    shared = 2 * len(pairs & one.pairs) / max(len(pairs) + len(one.pairs), 1)
    cue = cues.get(one.name, 0.0)
    if not cue and shared < _LEAST_SHARED:
        return -1.0
    case = _SECTION if part.case and one.branch == part.case else 0.0
    return cue + _LIKE * shared + case + _SECTION * bool(one.section and one.section == part.line.text("section"))


_LEAST_SHARED = 0.3


def find_like(title: str, rubric: str) -> Known | None:
    """Returns the bundled yes or no that a short name speaks of, from the rubric named where it has one."""
    cues = _cued(normal(title), "")
    found = [one for one in known() if one.form == "find" and not one.branch and one.name in cues]
    return max(found, key=lambda one: cues[one.name] + (one.rubric == rubric) * _USUAL, default=None)


def _cued(name: str, words: str) -> Mapping[str, float]:
    """Returns how strongly the cues in a row speak for each criterion."""
    found: dict[str, float] = {}
    for pattern, criteria in CUES:
        weight = _weight(pattern, name, words)
        for rank, criterion in enumerate(criteria.split() if weight else ()):
            own = weight - rank * _RANK
            before = found.get(criterion, 0.0)
            found[criterion] = max(own, before) + (_MORE if before else 0.0)
    return found


def _weight(pattern: str, name: str, words: str) -> float:
    if re.search(pattern, name):
        return _IN_NAME
    said = re.search(pattern, words)
    return _IN_WORDS - _LATE * said.start() / len(words) if said else 0.0
