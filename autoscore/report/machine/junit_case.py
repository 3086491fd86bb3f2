"""A call as a suite of JUnit tests: a test a criterion, that fails where points are lost."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from types import MappingProxyType

from autoscore.model import CriterionScore, Status
from autoscore.model.card import CriterionCard
from autoscore.report.figures.outcome import outcome_of
from autoscore.report.language import Language
from autoscore.report.machine.told import lines, plain, reason, status_word, total
from autoscore.runs.stored import Failed, Manifest, StoredCall

_TAGS: Mapping[str, str] = MappingProxyType(
    {
        Status.MET: "",
        Status.PARTIAL: "failure",
        Status.NOT_MET: "failure",
        Status.ERROR: "error",
    }
)


def suite_of(one: StoredCall, masked: bool, say: Language) -> tuple[str, Counter[str]]:
    """Returns a call's suite, and how many of its tests there are by what became of them."""
    counts: Counter[str] = Counter()
    cases = []
    for score in one.sheet.criteria:
        card = one.card.criterion(score.id)
        tag = _tag(score, card)
        counts[tag] += 1
        cases.append(_case(one.sheet.rubric.id, score, card, tag, say))
    head = opening("testsuite", _facts(one, counts))
    told = escape(plain(total(say, one.sheet)))
    body = "".join((_known(one, masked), *cases, f"<system-out>{told}</system-out>\n"))
    return f"{head}\n{body}</testsuite>\n", counts


def unscored(manifest: Manifest, say: Language) -> tuple[str, Counter[str]]:
    """Returns a suite of what was not scored, each an error; nothing where all was."""
    counts = Counter({"error": len(manifest.failures)} if manifest.failures else {})
    if not counts:
        return "", counts
    head = opening("testsuite", {"name": say("没有评成的"), **totals(counts), "skipped": "0"})
    return f"{head}\n{''.join(map(_failed, manifest.failures))}</testsuite>\n", counts


def _failed(one: Failed) -> str:
    head = opening("testcase", {"classname": "autoscore", "name": plain(one.place)})
    error = opening("error", {"message": plain(one.what), "type": plain(one.code)})
    return f"{head}{error}{escape(plain(one.todo))}</error></testcase>\n"


def totals(counts: Mapping[str, int]) -> dict[str, str]:
    """Returns how many tests there are, and how many failed, as attributes."""
    failed, errors = counts.get("failure", 0), counts.get("error", 0)
    return {"tests": str(sum(counts.values())), "failures": str(failed), "errors": str(errors)}


def _tag(score: CriterionScore, card: CriterionCard | None) -> str:
    # A hint costs nothing, so that no gate may close on it.
    return "skipped" if score.mode != "score" else _TAGS.get(outcome_of(score, card).status, "skipped")


def _case(rubric: str, score: CriterionScore, card: CriterionCard | None, tag: str, say: Language) -> str:
    name = plain(f"{score.id} {score.title}")
    head = opening("testcase", {"classname": plain(rubric), "name": name})
    if not tag:
        return f"{head}</testcase>\n"
    status = outcome_of(score, card).status
    message = say("提示项，不计分") if score.mode != "score" else f"{status_word(say, status)}：{reason(say, score)}"
    # What to say instead is of use only where points were lost.
    body = escape("\n".join(lines(say, score, card if tag == "failure" else None)))
    return f"{head}{opening(tag, {'message': message, 'type': status})}{body}</{tag}></testcase>\n"


def _facts(one: StoredCall, counts: Counter[str]) -> dict[str, str]:
    facts = {"name": plain(one.sheet.id), **totals(counts), "skipped": str(counts["skipped"])}
    time = _timestamp(one.sheet.metadata.get("date", ""))
    return {**facts, "timestamp": time} if time else facts


def _timestamp(date: str) -> str:
    try:
        return datetime.fromisoformat(date).isoformat(timespec="seconds")
    except ValueError:
        return ""


def _known(one: StoredCall, masked: bool) -> str:
    inner = "".join(
        f"{opening('property', {'name': name, 'value': plain(value)})}</property>"
        for name, value in _properties(one, masked)
        if value
    )
    return f"<properties>{inner}</properties>\n"


def _properties(one: StoredCall, masked: bool) -> Iterator[tuple[str, str]]:
    sheet = one.sheet
    for name in ("agent", "team", "date"):
        yield name, sheet.metadata.get(name, "")
    yield "channel", sheet.channel or ""
    yield "rubric", sheet.rubric.id
    yield "rubric_version", sheet.rubric.version
    yield "rubric_digest", sheet.rubric.digest
    yield "total", sheet.total or ""
    yield "max", sheet.max
    yield "passed", "" if sheet.passed is None else str(sheet.passed).lower()
    yield "needs_review", str(sheet.needs_review).lower()
    yield "masked", str(masked).lower()


def opening(name: str, attributes: Mapping[str, str]) -> str:
    """Returns the opening tag of an element; the values hold no character that XML has no place for."""
    told = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{told}>"
