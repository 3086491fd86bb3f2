"""Bulk scoring: many calls through the stages, failures kept beside results, and a run's folder."""

from autoscore.batch.folder import RunFolder
from autoscore.batch.outcome import Failure, Outcome, Scored, distinct
from autoscore.batch.run import BY_CHANNEL, DEFAULT, Plan, score_all
from autoscore.batch.summary import Summary

__all__ = [
    "BY_CHANNEL",
    "DEFAULT",
    "Failure",
    "Outcome",
    "Plan",
    "RunFolder",
    "Scored",
    "Summary",
    "distinct",
    "score_all",
]
