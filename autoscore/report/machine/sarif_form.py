"""A run as a SARIF 2.1.0 log, for viewers of findings and for continuous integration.

What was met, what was not applicable and what only a person can see is no finding, and is left out; the log says so and
counts it.
"""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO

import msgspec
from msgspec import UNSET, Struct

from autoscore import __version__
from autoscore.report.machine.sarif_log import (
    SCHEMA,
    Artifact,
    Descriptor,
    Driver,
    Invocation,
    Notification,
    Text,
    Tool,
)
from autoscore.report.machine.sarif_page import Page
from autoscore.report.machine.sarif_results import LEFT_OUT, results_of
from autoscore.report.machine.sarif_rules import Rules
from autoscore.report.machine.told import plain
from autoscore.report.order import Order, ReportFormat
from autoscore.runs.stored import Manifest, StoredCall
from autoscore.runs.whole import whole

_FACTS = ("agent", "team", "date")


@dataclass
class _Lists:
    """Writes the items of two lists, which come up at once and stand one behind the other, into files of their own."""

    artifacts: IO[bytes]
    results: IO[bytes]
    rules: Rules = field(default_factory=Rules)
    counts: Counter[str] = field(default_factory=Counter)
    version: str = ""
    calls: int = 0

    def add(self, one: StoredCall, order: Order) -> None:
        """Adds a call."""
        page = Page.of(one.sheet.id, self.calls, one.call, order.say)
        _put(self.artifacts, _artifact(one, page))
        for result in results_of(one, page, self.rules, order.say):
            _put(self.results, result)
        self.counts.update(score.status for score in one.sheet.criteria)
        self.version = self.version or one.sheet.made_by.autoscore
        self.calls += 1


def write(order: Order) -> None:
    """Writes the log, in memory that does not grow with the number of calls."""
    with whole(order.out) as out, _lists() as lists:
        for one in order.shown():
            lists.add(one, order)
        out.write(f'{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"tool":'.encode())
        out.write(_json(_tool(lists)))
        out.write(b',"columnKind":"unicodeCodePoints","invocations":')
        out.write(_json((_invocation(order.run.manifest),)))
        out.write(b',"properties":' + _json(_properties(lists, order)))
        for name, items in (("results", lists.results), ("artifacts", lists.artifacts)):
            out.write(f',"{name}":['.encode())
            _copy(items, out)
            out.write(b"]")
        out.write(b"}]}\n")


@contextmanager
def _lists() -> Iterator[_Lists]:
    with TemporaryFile() as artifacts, TemporaryFile() as results:
        yield _Lists(artifacts, results)


def _put(items: IO[bytes], item: Struct) -> None:
    items.write(b",\n" if items.tell() else b"\n")
    items.write(_json(item))


def _copy(items: IO[bytes], out: BinaryIO) -> None:
    items.seek(0)
    shutil.copyfileobj(items, out)


def _json(value: Any) -> bytes:
    return msgspec.json.encode(value)


def _tool(lists: _Lists) -> Tool:
    return Tool(Driver("autoscore", lists.version or __version__, tuple(lists.rules.all)))


def _artifact(one: StoredCall, page: Page) -> Artifact:
    sheet = one.sheet
    facts = {name: plain(sheet.metadata[name]) for name in _FACTS if name in sheet.metadata}
    properties: dict[str, Any] = {
        "call": sheet.id,
        "channel": sheet.channel,
        **facts,
        "rubric": sheet.rubric,
        "total": sheet.total,
        "max": sheet.max,
        "low": sheet.low,
        "high": sheet.high,
        "passed": sheet.passed,
        "needsReview": sheet.needs_review,
    }
    return Artifact(page.place, contents=UNSET if page.text is None else Text(page.text), properties=properties)


def _properties(lists: _Lists, order: Order) -> dict[str, Any]:
    return {
        "calls": lists.calls,
        "masked": order.hides,
        "statuses": dict(sorted(lists.counts.items())),
        "leftOut": LEFT_OUT,
    }


def _invocation(manifest: Manifest) -> Invocation:
    told = tuple(
        Notification(Descriptor(one.code), Text(plain("；".join(filter(None, (f"{one.place}: {one.what}", one.todo))))))
        for one in manifest.failures
    )
    return Invocation(not told, told or UNSET)


FORMAT = ReportFormat("sarif", ".sarif", "失分和存疑的项目（SARIF 2.1.0）", write)
