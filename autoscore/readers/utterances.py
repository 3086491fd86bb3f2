"""Lists of utterances under the usual names, in seconds: what transcripts in containers often are."""

from collections.abc import Iterator

from msgspec import Struct

from autoscore.readers.piece import Heard
from autoscore.readers.spoken import spoken
from autoscore.readers.times import Clock, Number
from autoscore.readers.who import Word, who


class Utterance(Struct):
    """Holds an utterance under any of the usual names."""

    text: str | None = None
    message: str | None = None
    content: str | None = None
    transcript: str | None = None
    role: Word = None
    speaker: Word = None
    party: Word = None
    start: Number = None
    end: Number = None

    @property
    def said(self) -> str | None:
        """Is the words."""
        return self.text or self.message or self.content or self.transcript


class Paragraph(Struct):
    """Holds sentences of one speaker."""

    speaker: Word = None
    sentences: list[Utterance] | None = None


class Paragraphs(Struct):
    """Holds all paragraphs."""

    paragraphs: list[Paragraph] | None = None


class Body(Struct):
    """Holds the transcript of a recording in one of several forms: utterances, paragraphs, or only the words."""

    transcript: str | list[Utterance] | None = None
    utterances: list[Utterance] | None = None
    messages: list[Utterance] | None = None
    paragraphs: Paragraphs | None = None
    text: str | None = None

    def turns(self, clock: Clock) -> Iterator[Heard]:
        """Yields the turns of the form that tells most."""
        listed = self.transcript if isinstance(self.transcript, list) else self.utterances or self.messages
        paragraphs = (self.paragraphs.paragraphs if self.paragraphs else None) or []
        if listed:
            yield from turns_of(listed, clock)
        elif paragraphs:
            for paragraph in paragraphs:
                yield from turns_of(paragraph.sentences or [], clock, paragraph.speaker)
        else:
            yield spoken(self.transcript if isinstance(self.transcript, str) else self.text, who(), None, None)


def turns_of(utterances: list[Utterance], clock: Clock, speaker: Word = None) -> Iterator[Heard]:
    """Yields a turn an utterance; the speaker is of those that name none."""
    for one in utterances:
        name = next((word for word in (one.speaker, one.party, speaker) if word is not None), None)
        yield spoken(one.said, who(one.role, name), clock.at(one.start), clock.at(one.end))
