"""What a report is asked to be: of which run, into which file, in which language, with personal data hidden or not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from autoscore.model import Role, Turn
from autoscore.privacy import Masker
from autoscore.report.figures.sides import sides_of
from autoscore.report.language import Language
from autoscore.runs.stored import StoredCall, StoredRun


@dataclass(frozen=True)
class Order:
    """Asks for one report; `calls` are the ids of those of which a page of their own is wanted, where that is offered.

    `originals` are the files that the calls came in, for a form that goes back into them.
    """

    run: StoredRun
    out: Path
    say: Language
    masker: Masker
    calls: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()

    @property
    def hides(self) -> bool:
        """Tells whether personal data are hidden, by this report or already in the run's own files."""
        return self.masker.active or self.run.manifest.masked

    def shown(self) -> Iterator[StoredCall]:
        """Yields the calls of the run as people may see them, in its order; it can be asked for again."""
        return (shown(one, self.masker) for one in self.run)


@dataclass(frozen=True)
class ReportFormat:
    """Is one form of report: its name, the ending of its files, and how it is written.

    `masks` says whether personal data are hidden where nothing was said about it.
    """

    name: str
    ending: str
    what: str
    write: Callable[[Order], None]
    masks: bool = True


def shown(one: StoredCall, masker: Masker) -> StoredCall:
    """Returns a call as people may see it: its words and its sheet's quotes with personal data hidden."""
    if one.call is None:
        return replace(one, sheet=masker.sheet(one.sheet, None))
    # Whose name it is depends on who said it: sides that were exchanged are put right to look, and left as they were.
    turns = tuple(map(_said_by, one.call.turns, sides_of(one)))
    masked = masker.masked(replace(one.call, turns=turns))
    call = replace(masked.call, turns=tuple(map(_said_by, masked.turns, [turn.role for turn in one.call.turns])))
    return replace(one, sheet=masker.sheet(one.sheet, masked), call=call)


def _said_by(turn: Turn, role: Role) -> Turn:
    return turn if turn.role == role else replace(turn, role=role)
