"""Acts and statuses by character error rate: what noise of recognition costs, beside exact and fuzzy matching.

    python benchmarks/noise.py [--rates 0,5,10,20] [--seeds 3] [--only acts|status|strength|kinds] [--quick] [--json]

The calls of tests/calls (which already have some noise at 0 %) and the encounters of tests/encounters are sent through
the channel of noise_channel.py. An act heard with a strength below 80 is a suspicion: it counts neither for nor
against in recall and precision, and as found in the strict columns. `due` are the fixed formulas. Needs the extra
`dev`.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks import noise_acts, noise_kinds, noise_status  # noqa: E402 - the benchmarks are no package of the wheel
from benchmarks.noise_counts import Table  # noqa: E402

FOLDERS = ("tuning", "held_out")
QUICK_RATES, QUICK_EVERY = (0.0, 0.1), 6
PARTS = ("acts", "status", "strength", "kinds")
# The kinds of error one by one are asked for, as they take long.
DEFAULT = ("acts", "status", "strength")


def measured(parts: Sequence[str], rates: Sequence[float], seeds: int, every: int = 1) -> Iterator[Table]:
    """Yields the tables of some parts."""
    if "acts" in parts or "strength" in parts:
        yield from _acts(parts, rates, seeds, every)
    for name in FOLDERS if "status" in parts else ():
        yield from noise_status.tables(name, noise_status.run(cases(name, every), rates, seeds), rates)
    if "kinds" in parts:
        calls = [call for name in FOLDERS for call in noise_acts.marked_calls(ROOT / "tests/calls" / name, every)]
        yield noise_kinds.table(calls, [case for name in FOLDERS for case in cases(name, every)], seeds)


def _acts(parts: Sequence[str], rates: Sequence[float], seeds: int, every: int) -> Iterator[Table]:
    bands: Counter[tuple[int, bool]] = Counter()
    for name in FOLDERS:
        found = noise_acts.run(noise_acts.marked_calls(ROOT / "tests/calls" / name, every), rates, seeds)
        bands += found.bands
        yield from noise_acts.tables(name, found) if "acts" in parts else ()
    if "strength" in parts:
        yield noise_acts.strength_table(" and ".join(FOLDERS), bands)


def cases(name: str, every: int) -> list[noise_status.Case]:
    """Reads the encounters and the hotline calls of a folder."""
    found = noise_status.encounter_cases(ROOT / "tests/encounters" / name, every)
    return [*found, *noise_status.hotline_cases(ROOT / "tests/calls" / name, every)]


def _rates(_context: click.Context, _option: click.Parameter, value: str) -> tuple[float, ...]:
    return tuple(float(one) / 100 for one in value.split(","))


@click.command()
@click.option(
    "--rates", default="0,5,10,20", show_default=True, callback=_rates, help="Character error rates in per cent."
)
@click.option("--seeds", default=3, show_default=True, help="How often each rate is drawn.")
@click.option("--only", "parts", multiple=True, type=click.Choice(PARTS), help="Only this part; may be given again.")
@click.option("--quick", is_flag=True, help="One seed, 0 and 10 %, every sixth file.")
@click.option("--json", "as_json", is_flag=True, help="A table a line, for programs.")
def main(rates: tuple[float, ...], seeds: int, parts: tuple[str, ...], quick: bool, as_json: bool) -> None:
    """Print the tables as Markdown."""
    if quick:
        rates, seeds = QUICK_RATES, 1
    for table in measured(parts or DEFAULT, rates, seeds, QUICK_EVERY if quick else 1):
        click.echo(json.dumps(asdict(table), ensure_ascii=False) if as_json else table.markdown())


if __name__ == "__main__":
    main()
