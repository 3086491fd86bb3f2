"""The rules of a SARIF log: every criterion of every rubric that a run used, whether it fired or not."""

from dataclasses import dataclass, field
from typing import Any

from msgspec import UNSET

from autoscore.model import CriterionScore
from autoscore.model.card import CriterionCard, RubricCard
from autoscore.report.machine.sarif_log import Configuration, Level, Rule, Text

_SHORT = 8  # characters of a digest


@dataclass
class Rules:
    """Gathers rules in the order in which their rubrics come up; two rubrics never share a rule."""

    all: list[Rule] = field(default_factory=list)
    _at: dict[tuple[str, str], int] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def place(self, card: RubricCard, digest: str, one: CriterionScore) -> int:
        """Returns the place of a criterion's rule; `digest` is that of the sheet's rubric."""
        if digest not in self._names:
            self._names[digest] = self._free(card)
            for criterion in card.criteria:
                self._add(card, digest, criterion)
        if (digest, one.id) not in self._at:  # a sheet whose card is not the one it was filled by
            self._add(card, digest, CriterionCard(one.id, one.title, one.max, one.mode, "", "", ""))
        return self._at[digest, one.id]

    def _add(self, card: RubricCard, digest: str, criterion: CriterionCard) -> None:
        self._at[digest, criterion.id] = len(self.all)
        self.all.append(_rule(f"{self._names[digest]}/{_part(criterion.id)}", card, criterion))

    def _free(self, card: RubricCard) -> str:
        name = _part(card.id) if card.theme is None else f"{_part(card.id)}~{_part(card.theme)}"
        if name not in self._names.values():
            return name
        return f"{name}@{card.digest.rpartition(':')[2][:_SHORT]}"


def _part(name: str) -> str:
    """Returns an id as a part of a rule's id, in which a slash can only stand between two parts."""
    return name.replace("%", "%25").replace("/", "%2F")


def _rule(name: str, card: RubricCard, one: CriterionCard) -> Rule:
    full = "\n".join(part for part in (one.standard, one.why) if part) or one.title
    advice = Text(one.advice) if one.advice else UNSET
    properties: dict[str, Any] = {
        "criterion": one.id,
        "points": one.points,
        "weight": one.weight,
        "section": card.section(one),
        "source": one.source,
        "form": one.form,
        "mode": one.mode,
        "rubric": card.id,
        "rubricVersion": card.version,
        "rubricDigest": card.digest,
    }
    return Rule(name, one.title, Text(one.title), Text(full), Configuration(_level(one)), advice, properties)


def _level(one: CriterionCard) -> Level:
    if one.mode != "score":
        return "note"
    if one.form == "observer":
        return "none"
    return "error" if one.grave or one.form == "fatal" else "warning"
