"""What comes of one call: a sheet, or a failure with its place; nothing is lost between the two."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from autoscore.errors import Place, Problem
from autoscore.model import Document, ScoreSheet
from autoscore.readers import Reading


@dataclass(frozen=True)
class Scored:
    """Is a call with its sheet, its annotated document, and the decisions on it that could not be used."""

    document: Document
    sheet: ScoreSheet
    problems: tuple[Problem, ...] = ()

    def without_words(self) -> "Scored":
        """Leaves out what does not travel between processes."""
        return replace(self, document=replace(self.document, words=no_words))


def no_words(_text: str) -> tuple[int, ...]:
    """Stands for the word boundaries of a document that is done with."""
    return ()


@dataclass(frozen=True)
class Failure:
    """Is a call, or a piece of input, that could not be read or judged."""

    problem: Problem


Outcome: TypeAlias = Scored | Failure


def distinct(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Passes calls on, but makes a problem that names both of a call whose id has come before."""
    seen: dict[str, str] = {}
    for number, reading in enumerate(readings, 1):
        if isinstance(reading, Problem):
            yield reading
            continue
        here = reading.origin or f"第 {number} 通"
        if reading.id in seen:
            yield Problem(
                Place(here),
                f"编号“{reading.id}”与 {seen[reading.id]} 重复，只评了前一通",
                "给两通不同的 id",
                code="duplicate_id",
            )
        else:
            seen[reading.id] = here
            yield reading
