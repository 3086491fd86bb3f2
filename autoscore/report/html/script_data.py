"""What the script of a page reads: the rows of the list, short, and its own words in the language of the report."""

from collections.abc import Iterable
from typing import Any

import msgspec
from markupsafe import Markup

from autoscore.report.html.listing import Listing, Row, rubric_name
from autoscore.report.html.markup import ours
from autoscore.report.html.plan import Plan
from autoscore.report.jinja import visible
from autoscore.report.language import Language

# Nothing in JSON may end the element or begin another, nor break a line of script.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_RESULT = {True: 1, False: 0, None: -1}


def json_block(data: object) -> Markup:
    """Returns data as JSON that may stand in an element of a page."""
    return ours(msgspec.json.encode(data).decode().translate(_ESCAPES))


def no_data(say: Language) -> Markup:
    """Returns what the script of a page beside the report reads: words alone."""
    return json_block({"words": _words(say), "rows": None})


def data_of(listing: Listing, plan: Plan, say: Language) -> Markup:
    """Returns what the script of the report reads.

    A row is a list: number, id, agent, team, date, rubric, total, low, high, maximum, result (1, 0, -1 for open), flags
    (1 waits for a person, 2 crossed a red line), criteria lost, page.
    """
    agents, teams = _names(row.agent for row in listing.rows), _names(row.team for row in listing.rows)
    return json_block(
        {
            "words": _words(say),
            "folder": plan.file(1, 0).rpartition("/")[0] if plan.pages else "",
            "agents": list(map(visible, agents)),
            "teams": list(map(visible, teams)),
            "rubrics": [visible(rubric_name(card)) for card in listing.cards],
            "lost": [[rubric, visible(title)] for rubric, title in listing.lost],
            "rows": [_row(row, agents, teams, plan) for row in listing.rows],
        }
    )


def _names(values: Iterable[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(sorted(set(values)))}


def _row(row: Row, agents: dict[str, int], teams: dict[str, int], plan: Plan) -> list[Any]:
    who = (visible(row.id), agents[row.agent], teams[row.team], visible(row.date), row.rubric)
    flags = row.review + 2 * row.grave
    points = (row.total, row.low, row.high, row.max)
    return [row.number, *who, *points, _RESULT[row.passed], flags, row.lost, plan.pages.get(row.number, 0)]


def _words(say: Language) -> dict[str, str]:
    return {
        "passed": say("合格"),
        "failed": say("不合格"),
        "open": say("待定"),
        "review": say("需复核"),
        "grave": say("红线"),
        "count": say("{n} 通，共 {all} 通"),
        "page": say("第 {page} 页，共 {pages} 页"),
        "nothing": say("没有符合的通话"),
        "only": say("原话只搜得到本文件里的 {n} 通"),
    }
