"""The workbook of a run: its calls are read once, and every table grows as they go by."""

from collections.abc import Iterable

from autoscore.model import MadeBy
from autoscore.model.card import RubricCard
from autoscore.report.excel import charts, detail, notes, people, queue, standards, summary
from autoscore.report.excel.book import Book, written
from autoscore.report.excel.columns import Layout, Value
from autoscore.report.excel.page import MOST_ROWS, Page, Roll
from autoscore.report.figures import Figures, Gatherer
from autoscore.report.order import Order


class RunBook:
    """Is the workbook of a run while it is written; a worksheet holds at most so many rows, its head included."""

    def __init__(self, book: Book, order: Order, most: int = MOST_ROWS) -> None:
        self._book, self._order, self._most = book, order, most
        self._warning = book.say("个人信息没有遮") if not order.hides else ""
        # What must not be overlooked stands first.
        self._notes = self._page(notes.NOTES) if self._warning else None
        self._summary, self._detail = self._roll(summary.SUMMARY), self._roll(detail.DETAIL)
        self._gatherer = Gatherer()
        self._cards: dict[str, RubricCard] = {}
        self._made_by: dict[str, MadeBy] = {}

    def write(self) -> None:
        """Writes every worksheet."""
        say, details = self._order.say, detail.Rows(self._order.say)
        waiting = queue.Waiting(details, say)
        for one in self._order.shown():
            self._gatherer.add(one)
            waiting.add(one)
            self._cards[one.card.digest] = one.card
            self._made_by[repr(one.sheet.made_by)] = one.sheet.made_by
            self._summary.append(summary.row(one, say))
            for row in details.of(one):
                self._detail.append(row)
        self._summary.finish()
        self._detail.finish()
        self._table(queue.QUEUE, waiting.rows())
        self._rest(self._gatherer.figures(len(self._order.run.manifest.failures)))

    def _rest(self, figures: Figures) -> None:
        say, cards = self._order.say, sorted(self._cards.values(), key=lambda card: (card.id, card.theme or ""))
        self._table(people.AGENTS, people.agents(figures, say))
        self._table(people.QUESTIONS, people.questions(figures, say))
        self._table(standards.STANDARDS, standards.rows(cards, say))
        drawn = self._page(charts.CHARTS)
        charts.draw(self._book, drawn, figures)
        drawn.finish()
        drawn.sheet.fit_to_pages(1, 1)
        told = self._notes or self._page(notes.NOTES)
        for row in notes.rows(self._order, figures, cards, self._made_by.values()):
            told.append(row)
        told.finish()

    def _table(self, layout: Layout, rows: Iterable[tuple[Value, ...]]) -> None:
        table = self._roll(layout)
        for row in rows:
            table.append(row)
        table.finish()

    def _roll(self, layout: Layout) -> Roll:
        return Roll(self._book, layout, self._most, self._warning)

    def _page(self, layout: Layout) -> Page:
        return Page(self._book, layout, self._book.say(layout.title), self._warning)


def write_run(order: Order, most: int = MOST_ROWS) -> None:
    """Writes the workbook of a run; raises UsageError where none can be written there, and ReadError."""
    with written(order.out, order.say, streamed=True) as book:
        RunBook(book, order, most).write()
