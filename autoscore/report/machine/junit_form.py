"""A run as JUnit XML, by which continuous integration stops what falls below its standard."""

import shutil
from collections import Counter
from tempfile import TemporaryFile

from autoscore.report.machine.junit_case import opening, suite_of, totals, unscored
from autoscore.report.order import Order, ReportFormat
from autoscore.runs.whole import whole


def write(order: Order) -> None:
    """Writes a suite a call, in memory that does not grow with their number; the sums stand before them.

    Calls that were not scored are errors of a suite of their own, so that a gate does not open on them.
    """
    masked, counts = order.hides, Counter[str]()
    with whole(order.out) as out, TemporaryFile() as suites:
        for one in order.shown():
            text, found = suite_of(one, masked, order.say)
            suites.write(text.encode())
            counts += found
        text, found = unscored(order.run.manifest, order.say)
        suites.write(text.encode())
        counts += found
        head = opening("testsuites", {"name": "autoscore", **totals(counts)})
        out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n'.encode())
        suites.seek(0)
        shutil.copyfileobj(suites, out)
        out.write(b"</testsuites>\n")


FORMAT = ReportFormat("junit", ".xml", "每项一个用例，失分即失败（JUnit XML）", write)
