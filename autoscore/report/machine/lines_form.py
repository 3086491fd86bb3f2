"""The sheets of a run as JSON Lines, a sheet a line, as the contract gives them."""

from autoscore.report.machine.json_form import json_line
from autoscore.report.order import Order, ReportFormat
from autoscore.runs.whole import whole


def write(order: Order) -> None:
    """Writes the sheets in the order of the run, with their words as they are shown."""
    with whole(order.out) as out:
        for one in order.shown():
            out.write(json_line(one.sheet).encode() + b"\n")


FORMAT = ReportFormat("jsonl", ".jsonl", "评分表，一行一通（JSON Lines）", write, masks=False)
