"""The report as pages that open in a browser without a network: one file, and pages beside it where calls are many."""

from autoscore.report.figures import figures_of
from autoscore.report.html.files import Files
from autoscore.report.html.listing import Listing
from autoscore.report.html.plan import plan_of
from autoscore.report.html.writer import Writer
from autoscore.report.order import Order, ReportFormat


def write(order: Order) -> None:
    """Writes the report of an order.

    The run is read twice: for the figures, then call by call for the pages, so that memory does not grow with words.
    """
    listing, manifest = Listing(), order.run.manifest
    failed = max(len(manifest.failures), manifest.counts.get("failed", 0))
    figures = figures_of(listing.watch(order.shown()), failed)
    waiting = {review.call: place for place, review in enumerate(figures.queue)}
    with Files(order.out) as files:
        plan = plan_of(listing.rows, waiting, files.main.name, files.folder.name)
        Writer(order, figures, listing, plan, files).write()


FORMAT = ReportFormat("html", ".html", "网页", write)
