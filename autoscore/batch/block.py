"""What a few calls came to, in the very bytes that go into the files of a run."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import compress

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from autoscore.batch.ids import duplicate
from autoscore.batch.outcome import Failure, Outcome, Scored
from autoscore.batch.table import Rows, picked, rows_of
from autoscore.batch.tally import Tally
from autoscore.errors import Problem
from autoscore.model import Call, ScoreSheet, Transcript
from autoscore.readers import Reading

DIGEST = 32


class Mark(Struct, frozen=True, array_like=True):
    """Tells what became of one call or piece of input: `id` is None where it is no call, `problem` where it was scored.

    `unusable` are the decisions on the call that could not be used.
    """

    id: str | None
    origin: str
    problem: Problem | None = None
    unusable: tuple[Problem, ...] = ()


class Block(Struct, frozen=True, array_like=True):
    """Holds marks in the order of the input, and of the calls scored: lines, rows, digests, counts, what is printed."""

    marks: tuple[Mark, ...]
    sheets: bytes
    calls: bytes
    rows: Rows
    digests: bytes
    tally: Tally
    printed: tuple[str, ...] = ()


def block_of(
    readings: Sequence[Reading],
    outcomes: Sequence[Outcome],
    *,
    calls: bool = True,
    printer: Callable[[Scored], str] | None = None,
) -> Block:
    """Returns the block of some readings and their outcomes."""
    scored = [one for one in outcomes if isinstance(one, Scored)]
    sheets = [one.sheet for one in scored]
    tally = Tally()
    for sheet in sheets:
        tally.add(sheet)
    return Block(
        tuple(_mark(*pair) for pair in zip(readings, outcomes, strict=True)),
        _lines(sheets),
        _lines([native(one.document.transcript) for one in scored]) if calls else b"",
        rows_of(sheets),
        b"".join(digest_of(sheet) for sheet in sheets),
        tally,
        tuple(printer(one) for one in scored) if printer is not None else (),
    )


def without(block: Block, repeats: Mapping[int, str]) -> Block:
    """Returns a block in which the named ones among its calls, by their order, are failures: their ids came before.

    Each is named with the place where its id came first.
    """
    calls = [place for place, mark in enumerate(block.marks) if mark.id is not None]
    gone = {calls[number]: first for number, first in repeats.items()}
    scored = [place for place, mark in enumerate(block.marks) if mark.problem is None]
    kept = [place not in gone for place in scored]
    sheets = list(compress(block.sheets.splitlines(keepends=True), kept))
    tally = Tally()
    for line in sheets:
        tally.add(msgspec.json.decode(line, type=ScoreSheet))
    digests = (block.digests[at : at + DIGEST] for at in range(0, len(block.digests), DIGEST))
    return replace(
        block,
        marks=tuple(_repeated(mark, gone.get(place)) for place, mark in enumerate(block.marks)),
        sheets=b"".join(sheets),
        calls=b"".join(compress(block.calls.splitlines(keepends=True), kept)),
        rows=picked(block.rows, compress(range(len(kept)), kept)),
        digests=b"".join(compress(digests, kept)),
        tally=tally,
        printed=tuple(compress(block.printed, kept)),
    )


def failures(block: Block) -> Iterator[Problem]:
    """Yields what is wrong with the calls and pieces that were not scored, in order."""
    return (mark.problem for mark in block.marks if mark.problem is not None)


def native(transcript: Transcript) -> Call:
    """Returns the native form of a call."""
    return Call(transcript.turns, transcript.id, transcript.channel, transcript.date, dict(transcript.metadata))


def digest_of(sheet: ScoreSheet) -> bytes:
    """Returns the digest of which call a sheet is about: its id and its transcript."""
    return hashlib.sha256(f"{sheet.id}\0{sheet.transcript}\n".encode("utf-8", "surrogatepass")).digest()


def _mark(reading: Reading, outcome: Outcome) -> Mark:
    problem = outcome.problem if isinstance(outcome, Failure) else None
    if isinstance(reading, Problem):
        return Mark(None, "", problem)
    unusable = outcome.problems if isinstance(outcome, Scored) else ()
    return Mark(reading.id, reading.origin or reading.id, problem, unusable)


def _repeated(mark: Mark, first: str | None) -> Mark:
    if first is None or mark.id is None:
        return mark
    return Mark(mark.id, mark.origin, duplicate(mark.id, mark.origin, first))


def _lines(records: Sequence[Struct]) -> bytes:
    return msgspec.json.Encoder().encode_lines(records)
