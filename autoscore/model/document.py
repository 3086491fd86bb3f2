"""A call with everything the finders found in it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from msgspec import UNSET

from autoscore.model.hit import Evidence, Hit, Metrics, Notice
from autoscore.model.scope import Place, Scope
from autoscore.model.status import Finding
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
    def answers(self) -> dict[Any, dict[Any, Finding]]:
        """Are the answers to conditions, by context and condition: what was asked is not asked again."""
        return {}

    @cached_property
    def kept(self) -> dict[Any, Any]:
        """Is what else was worked out of the call once, by what works it out."""
        return {}

    @cached_property
    def places(self) -> dict[Scope, Place]:
        """Are the places where scopes were found to look."""
        return {}

    @cached_property
    def by_label(self) -> dict[str, tuple[Hit, ...]]:
        """Are the hits of each label that has some, in order of place."""
        grouped: defaultdict[str, list[Hit]] = defaultdict(list)
        for hit in self.hits:
            grouped[hit.label].append(hit)
        return {label: tuple(found) for label, found in grouped.items()}

    @cached_property
    def _turns(self) -> dict[str, tuple[int, ...]]:
        return {}

    @cached_property
    def _notice_kinds(self) -> frozenset[str]:
        return frozenset(notice.kind for notice in self.notices)

    def labelled(self, label: str) -> tuple[Hit, ...]:
        """Returns the hits of one label in order of place."""
        return self.by_label.get(label, ())

    @cached_property
    def labels(self) -> frozenset[str]:
        """Are the labels that have hits."""
        return frozenset(self.by_label)

    def warned(self, kind: str) -> bool:
        """Tells whether the call carries a notice of that kind."""
        return kind in self._notice_kinds

    def turns_of(self, by: str) -> tuple[int, ...]:
        """Returns the indexes of the turns of one side; `any` means all but a machine's."""
        if by not in self._turns:
            roles = enumerate(self.roles)
            self._turns[by] = tuple(
                [turn for turn, role in roles if role != "ivr"]
                if by == "any"
                else [turn for turn, role in roles if role == by]
            )
        return self._turns[by]

    @cached_property
    def stamped(self) -> bool:
        """Tells whether it is known when each turn begins."""
        return None not in [turn.start for turn in self.transcript.turns]

    def word_starts(self, turn: int) -> tuple[int, ...]:
        """Returns where the words of a turn start, in code points."""
        return self.words(self.transcript.turns[turn].text)

    def quote(self, turn: int, start: int, end: int) -> str:
        """Returns the raw text at a span."""
        return self.transcript.turns[turn].text[start:end]

    def __getstate__(self) -> dict[str, object]:
        """Leaves out what is worked out again where it is wanted."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def evidence(self, hits: Iterable[Hit]) -> tuple[Evidence, ...]:
        """Shows hits of some words with these as raw text and, where known, their turns' times in seconds."""
        turns, found = self.transcript.turns, []
        for hit in hits:
            start, end = hit.start, hit.end
            if end > start:
                turn = turns[hit.turn]
                time = UNSET if turn.start is None and turn.end is None else (turn.start, turn.end)
                found.append(Evidence(hit.turn, start, end, turn.text[start:end], hit.form, hit.strength, time))
        return tuple(found)
