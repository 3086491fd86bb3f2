"""Shows how calls come out under two rubrics."""

from autoscore.report.versions.table import VersionsReport

__all__ = ["VersionsReport"]
