"""The page of an appeal as HTML: one file with nothing outside it, to be read, printed and filed."""

from functools import cache
from typing import TYPE_CHECKING

from autoscore.report.appeal.records import Appeal
from autoscore.report.appeal.text_marks import runs
from autoscore.report.appeal.words import Words, clock
from autoscore.report.jinja import environment
from autoscore.report.language import Language

if TYPE_CHECKING:
    from jinja2 import Template


def page_of(page: Appeal, say: Language) -> str:
    """Returns the page as HTML."""
    return _template().render(page=page, say=say, words=Words(say), runs=runs, clock=clock)


@cache
def _template() -> "Template":
    return environment("appeal/templates").get_template("page.html.j2")
