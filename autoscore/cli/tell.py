"""What is told on standard error: a line a problem, harmless for the terminal."""

from collections.abc import Callable, Iterable

import click

from autoscore.errors import Problem
from autoscore.model import Transcript
from autoscore.report import shown

# What one call says oddly, the others of its kind often say oddly too.
MOST_NOTICES = 20


def line(text: str) -> None:
    """Writes one line."""
    click.echo(shown(text), err=True)


def problems(found: Iterable[Problem]) -> None:
    """Writes a line a problem, and below it the line of the file that it is about."""
    for problem in found:
        line(str(problem))
        if problem.excerpt:
            line(f"    {problem.excerpt}")


class Notices:
    """Tells what readers noticed in calls, each notice once however many calls have it."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def tell(self, transcript: Transcript, before: Callable[[], None] = lambda: None) -> None:
        """Writes the notices of a call that have not been told, and calls `before` ahead of each."""
        for _, because in transcript.notices:
            if because in self._seen or len(self._seen) > MOST_NOTICES:
                continue
            self._seen.add(because)
            before()
            more = len(self._seen) > MOST_NOTICES
            line("还有别的提醒，见各通的 warnings" if more else f"{transcript.origin or transcript.id}: {because}")
