"""What could be read of some inputs, problems told on the way."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from autoscore.api import Reading, Transcript
from autoscore.cli import tell
from autoscore.errors import Problem

T = TypeVar("T")


class Readable(Generic[T]):
    """Iterates over what could be read, tells each problem on standard error, and knows the exit status."""

    def __init__(self, readings: Iterable[T | Problem], notice: Callable[[T], None] = lambda _: None) -> None:
        self._readings = readings
        self._notice = notice
        self._good = self._bad = 0

    def __iter__(self) -> Iterator[T]:
        for reading in self._readings:
            if isinstance(reading, Problem):
                self._bad += 1
                tell.problems((reading,))
            else:
                self._good += 1
                self._notice(reading)
                yield reading

    @property
    def exit_status(self) -> int:
        """Is 2 where nothing was done, 1 where something failed, else 0."""
        return 2 if not self._good else 1 if self._bad else 0


def calls(readings: Iterable[Reading]) -> Readable[Transcript]:
    """Returns the calls among readings; what their readers noticed is told too."""
    return Readable(readings, tell.Notices().tell)
