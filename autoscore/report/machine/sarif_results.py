"""The results of a SARIF log: what was missed, what waits for a person, what could not be judged."""

import hashlib
from collections.abc import Iterator
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from autoscore.model import CriterionScore, Decision, Status
from autoscore.report.figures.outcome import Outcome, outcome_of
from autoscore.report.language import Language
from autoscore.report.machine.sarif_log import Kind, Level, Location, Result, Rule, Suppression, Text
from autoscore.report.machine.sarif_page import Page
from autoscore.report.machine.sarif_rules import Rules
from autoscore.report.machine.told import plain, reason
from autoscore.runs.stored import StoredCall

_FAILS = frozenset({Status.NOT_MET, Status.PARTIAL})
_KINDS: dict[str, Kind] = {
    Status.NOT_MET: "fail",
    Status.PARTIAL: "fail",
    Status.UNSURE: "review",
    Status.ERROR: "open",
}
LEFT_OUT = tuple(status.value for status in Status if status not in _KINDS)


def results_of(one: StoredCall, page: Page, rules: Rules, say: Language) -> Iterator[Result]:
    """Yields the results of a call in the order of its sheet.

    People's last decision counts: what they took back stays as a suppressed result, so that both can be seen.
    """
    for score in one.sheet.criteria:
        at = rules.place(one.card, one.sheet.rubric.digest, score)
        outcome = outcome_of(score, one.card.criterion(score.id))
        if outcome.status in _KINDS:
            yield _result(score, at, rules.all[at], outcome, (page, say))
        elif score.status in _KINDS:
            result = _result(score, at, rules.all[at], Outcome(score.status, outcome.lost), (page, say))
            yield replace(result, suppressions=(_taken_back(score.decisions[-1]),))


def _result(score: CriterionScore, at: int, rule: Rule, outcome: Outcome, seen: tuple[Page, Language]) -> Result:
    page, say = seen
    return Result(
        rule_id=rule.id,
        rule_index=at,
        kind=_KINDS[outcome.status],
        level=_level(outcome.status, rule),
        message=Text(f"{plain(score.title)}：{reason(say, score)}"),
        locations=_locations(score, page, say),
        partial_fingerprints={"callAndRule/v1": _fingerprint(page.name, rule.id)},
        related_locations=_nearest(score, page, say) or UNSET,
        properties=_properties(score, outcome),
    )


def _level(status: str, rule: Rule) -> Level:
    # What did not fail has no level, says the specification.
    if status not in _FAILS:
        return "none"
    # A person may find a fault where a transcript shows none.
    return "warning" if rule.default_configuration.level == "none" else rule.default_configuration.level


def _locations(score: CriterionScore, page: Page, say: Language) -> tuple[Location, ...]:
    """Returns the words; where there are none, where was looked for them; else the call."""
    if score.evidence:
        return tuple(page.words(one) for one in score.evidence)
    return (page.whole() if score.searched is None else page.searched(score.searched, say),)


def _nearest(score: CriterionScore, page: Page, say: Language) -> tuple[Location, ...]:
    near = score.nearest
    if near is None:
        return ()
    told = say("最接近的话，像“{phrase}”（{strength}）", phrase=plain(near.phrase), strength=near.strength)
    return (page.words(near, told),)


def _taken_back(one: Decision) -> Suppression:
    return Suppression(justification=plain(one.note) if one.note else UNSET)


def _fingerprint(call: str, rule: str) -> str:
    return hashlib.sha256(f"{call}\0{rule}".encode()).hexdigest()


def _properties(score: CriterionScore, outcome: Outcome) -> dict[str, Any]:
    known: dict[str, Any] = {
        "status": outcome.status,
        "points": score.points,
        "max": score.max,
        "lost": f"{outcome.lost:f}",
        "low": score.low,
        "high": score.high,
        "searched": score.searched or UNSET,
        "decisions": score.decisions or UNSET,
    }
    return {key: value for key, value in known.items() if value is not UNSET}
