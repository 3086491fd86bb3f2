"""Progress on a terminal: how many calls are done, and at what rate; nothing is drawn into a file or a log."""

import time
from types import TracebackType
from typing import IO, Self

_EVERY = 0.2
_CLEAR = "\r\x1b[K"


class Progress:
    """Draws one line that is written over."""

    def __init__(self, stream: IO[str], *, wanted: bool = True) -> None:
        self._stream = stream
        self._shown = wanted and stream.isatty()
        self._begin = self._last = time.monotonic()
        self._done = self._failed = 0

    def __enter__(self) -> Self:
        return self

    def step(self, *, failed: bool) -> None:
        """Counts one outcome."""
        self._done += 1
        self._failed += failed
        now = time.monotonic()
        if self._shown and now - self._last >= _EVERY:
            self._last = now
            self._draw(now)

    def clear(self) -> None:
        """Makes room for a line of somebody else's."""
        if self._shown:
            self._stream.write(_CLEAR)
            self._stream.flush()

    def _draw(self, now: float) -> None:
        rate = self._done / max(now - self._begin, 1e-9)
        self._stream.write(f"{_CLEAR}已评 {self._done} 通，失败 {self._failed}，每秒 {rate:.0f} 通 ")
        self._stream.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._draw(time.monotonic())
            self._stream.write("\n")
