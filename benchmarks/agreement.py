"""Agreement of the machine's statuses with a person's: by criterion, as a confusion matrix, with the evidence compared.

    python benchmarks/agreement.py FOLDER [--rubric counter-17-steps] [--list]

FOLDER holds encounters `NAME.txt` with golds `NAME.gold.json` (a step's `status`, `alt`, `quotes`; see
tests/encounters/README.md). A status agrees where it is the gold's or one of its `alt`.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from autoscore.api import Transcript, read_inputs, scorer
from autoscore.model import CriterionScore, Role

STATUSES = ("met", "partial", "not_met", "not_applicable", "unsure")
FOUND = ("met", "partial")
# The names of the golds' steps, as the contract calls them.
STEPS = {
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
}
ROLES: dict[str, Role] = {"agent": "agent", "customer": "customer"}


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

    def add(self, name: str, gold: dict[str, object], score: CriterionScore, call: Transcript) -> None:
        """Compares one criterion of one encounter."""
        wanted, other = str(gold["status"]), gold.get("alt") or []
        right = score.status == wanted or score.status in other  # type: ignore[operator]
        self.confusion[wanted, score.status] += 1
        counts = self.by_criterion.setdefault(score.id, [0, 0])
        counts[0] += right
        counts[1] += 1
        self.met_lost[0] += wanted == "met" and score.status == "not_met"
        self.met_lost[1] += wanted == "met"
        if wanted in FOUND and score.status in FOUND:
            self.evidence[0] += _overlaps(gold, score, call)
            self.evidence[1] += 1
        if not right:
            self.differences.append(f"{name} {score.id}: {wanted} -> {score.status}")


def _overlaps(gold: dict[str, object], score: CriterionScore, call: Transcript) -> bool:
    quotes = [str(quote) for quote in gold["quotes"]]  # type: ignore[attr-defined]
    return any(
        place < shown.end and shown.start < place + len(quote)
        for shown in score.evidence
        for quote in quotes
        for place in _places(call.turns[shown.turn].text, quote)
    )


def _places(text: str, quote: str) -> Iterator[int]:
    place = text.find(quote)
    while place >= 0:
        yield place
        place = text.find(quote, place + 1)


def agreement(folder: Path, rubric: str = "counter-17-steps", golds: Path | None = None) -> Agreement:
    """Scores the encounters of a folder and compares them with their golds, which stand beside them or in `golds`."""
    by, found = scorer(rubric), Agreement()
    for path in sorted(folder.glob("*.txt")):
        gold = json.loads((golds or folder).joinpath(f"{path.stem}.gold.json").read_text("utf-8"))
        if "steps" not in gold:
            continue
        roles: dict[str, Role] = {word: ROLES.get(role, "other") for word, role in gold["roles"].items()}
        (call,) = read_inputs([str(path)], roles=roles, stdin=None)
        assert isinstance(call, Transcript)
        scores = {score.id: score for score in by.score([call])[0].criteria}
        for step, wanted in gold["steps"].items():
            found.add(path.stem, wanted, scores[STEPS.get(step, step)], call)
    return found


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--rubric", default="counter-17-steps", show_default=True)
@click.option("--list", "listed", is_flag=True, help="List every difference.")
def main(folder: Path, rubric: str, listed: bool) -> None:
    """Print how the machine's statuses agree with the golds of a folder."""
    found = agreement(folder, rubric)
    print(f"agree {found.share:.3f}  met lost {found.lost_share:.3f}  evidence overlaps {found.evidence_share:.3f}")
    print(f"\n{'gold / machine':<16}" + "".join(f"{status:>16}" for status in STATUSES))
    for wanted in STATUSES:
        print(f"{wanted:<16}" + "".join(f"{found.confusion[wanted, status]:>16}" for status in STATUSES))
    print()
    for criterion, (right, total) in found.by_criterion.items():
        print(f"{criterion:<16}{right:>4}/{total}")
    for line in found.differences if listed else ():
        print(line)


if __name__ == "__main__":
    main()
