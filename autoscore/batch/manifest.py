"""The manifest of a run: what went in, what made it, what came of it; nothing of the machine, the clock, the parts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import msgspec

from autoscore import __version__
from autoscore.batch.part import settle
from autoscore.batch.places import shortener
from autoscore.batch.summary import Summary
from autoscore.errors import Problem


def write(path: Path, facts: dict[str, Any], failures: IO[bytes]) -> None:
    """Writes a manifest; failures, a line each, are taken over one by one, as there may be any number of them."""
    head = msgspec.json.format(msgspec.json.encode(facts), indent=1).removesuffix(b"\n}")
    with path.open("wb") as out:
        out.write(head + b',\n "failures": [')
        between = b"\n  "
        for line in failures:
            out.write(between + line.rstrip(b"\n"))
            between = b",\n  "
        out.write(b"]\n}\n" if between == b"\n  " else b"\n ]\n}\n")
        settle(out)


def facts_of(
    summary: Summary, given: Sequence[str], inputs: Mapping[str, Any], chosen: dict[str, Any]
) -> dict[str, Any]:
    """Returns what a manifest says besides failures; `inputs` tell what was read, `chosen` what was wanted of it."""
    short = shortener(given)
    tally = summary.tally
    return {
        "autoscore": __version__,
        "inputs": {"given": [short(one) for one in given], **inputs, "calls": summary.digest},
        **chosen,
        "rubrics": dict(sorted(tally.rubrics.items())),
        "made_by": tally.made_by,
        "counts": {"scored": tally.calls, "failed": summary.bad},
        **_decisions(summary, short),
    }


def failure_line(problem: Problem, short: Callable[[str], str]) -> bytes:
    """Returns a failure as a line of JSON."""
    return msgspec.json.encode(told(problem, short)) + b"\n"


def _decisions(summary: Summary, short: Callable[[str], str]) -> dict[str, Any]:
    """Tells what became of people's decisions; nothing where there were none."""
    problems: Iterable[Problem] = summary.problems
    if not summary.tally.decided and not problems:
        return {}
    return {"decisions": {"used": summary.tally.decided, "unusable": [told(one, short) for one in problems]}}


def told(problem: Problem, short: Callable[[str], str]) -> dict[str, str]:
    """Returns a failure as a manifest tells it."""
    place, what = short(str(problem.place)), short(problem.what)
    return {"place": place, "code": problem.code, "what": what, "todo": problem.todo}
