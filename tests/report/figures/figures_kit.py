"""Small calls with their sheets and cards, made by hand; all words are invented for these tests."""

from typing import Any

from autoscore.model import Call, CriterionScore, Evidence, MadeBy, Nearest, RubricRef, ScoreSheet, Searched, Turn
from autoscore.model.card import BandCard, CriterionCard, RubricCard
from autoscore.runs.stored import StoredCall

TURNS = (Turn("agent", "您好，请讲", 0.5), Turn("customer", "我查话费", 3.0), Turn("agent", "查到了，再联系", 9.0))
CARD = RubricCard(
    "r",
    "1",
    "sha256:2",
    "示例",
    "phone",
    "自拟",
    (
        CriterionCard("a", "问候", "4", "score", "find", "先问好", "自拟", advice="您好。"),
        CriterionCard("b", "道别", "6", "score", "find", "有始有终", "自拟", weight="2"),
        CriterionCard("c", "红线", "0", "score", "fatal", "守规矩", "自拟", grave=True),
        CriterionCard("t", "禁语", "4", "score", "deduct", "守规矩", "自拟", grave=True),
    ),
    pass_mark="60",  # noqa: S106 - points
    bands=(BandCard("好", "80"), BandCard("中", "60"), BandCard("差", "0")),
)
GREETED = Evidence(0, 0, 2, "您好")
NEAREST = Nearest(2, 4, 7, "再联系", "再见", 60)


def score(name: str, status: str, points: str | None = None, **facts: Any) -> CriterionScore:
    """Makes a criterion of the card's points."""
    card = CARD.criterion(name)
    assert card is not None
    return CriterionScore(name, card.title, facts.pop("mode", card.mode), status, points, card.points, "因为", **facts)


def met(name: str = "a") -> CriterionScore:
    """Makes a criterion that was met by the first words."""
    card = CARD.criterion(name)
    assert card is not None
    return score(name, "met", card.points, evidence=(GREETED,))


def lost(name: str = "b") -> CriterionScore:
    """Makes a criterion that was not met, with what came nearest."""
    return score(name, "not_met", "0", searched=Searched("agent", (0, 2)), nearest=NEAREST)


def doubt(name: str = "b", low: str = "0", high: str = "6") -> CriterionScore:
    """Makes a criterion in doubt."""
    return score(name, "unsure", low=low, high=high)


def stored(
    call: str,
    *criteria: CriterionScore,
    total: str | None = "70",
    low: str | None = None,
    passed: bool | None = True,
    words: bool = True,
    **facts: Any,
) -> StoredCall:
    """Makes a call with its sheet; `facts` are what else the sheet says, `metadata` among it."""
    sheet = ScoreSheet(
        id=call,
        transcript="sha256:1",
        channel="phone",
        metadata=facts.pop("metadata", {}),
        rubric=RubricRef("r", "1", "sha256:2"),
        total=total,
        max=facts.pop("max", "100"),
        low=low or total,
        high=total,
        observable="100",
        passed=passed,
        band=None,
        provisional=low is not None,
        needs_review=facts.pop("needs_review", False),
        criteria=criteria,
        steps=facts.pop("steps", ()),
        questions=facts.pop("questions", None),
        warnings=facts.pop("warnings", ()),
        made_by=MadeBy("0", "sha256:0", {}, {}),
    )
    assert not facts
    return StoredCall(sheet, Call(TURNS, call) if words else None, CARD)
