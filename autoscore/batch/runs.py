"""Runs that were finished, each a part of one piece of work, are joined into one."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any, Protocol

import msgspec

from autoscore.batch.block import Block, Mark, digest_of
from autoscore.batch.folder import RunFolder
from autoscore.batch.join import joined, overview
from autoscore.batch.manifest import facts_of
from autoscore.batch.part import PART, PartWriter
from autoscore.batch.store import Store
from autoscore.batch.stored import CALLS, MARK, SHEETS
from autoscore.batch.summary import Summary
from autoscore.batch.table import Rows, rows_of
from autoscore.batch.tally import Tally
from autoscore.errors import Place, Problem, UsageError
from autoscore.model import ScoreSheet

# So many sheets are read together.
TOGETHER = 128

# What of the manifests of parts may differ.
_OWN = frozenset({"part", "rubrics", "made_by", "counts", "decisions", "failures"})


class Ear(Protocol):
    """Is told of failures."""

    def failed(self, problem: Problem) -> None:
        """Hears of a failure."""


def join_runs(folders: Sequence[str], output: Path, summary: Summary, ear: Ear) -> None:
    """Joins the folders that the parts of one piece of work were scored into, as if it had been scored in one run.

    Raises UsageError where the folders are not all the parts of one work.
    """
    runs = _ordered([(Path(folder), _manifest(Path(folder))) for folder in folders])
    store = Store(output)
    with store.held():
        try:
            parts = [store.folder / f"{number}{PART}" for number, _ in enumerate(runs)]
            for part, (folder, manifest) in zip(parts, runs, strict=True):
                _kept(part, folder, manifest)
            facts = runs[0][1]
            found = overview(parts)
            calls = all((folder / CALLS).is_file() for folder, _ in runs)
            with RunFolder(output, store.folder, found.criteria, str, calls=calls) as whole:
                for block in joined(parts, found):
                    whole.add(block)
                    summary.take(block)
                    for mark in block.marks:
                        if mark.problem is not None:
                            ear.failed(mark.problem)
                inputs = {name: value for name, value in facts["inputs"].items() if name not in ("given", "calls")}
                whole.finish(facts_of(summary, facts["inputs"]["given"], inputs, _chosen(runs)))
        finally:
            store.close()


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = msgspec.json.decode((folder / MARK).read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.DecodeError):
        raise UsageError(f"{folder} 不是评完的结果文件夹") from None
    if "part" not in found:
        raise UsageError(f"{folder} 不是 --shards 评出的一份")
    return found


def _ordered(runs: list[tuple[Path, dict[str, Any]]]) -> list[tuple[Path, dict[str, Any]]]:
    """Returns the parts in order; raises UsageError where one is missing, twice there, or another's."""
    numbers = sorted(int(manifest["part"].split("/")[0]) for _, manifest in runs)
    of = int(runs[0][1]["part"].split("/")[1])
    if len({_common(manifest) for _, manifest in runs}) > 1:
        raise UsageError("这些结果文件夹不是同一次评分的各份：输入、选项或版本不同")
    if numbers != list(range(1, of + 1)):
        raise UsageError(f"要 1/{of} 到 {of}/{of} 各一份，现有 {'、'.join(map(str, numbers))}")
    return sorted(runs, key=lambda run: int(run[1]["part"].split("/")[0]))


def _common(manifest: dict[str, Any]) -> bytes:
    inputs = {name: value for name, value in manifest["inputs"].items() if name != "calls"}
    chosen = {**manifest.get("chosen", {})}
    chosen["since"] = chosen.get("since", {}).get("date")
    rest = {name: value for name, value in manifest.items() if name not in {*_OWN, "inputs", "chosen"}}
    return msgspec.json.encode([rest, inputs, chosen, manifest["part"].split("/")[1]])


def _chosen(runs: Sequence[tuple[Path, dict[str, Any]]]) -> dict[str, Any]:
    """Returns what the manifests tell of the choice; what a date left out is added up."""
    chosen = dict(runs[0][1].get("chosen", {}))
    if "since" in chosen and not {"limit", "sample"} & chosen.keys():
        left = [manifest["chosen"]["since"] for _, manifest in runs]
        counts = {name: sum(one[name] for one in left) for name in ("before", "undated")}
        chosen["since"] = {**chosen["since"], **counts}
    return {"chosen": chosen} if chosen else {}


def _kept(part: Path, folder: Path, manifest: dict[str, Any]) -> None:
    """Writes a finished run as a part."""
    with PartWriter(part) as out, ExitStack() as stack:
        sheets = stack.enter_context((folder / SHEETS).open("rb"))
        calls = folder / CALLS
        lines: Iterable[bytes] = stack.enter_context(calls.open("rb")) if calls.is_file() else ()
        pairs = zip(sheets, chain(lines, repeat(b"")), strict=False)
        for number, batch in enumerate(_batches(pairs)):
            out.add(_block(batch, folder.name, number * TOGETHER))
        out.add(_failed(manifest))
        out.finish(0, 0, ())


def _batches(pairs: Iterator[tuple[bytes, bytes]]) -> Iterator[list[tuple[bytes, bytes]]]:
    while batch := list(islice(pairs, TOGETHER)):
        yield batch


def _block(batch: Sequence[tuple[bytes, bytes]], name: str, before: int) -> Block:
    lines, calls = zip(*batch, strict=True)
    sheets = [msgspec.json.decode(line, type=ScoreSheet) for line in lines]
    marks = (Mark(sheet.id, f"{name}/{SHEETS}:{before + at}") for at, sheet in enumerate(sheets, 1))
    tally = Tally()
    for sheet in sheets:
        tally.add(sheet)
    digests = b"".join(map(digest_of, sheets))
    return Block(tuple(marks), b"".join(lines), b"".join(calls), rows_of(sheets), digests, tally)


def _failed(manifest: dict[str, Any]) -> Block:
    problems = (
        Problem(Place(one["place"]), one["what"], one["todo"], code=one["code"]) for one in manifest["failures"]
    )
    marks = tuple(Mark(None, "", problem) for problem in problems)
    return Block(marks, b"", b"", Rows((), b""), b"", Tally())
