"""Tables for other programs, in Parquet and Arrow."""

from autoscore.report.parquet.file import CRITERIA, write_criteria

__all__ = ["CRITERIA", "write_criteria"]
