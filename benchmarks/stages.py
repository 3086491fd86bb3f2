"""What each stage of scoring costs: microseconds a call, in batches and one by one.

    OMP_NUM_THREADS=1 python benchmarks/stages.py [CALLS...] [--rounds 5]

Default: the project's encounters and calls that rules were fitted to. Each call is judged by the rubric of its channel,
in one thread. The stages are the package's own functions in the package's order; that they come to the same hits as
`Annotator.annotate` is checked. Times are medians of the rounds, after one round to warm up, batches and single calls
taken in turn; reading is by file, so it is the same for both.
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec

from autoscore.annotate import annotator as one_pass
from autoscore.annotate.acts import hits, without_returned_thanks
from autoscore.annotate.names import with_surnames
from autoscore.annotate.neighbours import Neighbours
from autoscore.annotate.noisiness import noisiness
from autoscore.annotate.open_acts import open_hits, told
from autoscore.annotate.placed import Placed
from autoscore.annotate.places import places
from autoscore.annotate.playback import COMMON, playbacks
from autoscore.annotate.questions import classified, question_hits
from autoscore.annotate.roles import findings, repair
from autoscore.annotate.strength import Hearing
from autoscore.annotate.timing import waits
from autoscore.api import BATCH, Transcript, read_inputs, scorer
from autoscore.batch import BY_CHANNEL, DEFAULT
from autoscore.lexicon import matcher
from autoscore.lexicon.matcher import Match
from autoscore.model import Document, Hit
from autoscore.scoring import Scorer
from autoscore.scoring.decide import decided
from autoscore.scoring.provenance import made_by
from autoscore.scoring.sheet import fill
from autoscore.text.view import View

ROOT = Path(__file__).resolve().parents[1]
CALLS = tuple(str(ROOT / "tests" / name) for name in ("encounters/tuning", "calls/tuning/calls.jsonl"))
READ, WHOLE = "read", "annotated, judged and filled in one, by `Scorer.score`"
NANO = 1_000

Batches = Sequence[tuple[Scorer, Sequence[Transcript]]]


class Watch:
    """Adds up the nanoseconds of stages by name, in the order in which they come first."""

    def __init__(self) -> None:
        self.spent: dict[str, int] = defaultdict(int)

    @contextmanager
    def on(self, stage: str) -> Iterator[None]:
        """Times a stage."""
        start = time.perf_counter_ns()
        yield
        self.spent[stage] += time.perf_counter_ns() - start


def found(of: Scorer, view: View, watch: Watch) -> list[Match]:
    """Runs the stages of `lexicon.find`."""
    book = of.annotator.book
    with watch.on("phrases by characters"):
        clean = [*matcher._Search(book, view, view.squeezed, sound=False).matches()]
    with watch.on("phrases by sound"):
        alike = [*matcher._Search(book, view, view.sound, sound=True).matches()]
    with watch.on("mangled formulas (hear)"):
        mangled = [*matcher._mangled(book, view)]
    with watch.on("the best of those"):
        return matcher._resolved([*clean, *alike, *mangled], view.squeezed)


def annotated(of: Scorer, calls: Sequence[Transcript], watch: Watch) -> list[list[Hit]]:
    """Runs the stages of `Annotator.annotate`; returns the hits of each call."""
    by = of.annotator
    with watch.on("view"):
        view, firsts = one_pass._joined(calls)
    matches = found(of, view, watch)
    with watch.on("raw places"):
        placed = one_pass._by_call((raw(view, one) for one in matches), firsts)
        placed = [[*found, *by._wholes(call)] for call, found in zip(calls, placed, strict=True)]
    with watch.on("amounts and patterns"):
        extra = one_pass._by_call([*by._patterns(view), *one_pass._amounts(view)], firsts)
    with watch.on("questions"):
        said = classified(calls)
    with watch.on("noisiness"):
        noise = noisiness(view, firsts)
    with watch.on("roles"):
        roles = [repair(*one) for one in zip(calls, placed, strict=True)]
    with watch.on("open acts"):
        open_acts = told(calls, said, roles)
    heard = zip(calls, placed, roles, extra, said, open_acts, noise, strict=True)
    return [one_call(of, one_pass.Heard(*one), watch) for one in heard]


def raw(view: View, one: Match) -> Placed:
    """Returns a match at its raw place."""
    edges = view.clause_start(one.start), view.clause_end(one.end)
    return Placed(*view.raw(one.start, one.end), view.text_at(one.start, one.end), one, *edges)


def one_call(of: Scorer, heard: one_pass.Heard, watch: Watch) -> list[Hit]:
    """Runs the stages that look at one call alone; returns its hits in order."""
    call, lexicon, roles = heard.transcript, of.annotator.lexicon, heard.roles
    with watch.on("strength and acts"):
        placed, pauses = findings(heard.placed), waits(call, roles.turns)
        hearing = Hearing(places(roles.turns, pauses), roles, Neighbours.of_call(placed), heard.noise)
        acts = [*hits(call, placed, hearing, lexicon.contexts), *one_pass._by_role(heard.extra, roles)]
        acts = [*without_returned_thanks(acts)]
    with watch.on("names"):
        acts = with_surnames(acts, call, roles.turns, lexicon)
    with watch.on("playbacks"):
        acts += one_pass._new(playbacks(call, roles.turns, lexicon.slot_set(COMMON)), acts)
    with watch.on("open acts"):
        acts += [*open_hits(heard.told, acts, placed, roles)]
    with watch.on("questions"):
        asked = [*question_hits(heard.said, roles.turns)]
    return sorted([*acts, *one_pass._waited(pauses, call), *asked])


def judged(of: Scorer, documents: Sequence[Document], watch: Watch) -> None:
    """Runs the stages of `Scorer.sheet` on annotated calls, and writes the sheets."""
    made = made_by(of.annotator.lexicon.digest)
    for document in documents:
        with watch.on("judging the rubric"):
            verdict = decided(of.judge.judge(document), ())
        with watch.on("filling the sheet"):
            sheet = fill(of.rubric, document, verdict, made)
        with watch.on("writing the sheet"):
            msgspec.json.encode(sheet)


def batches(calls: Sequence[Transcript], size: int) -> Batches:
    """Returns the calls in batches of one rubric each."""
    groups: dict[str, list[Transcript]] = defaultdict(list)
    for call in calls:
        groups[BY_CHANNEL.get(call.channel or "", DEFAULT)].append(call)
    scorers = {rubric: scorer(rubric) for rubric in groups}
    return [
        (scorers[rubric], group[at : at + size])
        for rubric, group in sorted(groups.items())
        for at in range(0, len(group), size)
    ]


def rounds_of(works: Sequence[Batches], rounds: int) -> list[Mapping[str, float]]:
    """Returns for each way to share calls out the median nanoseconds of its stages over some rounds."""
    spent: list[dict[str, list[int]]] = [defaultdict(list) for _ in works]
    for number in range(rounds + 1):
        for work, times in zip(works, spent, strict=True):
            for stage, time_ in one_round(work).items():
                times[stage] += [time_] if number else []
    return [{stage: statistics.median(found) for stage, found in times.items()} for times in spent]


def one_round(work: Batches) -> Mapping[str, int]:
    """Returns the nanoseconds of each stage; ends the run where the stages come to other hits than the package."""
    watch = Watch()
    for of, calls in work:
        own = annotated(of, calls, watch)
        documents = of.annotator.annotate(calls)
        if own != [list(document.hits) for document in documents]:
            raise SystemExit("The stages are no longer those of the package: change benchmarks/stages.py.")
        judged(of, documents, watch)
        with watch.on(WHOLE):
            of.score(calls)
    return watch.spent


def reading(paths: Sequence[str], rounds: int) -> tuple[list[Transcript], float]:
    """Returns the calls of some files, and the median nanoseconds that reading them takes."""
    times, calls = [], []
    for _ in range(rounds + 1):
        start = time.perf_counter_ns()
        calls = [one for one in read_inputs(paths, roles={}, stdin=None) if isinstance(one, Transcript)]
        times.append(time.perf_counter_ns() - start)
    return calls, statistics.median(times[1:])


@click.command()
@click.argument("paths", nargs=-1, metavar="[CALLS]...")
@click.option("--rounds", default=5, show_default=True)
@click.option("--every", default=1, show_default=True, help="Take every so many calls.")
def main(paths: tuple[str, ...], rounds: int, every: int) -> None:
    """Print a table of the stages of scoring with their times and shares."""
    calls, read = reading(paths or CALLS, rounds)
    read, calls = read / len(calls), calls[::every]
    found = rounds_of([batches(calls, size) for size in (BATCH, 1)], rounds)
    tables = [{READ: read * len(calls), **table} for table in found]
    turns = sum(len(call.turns) for call in calls)
    print(f"{len(calls)} calls, {turns} turns, median of {rounds} rounds\n")
    print(f"| stage | in batches of {BATCH}, µs a call | share | one by one, µs a call | share |")
    print("| --- | ---: | ---: | ---: | ---: |")
    sums = [sum(spent for stage, spent in table.items() if stage != WHOLE) for table in tables]
    rows = {stage: [table[stage] for table in tables] for stage in tables[0] if stage != WHOLE}
    rows |= {"**sum of the stages**": sums, WHOLE: [table[WHOLE] for table in tables]}
    for stage, times in rows.items():
        cells = (f"{one / NANO / len(calls):,.0f} | {one / sum_:.1%}" for one, sum_ in zip(times, sums, strict=True))
        print(f"| {stage} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
