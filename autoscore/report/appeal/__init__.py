"""Explains one criterion of one call, for an appeal: as text, as a page, as a record for programs."""

from autoscore.report.appeal.again import Means
from autoscore.report.appeal.build import appeal_of, find_call, find_criterion
from autoscore.report.appeal.page import page_of
from autoscore.report.appeal.records import Appeal, Verified
from autoscore.report.appeal.text import AppealText

__all__ = ["Appeal", "AppealText", "Means", "Verified", "appeal_of", "find_call", "find_criterion", "page_of"]
