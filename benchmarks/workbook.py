"""How long the workbook of a run takes, beside scoring the same calls, and how much memory.

    python benchmarks/workbook.py [--calls 10000] [--rubric hotline] [--criteria 15] [--no-mask]

The run is that of `benchmarks/corpus.py`'s calls, scored by the command itself; of each sheet, the first so many
criteria are kept. Ratios say more than seconds: what else runs on the machine slows both.
"""

import json
import sys
import tempfile
from itertools import islice
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.corpus import corpus, write  # noqa: E402 - the benchmarks are no package of the wheel
from benchmarks.throughput_process import Run, command, score  # noqa: E402

MEGABYTE = 1 << 20


@click.command()
@click.option("--calls", default=10_000, show_default=True)
@click.option("--rubric", default="hotline", show_default=True)
@click.option("--criteria", default=15, show_default=True)
@click.option("--mask/--no-mask", default=True, show_default=True)
def main(calls: int, rubric: str, criteria: int, mask: bool) -> None:
    """Score a corpus, write its workbook, and tell what both took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "calls.jsonl").open("wb") as out:
            write(islice(corpus(), calls), out)
        scored = score(folder / "calls.jsonl", folder / "run", rubric, cores=1)
        rows = _kept(folder / "run" / "sheets.jsonl", criteria)
        book = folder / "book.xlsx"
        masking = "--mask" if mask else "--no-mask"
        report = command("report", str(folder / "run"), "-o", str(book), masking, cores=1)
        click.echo(f"{calls:,} calls, {rows:,} rows of details, {book.stat().st_size / MEGABYTE:.1f} MiB")
    click.echo("\n".join(_told(scored, report)))


def _kept(path: Path, criteria: int) -> int:
    """Leaves so many criteria in each sheet, and returns how many there are in all."""
    sheets = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for sheet in sheets:
        sheet["criteria"] = sheet["criteria"][:criteria]
    path.write_text("".join(json.dumps(sheet, ensure_ascii=False) + "\n" for sheet in sheets), "utf-8")
    return sum(len(sheet["criteria"]) for sheet in sheets)


def _told(scored: Run, report: Run) -> list[str]:
    rows = (("autoscore score", scored), ("autoscore report", report))
    lines = ["| command | s by the clock | s of the processor | MiB |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {name} | {run.wall:.1f} | {run.processor:.1f} | {run.memory:.0f} |" for name, run in rows]
    return [*lines, f"\nThe workbook takes {report.processor / scored.processor:.2f} of what scoring takes."]


if __name__ == "__main__":
    main()
