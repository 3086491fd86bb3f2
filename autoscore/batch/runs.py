"""Runs that were finished, each a part of one piece of work, are joined into one."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice, repeat
from pathlib import Path
from typing import Any, Protocol

import msgspec

from autoscore.batch.block import Block, Mark, digest_of
from autoscore.batch.folder import Flat, RunFolder
from autoscore.batch.join import joined, overview
from autoscore.batch.manifest import facts_of
from autoscore.batch.part import PART, PartWriter
from autoscore.batch.stood import marks_of
from autoscore.batch.store import Store, refuse_inputs
from autoscore.batch.summary import Summary
from autoscore.batch.table import rows_of
from autoscore.batch.tally import Tally
from autoscore.errors import Problem, UsageError
from autoscore.model import ScoreSheet
from autoscore.runs.cards import encoded, read_cards
from autoscore.runs.names import CALLS, MARK, PLACES, SHEETS

# So many sheets are read together.
TOGETHER = 128

# What of the manifests of parts may differ.
_OWN = frozenset({"part", "rubrics", "made_by", "counts", "decisions", "failures"})


class Ear(Protocol):
    """Is told of failures."""

    def failed(self, problem: Problem) -> None:
        """Hears of a failure."""


def join_runs(folders: Sequence[str], output: Path, summary: Summary, ear: Ear, *, flat: Flat | None = None) -> None:
    """Joins the folders that the parts of one piece of work were scored into, as if it had been scored in one run.

    `flat` makes a table of the sheets. Raises UsageError where the folders are not all the parts of one work, and where
    the whole would take the place of one of them.
    """
    refuse_inputs(folders, output)
    runs = _ordered([(Path(folder), _manifest(Path(folder))) for folder in folders])
    store = Store(output)
    with store.held():
        try:
            parts = [store.folder / f"{number}{PART}" for number, _ in enumerate(runs)]
            for part, (folder, _) in zip(parts, runs, strict=True):
                _kept(part, folder)
            facts = runs[0][1]
            found = overview(parts)
            calls = all((folder / CALLS).is_file() for folder, _ in runs)
            with RunFolder(output, store.folder, found.criteria, str, calls=calls, flat=flat) as whole:
                for block in joined(parts, found):
                    whole.add(block)
                    summary.take(block)
                    for mark in block.marks:
                        if mark.problem is not None:
                            ear.failed(mark.problem)
                inputs = {name: value for name, value in facts["inputs"].items() if name not in ("given", "calls")}
                cards = {digest: card for folder, _ in runs for digest, card in read_cards(folder).items()}
                told = facts_of(summary, facts["inputs"]["given"], inputs, _chosen(runs))
                whole.finish(told, encoded(cards.values()))
        finally:
            store.close()


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = msgspec.json.decode((folder / MARK).read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.DecodeError):
        raise UsageError(f"{folder} 不是评完的结果文件夹") from None
    if "part" not in found or not (folder / PLACES).is_file():
        raise UsageError(f"{folder} 不是 --shards 评出的一份")
    return found


def _ordered(runs: list[tuple[Path, dict[str, Any]]]) -> list[tuple[Path, dict[str, Any]]]:
    """Returns the parts in order; raises UsageError where one is missing, twice there, or another's."""
    numbers = sorted(int(manifest["part"].split("/")[0]) for _, manifest in runs)
    of = int(runs[0][1]["part"].split("/")[1])
    manifests = [manifest for _, manifest in runs]
    if len({_common(manifest) for manifest in manifests}) > 1 or _disagree(manifests):
        raise UsageError("这些结果文件夹不是同一次评分的各份：输入、选项或版本不同")
    if numbers != list(range(1, of + 1)):
        raise UsageError(f"要 1/{of} 到 {of}/{of} 各一份，现有 {'、'.join(map(str, numbers))}")
    return sorted(runs, key=lambda run: int(run[1]["part"].split("/")[0]))


def _disagree(manifests: Sequence[dict[str, Any]]) -> bool:
    """Tells whether parts were made by different versions, models or lexicons, or one rubric's by different texts."""
    made_by = {msgspec.json.encode(one["made_by"]) for one in manifests if one["made_by"]}
    rubrics = [pair for one in manifests for pair in one["rubrics"].items()]
    versions = {(name, msgspec.json.encode(version)) for name, version in rubrics}
    return len(made_by) > 1 or len(versions) > len({name for name, _ in rubrics})


def _common(manifest: dict[str, Any]) -> bytes:
    inputs = {name: value for name, value in manifest["inputs"].items() if name != "calls"}
    chosen = {**manifest.get("chosen", {})}
    chosen["since"] = chosen.get("since", {}).get("date")
    rest = {name: value for name, value in manifest.items() if name not in {*_OWN, "inputs", "chosen"}}
    return msgspec.json.encode([rest, inputs, chosen, manifest["part"].split("/")[1]])


def _chosen(runs: Sequence[tuple[Path, dict[str, Any]]]) -> dict[str, Any]:
    """Returns what the manifests tell of the choice, and of masking; what a date left out is added up."""
    chosen = dict(runs[0][1].get("chosen", {}))
    if "since" in chosen and not {"limit", "sample"} & chosen.keys():
        left = [manifest["chosen"]["since"] for _, manifest in runs]
        counts = {name: sum(one[name] for one in left) for name in ("before", "undated")}
        chosen["since"] = {**chosen["since"], **counts}
    masked = {"masked": True} if runs[0][1].get("masked") else {}
    return {**({"chosen": chosen} if chosen else {}), **masked}


def _kept(part: Path, folder: Path) -> None:
    """Writes a finished run as a part."""
    with PartWriter(part) as out, ExitStack() as stack:
        places, sheets = (stack.enter_context((folder / name).open("rb")) for name in (PLACES, SHEETS))
        calls: Iterator[bytes] = repeat(b"")
        if (folder / CALLS).is_file():
            calls = stack.enter_context((folder / CALLS).open("rb"))
        marks = marks_of(places)
        while batch := tuple(islice(marks, TOGETHER)):
            out.add(_block(batch, sheets, calls, folder))
        out.finish(0, 0, ())


def _block(marks: tuple[Mark, ...], sheets: Iterator[bytes], calls: Iterator[bytes], folder: Path) -> Block:
    count = sum(mark.problem is None for mark in marks)
    lines = list(islice(sheets, count))
    if len(lines) < count:
        raise UsageError(f"{folder} 里的 {SHEETS} 不全；请重新评这一份")
    found = [msgspec.json.decode(line, type=ScoreSheet) for line in lines]
    tally = Tally()
    for sheet in found:
        tally.add(sheet)
    digests = b"".join(map(digest_of, found))
    return Block(marks, b"".join(lines), b"".join(islice(calls, count)), rows_of(found), digests, tally)
