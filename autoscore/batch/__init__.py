"""Bulk scoring: many calls through the stages, failures kept beside results, and a run's folder.

What a run into a folder needs is behind `batch.bulk`, which is not loaded where calls are only printed.
"""

from autoscore.batch.ids import distinct
from autoscore.batch.outcome import Failure, Outcome, Scored
from autoscore.batch.run import BY_CHANNEL, DEFAULT, Plan, score_all, score_batch
from autoscore.batch.summary import Summary

__all__ = [
    "BY_CHANNEL",
    "DEFAULT",
    "Failure",
    "Outcome",
    "Plan",
    "Scored",
    "Summary",
    "distinct",
    "score_all",
    "score_batch",
]
