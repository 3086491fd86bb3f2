"""How long the reports of a run take, beside scoring the same calls, how much memory, and how soon a page opens.

    python benchmarks/reports.py [--calls 10000] [--rubric hotline] [--criteria 15] [--no-mask]

The run is that of `benchmarks/corpus.py`'s calls, scored by the command itself; of each sheet, the first so many
criteria are kept. Ratios say more than seconds: what else runs on the machine slows both.
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.corpus import corpus, write  # noqa: E402 - the benchmarks are no package of the wheel
from benchmarks.throughput_process import Run, command, score  # noqa: E402

MEGABYTE = 1 << 20
FORMS = ("jsonl", "csv", "xml", "sarif", "xlsx", "html")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Since the navigation began, in milliseconds: the page is loaded, and a hundred rows of the list of calls are drawn.
OPENED = """() => new Promise(done => {
  const wait = () => document.querySelector('#list tbody tr:nth-child(100)')
    ? done([performance.getEntriesByType('navigation')[0].loadEventEnd, performance.now()])
    : requestAnimationFrame(wait);
  wait();
})"""


@click.command()
@click.option("--calls", default=10_000, show_default=True)
@click.option("--rubric", default="hotline", show_default=True)
@click.option("--criteria", default=15, show_default=True)
@click.option("--mask/--no-mask", default=True, show_default=True)
def main(calls: int, rubric: str, criteria: int, mask: bool) -> None:
    """Score a corpus, write its reports, and tell what they took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "calls.jsonl").open("wb") as out:
            write(islice(corpus(), calls), out)
        scored = score(folder / "calls.jsonl", folder / "run", rubric, cores=1)
        rows = _kept(folder / "run" / "sheets.jsonl", criteria)
        click.echo(f"{calls:,} calls, {rows:,} criteria judged\n")
        click.echo("| | s by the clock | s of the processor | of scoring | MiB of memory | MiB written |")
        click.echo("| --- | ---: | ---: | ---: | ---: | ---: |")
        click.echo(_line("autoscore score", scored, scored, folder / "run"))
        for form in FORMS:
            report = folder / f"report.{form}"
            masking = "--mask" if mask else "--no-mask"
            run = command("report", str(folder / "run"), "-o", str(report), masking, cores=1)
            click.echo(_line(f"report.{form}", run, scored, report))
        for line in _opened(folder / "report.html"):
            click.echo(line)


def _kept(path: Path, criteria: int) -> int:
    """Leaves so many criteria in each sheet, and returns how many there are in all."""
    sheets = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for sheet in sheets:
        sheet["criteria"] = sheet["criteria"][:criteria]
    path.write_text("".join(json.dumps(sheet, ensure_ascii=False) + "\n" for sheet in sheets), "utf-8")
    return sum(len(sheet["criteria"]) for sheet in sheets)


def _line(name: str, run: Run, scored: Run, path: Path) -> str:
    beside = path.with_name(f"{path.stem}_calls")
    folders = [one for one in (path, beside if path.suffix == ".html" else path) if one.is_dir()]
    files = {one for folder in folders for one in folder.rglob("*") if one.is_file()} | ({path} - set(folders))
    written = sum(one.stat().st_size for one in files) / MEGABYTE
    share = run.processor / scored.processor
    return f"| {name} | {run.wall:.1f} | {run.processor:.1f} | {share:.2f} | {run.memory:.0f} | {written:.1f} |"


def _opened(page: Path) -> Iterator[str]:
    """Yields how soon the page opens in a browser, where there is one."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        yield "\nNo Chromium to open the page with."
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        tab = opened.new_page()
        tab.goto(f"{page.as_uri()}#calls")
        loaded, usable = tab.evaluate(OPENED)
        opened.close()
    yield f"\nreport.html in Chromium: loaded in {loaded / 1000:.2f} s, its list there in {usable / 1000:.2f} s."


if __name__ == "__main__":
    main()
