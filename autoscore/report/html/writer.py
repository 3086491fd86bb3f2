"""Writes the pages of a report, call by call."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any

from autoscore.report.figures import Figures, is_red_line
from autoscore.report.html.assets import policy, script, style
from autoscore.report.html.call_page import call_page
from autoscore.report.html.files import GENERATOR, Files
from autoscore.report.html.listing import Listing, rubric_name
from autoscore.report.html.markup import ours
from autoscore.report.html.overview import coaching, overview
from autoscore.report.html.plan import Plan, page_name
from autoscore.report.html.script_data import data_of, no_data
from autoscore.report.html.wording import FILTERS
from autoscore.report.jinja import environment
from autoscore.report.order import Order
from autoscore.report.words import ROLE, STATUS
from autoscore.runs.stored import StoredCall

if TYPE_CHECKING:
    from jinja2 import Environment


class Writer:
    """Writes one report; the calls of the report itself are held until their turn comes, a page's until it is full."""

    def __init__(self, order: Order, figures: Figures, listing: Listing, plan: Plan, files: Files) -> None:
        self._order, self._figures, self._listing, self._plan, self._files = order, figures, listing, plan, files
        self._near = {**_around(plan.here), **_around(tuple(plan.pages))}

    def write(self) -> None:
        """Writes the report and its pages."""
        out = self._files.report()
        self._head(out)
        here = dict(self._calls())
        out.writelines(here[number] for number in self._plan.here)
        out.write(self._render("bottom", data=data_of(self._listing, self._plan, self._order.say)))

    def _head(self, out: IO[str]) -> None:
        say = self._order.say
        out.write(self._render("top", page=0, home=""))
        out.write(self._render("overview", **overview(self._order, self._figures, self._listing)))
        out.write(self._render("agents", pages=list(coaching(self._figures, say)), numbers=self._listing.numbers))
        out.write(self._render("calls"))
        out.write(self._render("rubrics", cards=self._listing.cards))

    def _calls(self) -> Iterator[tuple[int, str]]:
        """Yields the calls of the report itself, and writes all others to their pages."""
        full: list[str] = []
        at = 0
        for number, one in enumerate(self._order.shown(), start=1):
            page = self._plan.pages.get(number, 0)
            if page == 0:
                yield number, self._call(number, one, page, first=False)
                continue
            if page != at:
                self._page(at, full)
                full, at = [], page
            full.append(self._call(number, one, page, first=not full))
        self._page(at, full)

    def _page(self, page: int, calls: Sequence[str]) -> None:
        if not calls:
            return
        with self._files.page(page_name(page)) as out:
            out.write(self._render("top", page=page, home=self._plan.file(0, page)))
            out.writelines(calls)
            out.write(self._render("bottom", data=no_data(self._order.say)))

    def _call(self, number: int, one: StoredCall, page: int, *, first: bool) -> str:
        before, after = self._near[number]
        links = (None if to is None else self._plan.href(to, page) for to in (before, after))
        made = call_page(number, one, "../" if page else "", *links)
        return self._render("call", call=made, facts=list(self._facts(one)), first=first)

    def _facts(self, one: StoredCall) -> Iterator[tuple[str, str]]:
        """Yields what is told of a call at its head, each with its name."""
        say, sheet = self._order.say, one.sheet
        known = sheet.metadata
        yield say("评分表"), rubric_name(one.card)
        if sheet.rubric.branch:
            yield say("分支"), sheet.rubric.branch
        titled = ((say("坐席").capitalize(), "agent"), (say("班组"), "team"), (say("时间"), "date"))
        yield from ((title, known[key].replace("T", " ")) for title, key in titled if known.get(key))

    def _render(self, name: str, **values: Any) -> str:
        return self._templates.get_template(f"{name}.html.j2").render(**values)

    @cached_property
    def _templates(self) -> "Environment":
        made = environment("html/templates")
        made.filters.update(FILTERS)
        made.tests["red_line"] = is_red_line
        made.globals.update(
            say=self._order.say,
            plan=self._plan,
            figures=self._figures,
            naked=not self._order.hides,
            generator=GENERATOR,
            policy=policy(),
            style=style(),
            script=script(),
            sides={side: self._order.say(word) for side, word in ROLE.items()},
        )
        chip = made.get_template("chip.html.j2")
        made.globals["chips"] = {status: ours(chip.render(status=status)) for status in STATUS}
        return made


def _around(numbers: Sequence[int]) -> dict[int, tuple[int | None, int | None]]:
    """Returns the neighbours of each number, None at the ends."""
    padded = (None, *numbers, None)
    return dict(zip(numbers, zip(padded, padded[2:], strict=False), strict=True))
