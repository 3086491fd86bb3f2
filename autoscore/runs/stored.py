"""A run that was written into a folder, read back: its sheets with their calls, one by one, in its order."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from msgspec import Struct

from autoscore.errors import Place, Problem, ReadError, UsageError
from autoscore.model import Call, ScoreSheet
from autoscore.model.card import RubricCard
from autoscore.runs.cards import card_for, read_cards
from autoscore.runs.names import CALLS, MARK, SHEETS
from autoscore.runs.sheets import read_sheets

_OTHER = "两个文件不是同一次评分写的；请重新评一次"


class Failed(Struct, frozen=True):
    """Is a call or piece of input that was not scored, as the manifest tells it."""

    place: str
    code: str
    what: str
    todo: str = ""


class Manifest(Struct, frozen=True):
    """Is what a report tells of a run's manifest: how many were scored and failed, and whether words were masked."""

    counts: dict[str, int] = {}
    failures: tuple[Failed, ...] = ()
    masked: bool = False


class StoredCall(Struct, frozen=True):
    """Is a sheet with its call as it was read, None where calls were not kept, and with its rubric's card."""

    sheet: ScoreSheet
    call: Call | None
    card: RubricCard


@dataclass(frozen=True)
class StoredRun:
    """Is a run's folder; its sheets are read anew each time, in memory that does not grow with their number."""

    folder: Path
    manifest: Manifest
    has_calls: bool
    _cards: dict[str, RubricCard] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path) -> "StoredRun":
        """Opens a run's folder, or the sheets.jsonl in it; raises UsageError where it is none, and ReadError."""
        folder = path.parent if path.name == SHEETS else path
        if not (folder / SHEETS).is_file():
            raise UsageError(f"{path} 不是评分的结果：请给出 autoscore score -o 写的文件夹")
        return cls(folder, _manifest(folder), (folder / CALLS).is_file(), read_cards(folder))

    def __iter__(self) -> Iterator[StoredCall]:
        """Yields the calls in the order of the run; raises ReadError at the first line that is damaged."""
        with ExitStack() as stack:
            lines = stack.enter_context((self.folder / SHEETS).open("rb"))
            words = stack.enter_context((self.folder / CALLS).open("rb")) if self.has_calls else None
            calls = None if words is None else _calls(words, str(self.folder / CALLS))
            for sheet in read_sheets(lines, str(self.folder / SHEETS)):
                if isinstance(sheet, Problem):
                    raise ReadError((sheet,))
                call = None if calls is None else self._call(sheet, next(calls, None))
                yield StoredCall(sheet, call, self.card(sheet))
            if calls is not None and next(calls, None) is not None:
                raise self._other()

    def find(self, name: str) -> StoredCall | None:
        """Returns the call of an id, or None."""
        return next((one for one in self if one.sheet.id == name), None)

    def card(self, sheet: ScoreSheet) -> RubricCard:
        """Returns the card of a sheet's rubric; each is looked for once."""
        digest = sheet.rubric.digest
        if digest not in self._cards:
            self._cards[digest] = card_for(sheet, self._cards)
        return self._cards[digest]

    def _call(self, sheet: ScoreSheet, call: Call | None) -> Call:
        if call is None or call.id != sheet.id:
            raise self._other()
        return call

    def _other(self) -> ReadError:
        place = Place(str(self.folder / CALLS))
        return ReadError((Problem(place, f"和 {SHEETS} 对不上", _OTHER, code="other_calls"),))


def _manifest(folder: Path) -> Manifest:
    path = folder / MARK
    if not path.is_file():
        return Manifest()
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise ReadError((Problem(Place(str(path)), "不是评分时写下的清单", "请重新评一次", code="manifest"),)) from None


def _calls(lines: Iterator[bytes], name: str) -> Iterator[Call]:
    decoder = msgspec.json.Decoder(Call)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                what, todo = "这一行不是一通对话", "文件损坏了；请重新评一次"
                raise ReadError((Problem(Place(name, number), what, todo, code="no_call"),)) from None
