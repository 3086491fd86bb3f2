"""What the sheets of a run come to: rates, groups, what to review, what to coach."""

from autoscore.report.figures.gather import Gatherer, figures_of
from autoscore.report.figures.outcome import is_red_line
from autoscore.report.figures.queue import STAKES, is_open, review_of, weight_of
from autoscore.report.figures.records import (
    AgentPage,
    CriterionFigures,
    Figures,
    GroupFigures,
    Loss,
    Point,
    Rate,
    Review,
    Said,
)
from autoscore.report.figures.sides import sides_of

__all__ = [
    "STAKES",
    "AgentPage",
    "CriterionFigures",
    "Figures",
    "Gatherer",
    "GroupFigures",
    "Loss",
    "Point",
    "Rate",
    "Review",
    "Said",
    "figures_of",
    "is_open",
    "is_red_line",
    "review_of",
    "sides_of",
    "weight_of",
]
