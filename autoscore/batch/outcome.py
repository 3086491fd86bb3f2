"""What comes of one call: a sheet, or a failure with its place; nothing is lost between the two."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from autoscore.errors import Problem
from autoscore.model import Document, ScoreSheet


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
