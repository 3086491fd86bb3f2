"""The one pass: many calls in, a Document each out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from msgspec import Struct

from autoscore.annotate.acts import acts
from autoscore.annotate.batch import Batch
from autoscore.annotate.closing import is_truncated
from autoscore.annotate.columns import columns
from autoscore.annotate.names import with_surnames
from autoscore.annotate.noisiness import noisiness, warning
from autoscore.annotate.open_acts import Told, open_hits, told
from autoscore.annotate.owners import Owners
from autoscore.annotate.placed import Placed
from autoscore.annotate.playback import COMMON, playbacks
from autoscore.annotate.playback import LABEL as PLAYBACK
from autoscore.annotate.questions import classified, question_hits
from autoscore.annotate.roles import Roles, repaired
from autoscore.annotate.said import Said
from autoscore.annotate.strengths import places_of, written
from autoscore.annotate.timing import Wait, metrics, waits
from autoscore.classify import installed
from autoscore.lexicon import Lexicon, PhraseBook, found
from autoscore.model import Document, Hit, Notice, Transcript
from autoscore.text.money import find_amounts
from autoscore.text.patterns import PatternSet
from autoscore.text.words import word_starts

NO_PATTERNS = PatternSet(())
AMOUNT = "amount"
WAIT = "wait"
LONGEST_WHOLE = 8


class Heard(Struct, frozen=True):
    """Holds what was found in one call, before all of it is put together.

    `placed` are what stands there as the lexicon has it, where the model finds something as well.
    """

    transcript: Transcript
    roles: Roles
    hits: list[Hit]
    played: list[Hit]
    pauses: tuple[Wait, ...]
    said: tuple[Said, ...]
    told: tuple[Told, ...]
    placed: list[Placed]
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
        batch = Batch.of(transcripts)
        rows = columns(batch, self.book, found(self.book, batch.view), self._wholes(batch))
        said = classified(transcripts) if installed() else [()] * len(transcripts)
        noise = noisiness(batch.view, batch.firsts)
        roles = repaired(rows, self._owners, assume=self.assume_roles)
        pauses = [waits(call, of_one.turns) for call, of_one in zip(transcripts, roles, strict=True)]
        where = places_of(batch, roles, pauses, noise)
        hits = acts(rows, self._owners, where, roles, self.lexicon.contexts)
        for extra in (self._patterns(batch, roles), _amounts(batch, roles)):
            for call, hit in extra:
                hits[call].append(hit)
        played = playbacks(batch, where.sides, self.lexicon.slot_set(COMMON))
        opened = told(transcripts, said, roles)
        placed = written(rows, self._owners, [bool(one) for one in opened])
        heard = map(Heard, transcripts, roles, hits, played, pauses, said, opened, placed, noise)
        return [self._document(of_one) for of_one in heard]

    @cached_property
    def _owners(self) -> Owners:
        return Owners.of(self.book.sets.values())

    def placed(self, transcripts: Sequence[Transcript]) -> list[list[Placed]]:
        """Returns what the lexicon finds in each call, before anything is made of its place or its speaker."""
        batch = Batch.of(transcripts)
        rows = columns(batch, self.book, found(self.book, batch.view))
        every = np.arange(len(rows.turns))
        return [rows.placed(every[first:last]) for first, last in pairwise(rows.of_calls(every))]

    def _patterns(self, batch: Batch, roles: Sequence[Roles]) -> Iterator[tuple[int, Hit]]:
        view = batch.view
        for number, start, end in self.patterns.find(view.squeezed):
            if "\n" not in view.squeezed[start:end]:
                yield batch.hit(view.raw(start, end), self.pattern_labels[number], roles)

    def _document(self, heard: Heard) -> Document:
        transcript, roles = heard.transcript, heard.roles
        found = with_surnames(heard.hits, transcript, roles.turns, self.lexicon)
        found += _new(heard.played, found)
        found += [
            *open_hits(heard.told, found, heard.placed, roles),
            *_waited(heard.pauses, transcript),
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

    def _wholes(self, batch: Batch) -> Iterator[tuple[int, int, int]]:
        """Yields the turns that are an exclamation: number of the turn, of the way and of the phrase."""
        wholes = self.book.wholes
        if not wholes:
            return
        lengths = np.diff(batch.view.starts, append=len(batch.view.normal)) - 1
        short = (lengths <= LONGEST_WHOLE) & batch.holding(batch.are("".join(wholes)))
        for turn in np.flatnonzero(short).tolist():
            bare = "".join(filter(str.isalnum, batch.normal(turn)))
            yield from ((turn, way, self.book.phrases.numbers[bare]) for way in wholes.get(bare, ()))


def _amounts(batch: Batch, roles: Sequence[Roles]) -> Iterator[tuple[int, Hit]]:
    for amount in find_amounts(batch.view.normal):
        facts = (("yuan", f"{amount.yuan:.2f}"), *((("bare", "yes"),) if amount.bare else ()))
        yield batch.hit(batch.view.raw_normal(amount.start, amount.end), AMOUNT, roles, facts)


def _new(candidates: Sequence[Hit], found: Sequence[Hit]) -> list[Hit]:
    """Leaves out candidates that overlap a hit of their own label."""
    known = [hit for hit in found if hit.label == PLAYBACK and hit.by == "agent"] if candidates else ()
    return [hit for hit in candidates if not any(other.span.overlaps(hit.span) for other in known)]


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
