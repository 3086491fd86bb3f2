"""Excel: the workbook of a run, or a score sheet each for chosen calls."""

from autoscore.report.excel.paper_book import write_calls
from autoscore.report.excel.run_book import write_run
from autoscore.report.order import Order, ReportFormat


def write(order: Order) -> None:
    """Writes the workbook; raises UsageError where it can't be written or a call is not there, and ReadError."""
    if order.calls:
        write_calls(order)
    else:
        write_run(order)


FORMAT = ReportFormat("xlsx", ".xlsx", "Excel", write)
