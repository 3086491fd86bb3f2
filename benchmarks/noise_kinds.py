"""Which kind of error costs most: each alone at the same rate, against the machine's own answer without noise."""

from collections.abc import Sequence

from benchmarks.noise_acts import MarkedCall, add_own
from benchmarks.noise_channel import CONTENT, Channel, noisy
from benchmarks.noise_counts import Changes, Table, Tally, three
from benchmarks.noise_status import Case, judged
from benchmarks.noise_systems import by_autoscore

RATE = 0.1


def channels() -> dict[str, Channel]:
    """Returns a channel for each kind alone, and the whole."""
    kinds = {kind: Channel(RATE, kinds={kind: 1.0}, marks=False, borders=False) for kind in CONTENT}
    return {
        "everything": Channel(RATE),
        "all character errors": Channel(RATE, marks=False, borders=False),
        **kinds,
        "punctuation": Channel(RATE, characters=False, borders=False),
        "wrong speaker": Channel(RATE, characters=False, marks=False),
    }


def table(calls: Sequence[MarkedCall], cases: Sequence[Case], seeds: int) -> Table:
    """Measures all kinds."""
    own, clean = by_autoscore([one.call for one in calls]), judged(cases, Channel(0.0))
    rows = []
    for name, channel in channels().items():
        counted: dict[tuple[float, str], Tally] = {}
        pairs: list[tuple[str, str]] = []
        for seed in range(seeds):
            heard = [noisy(one.call, channel, seed) for one in calls]
            add_own(counted, own, heard, by_autoscore([one.call for one in heard]), RATE)
            for before, after in zip(clean, judged(cases, channel, seed), strict=True):
                pairs.extend((status, after[one]) for one, status in before.items())
        due, every, changes = counted[RATE, "due"], counted[RATE, "all"], Changes.of(pairs)
        turned = (changes.became("met", "not_met"), changes.became("met", "unsure"), changes.became("not_met", "met"))
        rows.append((name, *three(due.recall, due.strict_recall, every.recall, every.strict_recall, *turned)))
    head = (
        *("kind alone, at 10 %", "due recall", "strict", "all recall", "strict"),
        *("met → not_met", "met → unsure", "not_met → met"),
    )
    return Table("What each kind of error costs, tuning and held_out, against autoscore at 0 %", head, tuple(rows))
