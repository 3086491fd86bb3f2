"""Calls from readings, problems told on the way."""

from collections.abc import Iterable, Iterator

from autoscore.api import Reading, Transcript
from autoscore.cli import tell


class Calls:
    """Iterates over the calls among readings, tells each problem on standard error, and knows the exit status."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._readings = readings
        self._good = self._bad = 0

    def __iter__(self) -> Iterator[Transcript]:
        notices = tell.Notices()
        for reading in self._readings:
            if isinstance(reading, Transcript):
                self._good += 1
                notices.tell(reading)
                yield reading
            else:
                self._bad += 1
                tell.problems((reading,))

    @property
    def exit_status(self) -> int:
        """Is 2 where nothing was done, 1 where something failed, else 0."""
        return 2 if not self._good else 1 if self._bad else 0
