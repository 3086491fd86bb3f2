"""The one pass: many calls in, a Document each out."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from msgspec.structs import replace

from autoscore.annotate.acts import hits, without_returned_thanks
from autoscore.annotate.closing import is_truncated
from autoscore.annotate.names import with_surnames
from autoscore.annotate.neighbours import Neighbours
from autoscore.annotate.noisiness import noisiness, warning
from autoscore.annotate.open_acts import Told, open_hits, told
from autoscore.annotate.placed import Placed
from autoscore.annotate.places import places
from autoscore.annotate.playback import COMMON, playbacks
from autoscore.annotate.questions import classified, question_hits
from autoscore.annotate.roles import Roles, findings, repair
from autoscore.annotate.said import Said
from autoscore.annotate.strength import Hearing
from autoscore.annotate.timing import Wait, metrics, waits
from autoscore.classify import installed
from autoscore.lexicon import Lexicon, PhraseBook, find
from autoscore.lexicon.matcher import Match
from autoscore.model import CLEAN, Document, Hit, Notice, Transcript
from autoscore.text.characters import normal_form
from autoscore.text.money import find_amounts
from autoscore.text.patterns import PatternSet
from autoscore.text.view import View
from autoscore.text.words import word_starts

At = TypeVar("At", Placed, Hit)
NO_PATTERNS = PatternSet(())
AMOUNT = "amount"
WAIT = "wait"


@dataclass(frozen=True)
class Heard:
    """Holds what was found in one call, before it is known what it comes to."""

    transcript: Transcript
    placed: list[Placed]
    roles: Roles
    extra: list[Hit]
    said: tuple[Said, ...]
    told: tuple[Told, ...]
    noise: float


@dataclass(frozen=True)
class Annotator:
    """Finds everything that a lexicon and a rubric look for; compiled once, used for many calls.

    `patterns` are the rubric's own, their hits labelled by `pattern_labels` in the same order.
    """

    lexicon: Lexicon
    book: PhraseBook
    patterns: PatternSet = NO_PATTERNS
    pattern_labels: tuple[str, ...] = ()
    assume_roles: bool = False

    def annotate(self, transcripts: Sequence[Transcript]) -> list[Document]:
        """Returns the documents of some calls, in order; all their turns are searched together."""
        view, firsts = _joined(transcripts)
        placed = _by_call(self._placed(view), firsts)
        extra = _by_call([*self._patterns(view), *_amounts(view)], firsts)
        said = classified(transcripts) if installed() else [()] * len(transcripts)
        noise = noisiness(view, firsts)
        placed = [[*of_one, *self._wholes(transcript)] for transcript, of_one in zip(transcripts, placed, strict=True)]
        roles = [repair(*of_one, assume=self.assume_roles) for of_one in zip(transcripts, placed, strict=True)]
        heard = map(Heard, transcripts, placed, roles, extra, said, told(transcripts, said, roles), noise)
        return [self._document(of_one) for of_one in heard]

    def placed(self, transcripts: Sequence[Transcript]) -> list[list[Placed]]:
        """Returns what the lexicon finds in each call, before anything is made of its place or its speaker."""
        view, firsts = _joined(transcripts)
        return _by_call(self._placed(view), firsts)

    def _placed(self, view: View) -> Iterator[Placed]:
        for match in find(self.book, view):
            turn, start, end = view.raw(match.start, match.end)
            edges = view.clause_start(match.start), view.clause_end(match.end)
            yield Placed(turn, start, end, view.text_at(match.start, match.end), match, *edges)

    def _patterns(self, view: View) -> Iterable[Hit]:
        for number, start, end in self.patterns.find(view.squeezed):
            if "\n" not in view.squeezed[start:end]:
                yield Hit(*view.raw(start, end), self.pattern_labels[number])

    def _document(self, heard: Heard) -> Document:
        transcript, roles, placed = heard.transcript, heard.roles, findings(heard.placed)
        pauses = waits(transcript, roles.turns)
        hearing = Hearing(places(roles.turns, pauses), roles, Neighbours.of_call(placed), heard.noise)
        found = [*hits(transcript, placed, hearing, self.lexicon.contexts), *_by_role(heard.extra, roles)]
        found = with_surnames([*without_returned_thanks(found)], transcript, roles.turns, self.lexicon)
        found += _new(playbacks(transcript, roles.turns, self.lexicon.slot_set(COMMON)), found)
        found += [
            *open_hits(heard.told, found, placed, roles),
            *_waited(pauses, transcript),
            *question_hits(heard.said, roles.turns),
        ]
        truncated = is_truncated(found, roles.turns)
        return Document(
            transcript=transcript,
            roles=roles.turns,
            hits=tuple(sorted(found)),
            metrics=metrics(transcript, roles.turns),
            notices=(*_notices(transcript, roles), *_cut_off(truncated), *warning(heard.noise)),
            truncated=truncated,
            noise=heard.noise,
            classified=installed(),
            words=word_starts,
        )

    def _wholes(self, transcript: Transcript) -> Iterable[Placed]:
        if not self.book.wholes:
            return
        for number, turn in enumerate(transcript.turns):
            bare = "".join(char for char in normal_form(turn.text[:8]) if char.isalnum()) if len(turn.text) <= 8 else ""
            for bound in self.book.wholes.get(bare, ()):
                if bound.way.sign == "block":
                    continue
                yield Placed(number, 0, len(turn.text), turn.text, Match(bound, 0, 0, CLEAN, 100, bare))


def _joined(transcripts: Sequence[Transcript]) -> tuple[View, tuple[int, ...]]:
    """Returns the view of all turns of some calls, and the number of the first turn of each."""
    view = View.of([turn.text for transcript in transcripts for turn in transcript.turns])
    return view, tuple(accumulate((len(transcript.turns) for transcript in transcripts), initial=0))


def _by_call(found: Iterable[At], firsts: Sequence[int]) -> list[list[At]]:
    """Shares hits of a whole batch out to its calls, with turns counted from the start of each."""
    groups: list[list[At]] = [[] for _ in firsts[1:]]
    for one in found:
        call = bisect_right(firsts, one.turn) - 1
        groups[call].append(_moved(one, firsts[call]))
    return groups


def _moved(one: At, by: int) -> At:
    return replace(one, turn=one.turn - by)


def _amounts(view: View) -> Iterable[Hit]:
    for amount in find_amounts(view.normal):
        facts = (("yuan", f"{amount.yuan:.2f}"), *((("bare", "yes"),) if amount.bare else ()))
        yield Hit(*view.raw_normal(amount.start, amount.end), AMOUNT, facts=facts)


def _by_role(found: list[Hit], roles: Roles) -> Iterable[Hit]:
    for hit in found:
        yield Hit(hit.turn, hit.start, hit.end, hit.label, by=roles.turns[hit.turn], facts=hit.facts)


def _new(candidates: Iterable[Hit], found: list[Hit]) -> list[Hit]:
    """Leaves out candidates that overlap a hit of their own label."""
    known = [hit for hit in found if hit.by == "agent"]
    return [
        hit
        for hit in candidates
        if not any(other.label == hit.label and other.span.overlaps(hit.span) for other in known)
    ]


def _waited(pauses: Sequence[Wait], transcript: Transcript) -> Iterable[Hit]:
    for wait in pauses:
        text = transcript.turns[wait.after].text
        facts = (("seconds", str(wait.seconds)), ("until", str(wait.turn)))
        yield Hit(wait.after, 0, len(text), WAIT, facts=facts)


def _notices(transcript: Transcript, roles: Roles) -> Iterable[Notice]:
    yield from (Notice(kind, because) for kind, because in transcript.notices)
    yield from roles.notices


def _cut_off(truncated: bool) -> Iterable[Notice]:
    if truncated:
        yield Notice("truncated", "最后三轮没有人道别或收尾，录音可能不完整：收尾各项不判扣分")
