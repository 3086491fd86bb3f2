"""Which stage the time of a bulk run goes to, by looking every few milliseconds at what is being worked on.

The innermost line of the package decides, so the table holds whatever the stages call each other; what a library does
counts for the line that called it.
"""

import signal
import time
from collections import Counter
from collections.abc import Callable, Mapping
from types import FrameType, MappingProxyType

INTERVAL = 0.001
OTHER = "everything else"
# By the longest beginning of a module's name.
STAGES: Mapping[str, str] = MappingProxyType(
    {
        "autoscore.readers": "reading",
        "autoscore.text.view": "one text of all turns, its places",
        "autoscore.text.words": "segmentation",
        "autoscore.text.automaton": "phrases by characters and sound",
        "autoscore.text.sounding": "mangled formulas",
        "autoscore.text.phonology": "mangled formulas",
        "autoscore.text.fluency": "mangled formulas",
        "autoscore.text.sentences": "question types, splitting",
        "autoscore.lexicon": "phrases by characters and sound",
        "autoscore.lexicon.heard": "mangled formulas",
        "autoscore.lexicon.references": "mangled formulas",
        "autoscore.text.patterns": "amounts and patterns",
        "autoscore.text.numbers": "amounts and patterns",
        "autoscore.text.money": "amounts and patterns",
        "autoscore.classify": "question types, splitting",
        "autoscore.classify.act": "open acts",
        "autoscore.annotate": "acts, names, places, waits",
        "autoscore.annotate.questions": "question types, splitting",
        "autoscore.annotate.open_acts": "open acts",
        "autoscore.annotate.role": "roles",
        "autoscore.annotate.nearest": "the nearest words to what was not met",
        "autoscore.operators": "judging",
        "autoscore.forms": "judging",
        "autoscore.scoring": "judging",
        "autoscore.scoring.sheet": "filling the sheet",
        "autoscore.scoring.total": "filling the sheet",
        "autoscore.scoring.parts": "filling the sheet",
        "autoscore.scoring.numbers": "filling the sheet",
        "autoscore.scoring.provenance": "filling the sheet",
        "autoscore.batch": "writing, table, manifest",
        "autoscore.cli": "writing, table, manifest",
    }
)


def stage_of(module: str) -> str | None:
    """Returns the stage that a module works for; None for one that many stages use."""
    fitting = [start for start in STAGES if module.startswith(start)]
    return STAGES[max(fitting, key=len)] if fitting else None


def shares(work: Callable[[], object]) -> Mapping[str, float]:
    """Runs a piece of work, and returns the share of its processor time that each stage takes, the largest first."""
    spent: Counter[str] = Counter()
    last = time.process_time_ns()

    def look(_signal: int, frame: FrameType | None) -> None:
        # A signal waits until a library returns, so a look stands for all the time since the look before.
        nonlocal last
        now = time.process_time_ns()
        spent[stage_at(frame)] += now - last
        last = now

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, before)
    return {stage: time_ / spent.total() for stage, time_ in spent.most_common()}


def stage_at(frame: FrameType | None) -> str:
    """Returns the stage that a line works for, by the innermost module that has one."""
    while frame is not None:
        stage = stage_of(frame.f_globals.get("__name__", ""))
        if stage:
            return stage
        frame = frame.f_back
    return OTHER
