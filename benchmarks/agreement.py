"""Agreement of the machine's statuses with a person's: by criterion, as a confusion matrix, with the evidence compared.

    python benchmarks/agreement.py FOLDER [--system S3] [--list] [--only PREFIX]

FOLDER holds encounters `NAME.txt` with golds `NAME.gold.json` (see tests/encounters/README.md). A status agrees where
it is the gold's or one of its `alt`.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import click

from autoscore.api import Transcript, read_inputs, scorer
from autoscore.model import CriterionScore, Role
from autoscore.scoring import Scorer

STATUSES = ("met", "partial", "not_met", "not_applicable", "unsure")
FOUND = ("met", "partial")
RUBRICS = {
    "S3": "counter-17-steps",
    "S0": "counter-sales",
    "S1": "home-service-call",
    "S1V": "home-service-visit",
    "S2": "account-manager-visit",
    "S4": "hall-active-selling",
}
# The names of the golds, where the contract calls them otherwise.
NAMES = {
    "3_greet": "greet",
    "4_ticket": "ticket",
    "5_seat": "seat",
    "6_need": "need",
    "7_surname": "surname",
    "8_cash": "cash",
    "10_thanks": "papers_thanks",
    "12_recommend": "recommend",
    "13_leave_apology": "leave_apology",
    "14_return_thanks": "return_thanks",
    "15_anything_else": "more",
    "16_farewell": "see_off",
    "try_it": "trial",
    "show_points": "selling_points",
    "hard_q_speed": "answer_speed",
    "hard_q_solve": "answer_well",
    "lead_open": "lead_to_open",
    "ask_plainly": "ask_to_open",
    "sold_help_done": "sold_help",
    "sold_tell_matters": "sold_facts",
    "unsold_ask_doubt": "unsold_doubt",
    "unsold_answer_doubt": "unsold_answer",
    "recommend_related": "related",
    "farewell": "goodbye",
    "new_year_greeting": "new_year",
    "apology_for_wait": "wait_apology",
}
ROLES: dict[str, Role] = {"agent": "agent", "customer": "customer"}
# A greeting that names a time of day fits, or does not, or there is none; and the first word is 喂, or is not.
FITS = {"True": "met", "False": "not_met", "na": "not_applicable"}
Row = Mapping[str, Any]


@dataclass
class Agreement:
    """Counts how a run compares with its golds."""

    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_criterion: dict[str, list[int]] = field(default_factory=dict)
    evidence: list[int] = field(default_factory=lambda: [0, 0])
    met_lost: list[int] = field(default_factory=lambda: [0, 0])
    differences: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Is the share of statuses that agree."""
        right = sum(right for right, _ in self.by_criterion.values())
        return right / max(1, sum(total for _, total in self.by_criterion.values()))

    @property
    def evidence_share(self) -> float:
        """Is the share of evidence that overlaps a quote of the gold, where both found something."""
        return self.evidence[0] / max(1, self.evidence[1])

    @property
    def lost_share(self) -> float:
        """Is the share of the gold's met that came out not_met."""
        return self.met_lost[0] / max(1, self.met_lost[1])

    def add(self, name: str, gold: Row, score: CriterionScore, call: Transcript) -> None:
        """Compares one criterion of one encounter."""
        wanted, other = str(gold["status"]), gold.get("alt") or []
        right = score.status == wanted or score.status in other
        self.confusion[wanted, score.status] += 1
        counts = self.by_criterion.setdefault(score.id, [0, 0])
        counts[0] += right
        counts[1] += 1
        self.met_lost[0] += wanted == "met" and score.status == "not_met"
        self.met_lost[1] += wanted == "met"
        if wanted in FOUND and score.status in FOUND and gold.get("quotes"):
            self.evidence[0] += _overlaps(gold, score, call)
            self.evidence[1] += 1
        if not right:
            self.differences.append(f"{name} {score.id}: {wanted} -> {score.status}")


def _overlaps(gold: Row, score: CriterionScore, call: Transcript) -> bool:
    return any(
        place < shown.end and shown.start < place + len(quote)
        for shown in score.evidence
        for quote in gold["quotes"]
        for place in _places(call.turns[shown.turn].text, quote)
    )


def _places(text: str, quote: str) -> Iterator[int]:
    place = text.find(quote)
    while place >= 0:
        yield place
        place = text.find(quote, place + 1)


