"""A call with everything the finders found in it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from msgspec import UNSET

from autoscore.model.hit import Evidence, Hit, Metrics, Notice
from autoscore.model.transcript import Role, Transcript


@dataclass(frozen=True)
class Document:
    """Holds a transcript, the role each turn is held to have, and all hits in order of place.

    `truncated` is true where the record ends before anybody closes; `noise` is the estimated share of characters that
    recognition got wrong; `classified` where its sentences were
    classified, so that what is no question is known. `words` gives the start offsets of a text's words; only a
    condition that asks for whole words calls it.
    """

    transcript: Transcript
    roles: tuple[Role, ...]
    hits: tuple[Hit, ...]
    metrics: Metrics = field(default_factory=Metrics)
    notices: tuple[Notice, ...] = ()
    truncated: bool = False
    noise: float = 0.0
    classified: bool = False
    words: Callable[[str], tuple[int, ...]] = lambda _text: ()

    @cached_property
    def _by_label(self) -> Mapping[str, tuple[Hit, ...]]:
        grouped: dict[str, list[Hit]] = {}
        for hit in self.hits:
            grouped.setdefault(hit.label, []).append(hit)
        return MappingProxyType({label: tuple(found) for label, found in grouped.items()})

    @cached_property
    def _notice_kinds(self) -> frozenset[str]:
        return frozenset(notice.kind for notice in self.notices)

    def labelled(self, label: str) -> tuple[Hit, ...]:
        """Returns the hits of one label in order of place."""
        return self._by_label.get(label, ())

    def warned(self, kind: str) -> bool:
        """Tells whether the call carries a notice of that kind."""
        return kind in self._notice_kinds

    def turns_of(self, by: str) -> tuple[int, ...]:
        """Returns the indexes of the turns of one side; `any` means all but a machine's."""
        return tuple(self._indexes(by))

    def _indexes(self, by: str) -> Iterator[int]:
        for index, role in enumerate(self.roles):
            if role == by or (by == "any" and role != "ivr"):
                yield index

    def word_starts(self, turn: int) -> tuple[int, ...]:
        """Returns where the words of a turn start, in code points."""
        return self.words(self.transcript.turns[turn].text)

    def quote(self, turn: int, start: int, end: int) -> str:
        """Returns the raw text at a span."""
        return self.transcript.turns[turn].text[start:end]

    def evidence(self, hit: Hit) -> Evidence:
        """Shows a hit with its raw words and, where known, its turn's times in seconds."""
        turn = self.transcript.turns[hit.turn]
        time = UNSET if turn.start is None and turn.end is None else (turn.start, turn.end)
        return Evidence(hit.turn, hit.start, hit.end, turn.text[hit.start : hit.end], hit.form, hit.strength, time)
