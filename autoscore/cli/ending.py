"""How a process ends that the system asks to end: what is half done goes first, as where a person breaks off."""

import importlib
from contextlib import suppress


class Terminated(KeyboardInterrupt):
    """Means that the system asks the process to end."""


def heed() -> None:
    """Sees to it that Terminated is raised where the process is asked to end, unless it was told to leave that alone.

    What writes files calls this; what only prints has nothing to take away.
    """
    signal = importlib.import_module("signal")
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        with suppress(ValueError):  # only the main thread is told, and only it can say so
            signal.signal(signal.SIGTERM, _raise)


def _raise(_signal: int, _frame: object) -> None:
    raise Terminated