def system_of(gold: Row) -> str:
    """Returns which of the systems a gold is for; those without a name are of the seventeen steps."""
    return str(gold.get("system") or ("S3" if "steps" in gold else ""))


def rows(gold: Row) -> Iterator[tuple[str, Row]]:
    """Yields the judged rows of a gold by the names of the contract."""
    for name, row in _named(gold):
        yield NAMES.get(name, name), row


def _named(gold: Row) -> Iterator[tuple[str, Row]]:
    for group in ("steps", "points", "criteria", "opening", "extra"):
        yield from gold.get(group, {}).items()
    for name in ("new_year_greeting", "apology_for_wait", "thanks_close", "blessing"):
        if name in gold:
            yield name, gold[name]
    if "greeting_fits_time" in gold:
        yield "fits_time", {"status": FITS[str(gold["greeting_fits_time"])]}
    if "opens_with_wei" in gold:
        yield "no_wei", {"status": "not_met" if gold["opens_with_wei"] else "met"}


@cache
def _scorer(rubric: str, theme: str | None) -> Scorer:
    return scorer(rubric, theme=theme)


@dataclass(frozen=True)
class Encounter:
    """Is an encounter with its judged rows by the names of the contract, and what it is judged by."""

    name: str
    system: str
    call: Transcript
    rows: tuple[tuple[str, Row], ...]
    rubric: str
    theme: str | None

    @property
    def scorer(self) -> Scorer:
        """Is the compiled scorer, one for each rubric and theme."""
        return _scorer(self.rubric, self.theme)


def encounters(
    folder: Path, rubric: str | None = None, golds: Path | None = None, *, system: str | None = None, only: str = ""
) -> Iterator[Encounter]:
    """Reads the encounters of a folder with their golds, which stand beside them or in `golds`."""
    for path in sorted(folder.glob(f"{only}*.txt")):
        gold = json.loads((golds or folder).joinpath(f"{path.stem}.gold.json").read_text("utf-8"))
        kind = system_of(gold)
        if kind not in RUBRICS or (system or kind) != kind:
            continue
        theme = str(gold["theme"]).replace("_", "-") if gold.get("theme") else None
        roles: dict[str, Role] = {word: ROLES.get(role, "other") for word, role in gold["roles"].items()}
        (call,) = read_inputs([str(path)], roles=roles, stdin=None)
        assert isinstance(call, Transcript)
        yield Encounter(path.stem, kind, call, tuple(rows(gold)), rubric or RUBRICS[kind], theme)


def agreement(
    folder: Path, rubric: str | None = None, golds: Path | None = None, *, system: str | None = None, only: str = ""
) -> Agreement:
    """Scores the encounters of a folder and compares them with their golds."""
    found = Agreement()
    for one in encounters(folder, rubric, golds, system=system, only=only):
        scores = {score.id: score for score in one.scorer.score([one.call])[0].criteria}
        for name, wanted in one.rows:
            if name in scores:
                found.add(one.name, wanted, scores[name], one.call)
    return found


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--rubric", help="A rubric other than the one of the golds' system.")
@click.option("--system", type=click.Choice(sorted(RUBRICS)), help="Only encounters of this system.")
@click.option("--only", default="", help="Only encounters whose names begin like this.")
@click.option("--list", "listed", is_flag=True, help="List every difference.")
def main(folder: Path, rubric: str | None, system: str | None, only: str, listed: bool) -> None:
    """Print how the machine's statuses agree with the golds of a folder, a table for each system."""
    for kind in (system,) if system else sorted(RUBRICS):
        found = agreement(folder, rubric, system=kind, only=only)
        if found.by_criterion:
            _print(kind, found, listed=listed)


def _print(kind: str, found: Agreement, *, listed: bool) -> None:
    shares = f"agree {found.share:.3f}  met lost {found.lost_share:.3f} of {found.met_lost[1]}"
    print(f"{kind}: {shares}  evidence overlaps {found.evidence_share:.3f} of {found.evidence[1]}")
    print(f"\n{'gold / machine':<16}" + "".join(f"{status:>16}" for status in STATUSES))
    for wanted in STATUSES:
        print(f"{wanted:<16}" + "".join(f"{found.confusion[wanted, status]:>16}" for status in STATUSES))
    print()
    for criterion, (right, total) in found.by_criterion.items():
        print(f"{criterion:<16}{right:>4}/{total}")
    for line in found.differences if listed else ():
        print(line)
    print()


if __name__ == "__main__":
    main()
