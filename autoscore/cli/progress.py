"""Progress: a line that is written over on a terminal, a plain line now and then in a log."""

import time
from types import TracebackType
from typing import IO, Self

_EVERY = 0.2
_EVERY_IN_LOG = 10.0
_CLEAR = "\r\x1b[K"
_WIDTH = 20


class Progress:
    """Tells how many calls are done, at what rate, which share of the work that is, and how long the rest will take.

    Work is measured in bytes, of which alone it is known beforehand how many there are.
    """

    def __init__(self, stream: IO[str], *, wanted: bool = True) -> None:
        self._stream = stream
        self._wanted = wanted
        self._drawn = wanted and stream.isatty()
        self._begin = self._last = time.monotonic()
        self._done = self._failed = 0
        self._total = self._left = self._at_first = 0

    def __enter__(self) -> Self:
        return self

    def begin(self, total: int, left: int) -> None:
        """Learns how many bytes of work there are, and how many are still to be done."""
        self._total, self._left, self._at_first = total, left, left
        self._begin = time.monotonic()

    def step(self, scored: int, failed: int) -> None:
        """Counts calls; what was counted may be taken back."""
        self._done += scored + failed
        self._failed += failed
        now = time.monotonic()
        if self._wanted and now - self._last >= (_EVERY if self._drawn else _EVERY_IN_LOG):
            self._last = now
            self._tell(now)

    def advance(self, size: int) -> None:
        """Counts bytes of work."""
        self._left -= size

    def clear(self) -> None:
        """Makes room for a line of somebody else's."""
        if self._drawn:
            self._stream.write(_CLEAR)
            self._stream.flush()

    def _tell(self, now: float) -> None:
        line = "，".join(self._parts(now))
        self._stream.write(f"{_CLEAR}{self._bar()}{line} " if self._drawn else f"{line}\n")
        self._stream.flush()

    def _parts(self, now: float) -> list[str]:
        spent = max(now - self._begin, 1e-9)
        parts = [f"已评 {self._done} 通", f"失败 {self._failed}", f"每秒 {self._done / spent:.0f} 通"]
        if self._total:
            parts.append(f"{self._share:.0%}")
        if 0 < self._left < self._at_first:
            parts.append(f"还要 {_clock(spent * self._left / (self._at_first - self._left))}")
        return parts

    @property
    def _share(self) -> float:
        return 1 - self._left / self._total

    def _bar(self) -> str:
        if not self._total:
            return ""
        filled = round(_WIDTH * self._share)
        return f"[{'#' * filled}{'-' * (_WIDTH - filled)}] "

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            self._tell(time.monotonic())
            self._stream.write("\n")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
