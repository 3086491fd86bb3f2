"""The project's own errors: where it is, what is wrong, and what to do; never the words of a transcript."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Names a place in a file: a path or name as the user gave it, with a line and column from 1 or a cell."""

    file: str
    line: int | None = None
    column: int | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.file}:{self.cell}"
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """States one thing that is wrong: its place, what, what to do, and a line of the file (never of a call)."""

    place: Place
    what: str
    todo: str = ""
    excerpt: str = ""
    code: str = "error"

    def __str__(self) -> str:
        text = f"{self.place}: {self.what}"
        return f"{text}；{self.todo}" if self.todo else text


class AutoscoreError(Exception):
    """Is the root of all errors that this project raises on purpose."""


class UsageError(AutoscoreError):
    """Means that a command or a call was asked for something that cannot be."""


class ProblemsError(AutoscoreError):
    """Carries all problems of one input at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class ReadError(ProblemsError):
    """Means that a file or one call in it cannot be read."""


class PartlyWrittenError(ReadError):
    """Means that all was written but for what the problems name."""


class RubricError(ProblemsError):
    """Means that a rubric cannot be used."""


class LexiconError(ProblemsError):
    """Means that a lexicon file cannot be used."""


class PatternError(AutoscoreError):
    """Means that the linear-time pattern engine refuses a pattern; the message says why."""


class JudgeError(AutoscoreError):
    """Means that one call could not be annotated or judged; it becomes a failure in the manifest."""


class CorpusError(ProblemsError):
    """Means that a training set cannot be used."""
