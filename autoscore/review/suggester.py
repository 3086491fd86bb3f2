"""Goes through calls and suggests what the lexicons lack; compiled once, used for a folder of calls."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autoscore.annotate import ALWAYS, Annotator, batches
from autoscore.errors import UsageError
from autoscore.lexicon import PhraseSet, compile_book
from autoscore.lexicon import load as load_lexicon
from autoscore.model import Document, Rubric, Transcript
from autoscore.model.suggestion import Suggestion
from autoscore.review.clauses import Cutter
from autoscore.review.dues import CUES, Due, asked, dues, is_due_somewhere, lost
from autoscore.review.heard import Collected
from autoscore.review.suggest import suggestions
from autoscore.rubric import load as load_rubric
from autoscore.rubric.bind import guess
from autoscore.scoring import Scorer, annotator_of, compile_rubric
from autoscore.scoring.compile import needs_of

# Sets that have at least this share of their words in common say much the same, as a set of rubrics does for an act.
KIN = 0.08
_SAID = ("way", "exact", "weak")


@dataclass(frozen=True)
class Suggester:
    """Suggests ways of saying some acts; `kin` are the sets that do not explain an act's words."""

    annotator: Annotator
    scorer: Scorer | None
    acts: tuple[str, ...]
    kin: Mapping[str, frozenset[str]]

    @classmethod
    def of(
        cls,
        lexicons: Path | None = None,
        *,
        rubric: str | None = None,
        acts: Sequence[str] = (),
        assume_roles: bool = False,
    ) -> "Suggester":
        """Makes the suggester of the lexicons, of some acts or of all that are due somewhere.

        Raises UsageError for an act that there is not, that is not the agent's, or that is due nobody knows where.
        """
        heads = load_lexicon(lexicons, ()).sets
        _check_known(acts, heads)
        base = load_rubric(rubric) if rubric is not None else None
        wanted = _searched(heads, base) | {*acts}
        lexicon = load_lexicon(lexicons, wanted)
        scorer = compile_rubric(base, lexicon, assume_roles=assume_roles) if base is not None else None
        annotator = scorer.annotator if scorer else annotator_of(lexicon, assume_roles=assume_roles)
        sets = annotator.book.sets
        chosen = _chosen(acts, sets, _due(sets, base))
        known = [sets] if lexicons is None else [sets, compile_book(load_lexicon(None, wanted)).sets]
        return cls(annotator, scorer, chosen, _kin(chosen, sets, known))

    def suggest(self, transcripts: Iterable[Transcript], top: int) -> Iterator[Suggestion]:
        """Yields at most `top` suggestions for each act, by act and then the best first."""
        sets = self.annotator.book.sets
        collected = self._collected(transcripts)
        for act in self.acts:
            yield from suggestions(collected, sets[act], self.kin[act], top)

    def _collected(self, transcripts: Iterable[Transcript]) -> Collected:
        sets, cutter = self.annotator.book.sets, Cutter.of(self.annotator.lexicon)
        explaining = frozenset(label for label, found in sets.items() if _explains(found))
        collected = Collected()
        for batch in batches(transcripts):
            for document in self.annotator.annotate(batch):
                collected.add(document, cutter, self._dues(document), explaining)
        return collected

    def _dues(self, document: Document) -> Iterator[Due]:
        sets = self.annotator.book.sets
        yield from dues(document, [sets[act] for act in self.acts])
        if self.scorer is not None:
            yield from lost(document, self.scorer, self.acts)


def _searched(heads: Mapping[str, PhraseSet], rubric: Rubric | None) -> frozenset[str]:
    """Returns the labels that are looked for: what explains words, what makes an act due, what a rubric needs."""
    needed = {label for need in needs_of(rubric) for label in need.labels} if rubric is not None else set()
    return frozenset(label for label, head in heads.items() if _explains(head)) | needed | ALWAYS | CUES


def _explains(owner: PhraseSet) -> bool:
    """Tells whether a set's words are something of their own: a service act, or what has a place of its own."""
    return owner.is_act or (bool(owner.places) and owner.by != "customer")


def _due(sets: Mapping[str, PhraseSet], rubric: Rubric | None) -> tuple[str, ...]:
    """Returns the labels of which something says where they are due: their own heads, or a rubric."""
    named = {label for one in rubric.criteria for label in asked(one)} if rubric is not None else set()
    wanted = {label for label in named if sets[label].by != "customer" and sets[label].kind in ("expected", "phrases")}
    return tuple(sorted({label for label, found in sets.items() if is_due_somewhere(found)} | wanted))


def _check_known(acts: Sequence[str], sets: Mapping[str, PhraseSet]) -> None:
    for act in acts:
        if act not in sets:
            raise UsageError(f"没有“{act}”这个词表；{guess(act, sets) or '见 lexicons/acts 和 phrases'}")


def _chosen(acts: Sequence[str], sets: Mapping[str, PhraseSet], due: tuple[str, ...]) -> tuple[str, ...]:
    for act in acts:
        if sets[act].kind not in ("expected", "phrases") or sets[act].by == "customer":
            raise UsageError(f"“{act}”不是要坐席说的话，没有该说而没说的地方")
        if act not in due:
            raise UsageError(f"看不出“{act}”该在哪里说：请用 --rubric 给出要它的评分表")
    return tuple(dict.fromkeys(acts)) or due


def _kin(
    acts: Iterable[str], sets: Mapping[str, PhraseSet], known: Iterable[Mapping[str, PhraseSet]]
) -> dict[str, frozenset[str]]:
    """Returns for each act the sets that say much the same, by the lexicons in use and by the bundled ones."""
    words = [{label: _words(found) for label, found in one.items()} for one in known]
    return {
        act: frozenset(
            label
            for one in words
            for label in one
            if label == act or (_is_pair(sets[act], sets.get(label)) and _shared(one.get(act), one[label]) >= KIN)
        )
        for act in acts
    }


def _is_pair(one: PhraseSet, other: PhraseSet | None) -> bool:
    """Tells whether two sets may say the same: two acts do not."""
    return other is not None and not (one.is_act and other.is_act)


def _words(owner: PhraseSet) -> frozenset[str]:
    strings = (string for way in owner.ways or () if way.sign in _SAID for string in way.strings)
    return frozenset(string for string in strings if len(string) > 1)


def _shared(one: frozenset[str] | None, other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
