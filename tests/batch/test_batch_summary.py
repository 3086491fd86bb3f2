"""What a run came to: counts, the table, the names of places."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from autoscore.batch import Failure, Outcome, Scored, Summary
from autoscore.batch.places import shortener
from autoscore.batch.table import fitted, head, picked, rows_of
from autoscore.batch.tally import Tally
from autoscore.errors import Place, Problem
from autoscore.model import CriterionScore, Document, MadeBy, Metrics, RubricRef, ScoreSheet, Transcript
from autoscore.runs.safe import shown

MADE = MadeBy("0", "sha256:0", {}, {})
SHEET = ScoreSheet(
    id="c",
    transcript="sha256:1",
    channel="phone",
    metadata={},
    rubric=RubricRef("r", "1", "sha256:2"),
    total="50.0",
    max="100",
    low="40.0",
    high="50.0",
    observable="100",
    passed=None,
    band=None,
    provisional=True,
    needs_review=False,
    criteria=(),
    steps=(),
    questions=None,
    warnings=(),
    made_by=MADE,
)
FAILURE = Failure(Problem(Place("x"), "坏了"))


def scored(sheet: ScoreSheet) -> Scored:
    return Scored(Document(Transcript(sheet.id, ()), (), (), Metrics()), sheet)


def criteria(*pairs: tuple[str, str]) -> tuple[CriterionScore, ...]:
    return tuple(CriterionScore(name, f"题{name}", "score", status, "0", "1", "因为") for name, status in pairs)


def summary_of(outcomes: list[Outcome]) -> Summary:
    summary = Summary()
    for outcome in outcomes:
        summary.add(outcome)
    return summary


@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.sampled_from([0, 0.25, 0.5, 1]))
def test_the_first_status_that_holds_is_taken(good: int, low: int, bad: int, share: float) -> None:
    """2 without a sheet, else 1 with more failures than allowed, else 3 with a call below the mark, else 0."""
    below = scored(replace(SHEET, high="10.0"))
    summary = summary_of([scored(SHEET)] * good + [below] * low + [FAILURE] * bad)
    all_ = good + low + bad
    status = summary.exit_status(share, Decimal(20))
    if not good + low:
        assert status == 2
    elif bad > share * all_:
        assert status == 1
    else:
        assert status == (3 if low else 0)


def test_the_mark_is_compared_with_what_is_possible() -> None:
    """A call lies below the mark only where its highest possible total does; one without a total never does."""
    sheets = [replace(SHEET, high="50.0", low="0.0"), replace(SHEET, total=None, low=None, high=None)]
    summary = summary_of([scored(one) for one in sheets])
    assert [summary.exit_status(0, mark) for mark in (None, Decimal(50), Decimal("50.1"))] == [0, 0, 3]


def test_counts_and_mean() -> None:
    """Passes, fails, reviews and the mean are those of the sheets; the mean is over calls that have a total."""
    sheets = [
        replace(SHEET, passed=True, total="90.0", criteria=criteria(("a", "not_met"), ("b", "met"))),
        replace(SHEET, passed=False, total="30.0", criteria=criteria(("a", "not_met"), ("b", "not_met"))),
        replace(SHEET, passed=None, total=None, needs_review=True, criteria=criteria(("b", "unsure"))),
    ]
    summary = summary_of([*map(scored, sheets), FAILURE])
    tally = summary.tally
    assert (tally.calls, tally.passed, tally.failed, tally.review, summary.bad) == (3, 1, 1, 1, 1)
    assert summary.mean == 60
    assert tally.missed == {"题a": 2, "题b": 1}
    assert Summary().mean is None


@given(st.lists(st.sampled_from(["90.0", "30.0", None]), max_size=6), st.integers(0, 6))
def test_counts_add_up(totals: list[str | None], cut: int) -> None:
    """The counts of some sheets and those of the sheets after them come to the counts of all."""
    sheets = [
        replace(SHEET, total=one, high=one, passed=one and one > "60", criteria=criteria(("a", "not_met")))
        for one in totals
    ]
    tallies = [Tally(), Tally(), Tally()]
    for tally, some in zip(tallies, (sheets, sheets[:cut], sheets[cut:]), strict=True):
        for sheet in some:
            tally.add(sheet)
    whole, first, rest = tallies
    first.take(rest)
    assert first == whole


def test_the_digest_names_what_was_scored() -> None:
    """The digest changes with an id, a transcript and the order, and with nothing else."""
    other = replace(SHEET, id="d")
    plain = summary_of([scored(SHEET), scored(other)]).digest
    assert plain == summary_of([scored(SHEET), FAILURE, scored(replace(other, total="1.0"))]).digest
    for changed in ([other, SHEET], [SHEET], [SHEET, replace(other, transcript="sha256:9")]):
        assert summary_of([scored(one) for one in changed]).digest != plain


def table_of(text: bytes) -> list[dict[str, str]]:
    names, *rows = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))
    return [dict(zip(names, row, strict=True)) for row in rows]


def table(sheets: Sequence[ScoreSheet]) -> list[dict[str, str]]:
    rows = rows_of(sheets)
    return table_of(head(rows.criteria) + rows.text)


def test_every_criterion_gets_a_column() -> None:
    """Criteria that come up late get columns too, and are empty for the calls before; a shared id is one column."""
    sheets = [
        replace(SHEET, id="1", criteria=criteria(("a", "met"), ("b", "not_met"))),
        replace(SHEET, id="2", criteria=criteria(("b", "met"), ("c", "unsure"))),
    ]
    found = table(sheets)
    assert [[row[key] for key in ("id", "a", "b", "c")] for row in found] == [
        ["1", "met", "not_met", ""],
        ["2", "", "met", "unsure"],
    ]


@given(st.lists(st.lists(st.sampled_from("abcd"), unique=True), min_size=2, max_size=6), st.integers(1, 5))
def test_rows_of_parts_fit_into_one_table(names: list[list[str]], cut: int) -> None:
    """Rows written part by part, each with its own criteria, are the rows of the whole with their columns filled."""
    sheets = [
        replace(SHEET, id=f"{at},\n", criteria=criteria(*((name, "met") for name in some)))
        for at, some in enumerate(names)
    ]
    whole, parts = rows_of(sheets), (rows_of(sheets[:cut]), rows_of(sheets[cut:]))
    assert b"".join(fitted(part, whole.criteria) for part in parts) == whole.text
    odd = picked(whole, range(1, len(sheets), 2))
    assert odd.text == fitted(rows_of(sheets[1::2]), whole.criteria)


def test_a_table_without_calls_has_a_head() -> None:
    """A run that scored nothing still has a table that a spreadsheet opens."""
    assert table([]) == []
    assert head(()).startswith(b"\xef\xbb\xbfid,channel,")


@given(st.text(), st.text())
def test_words_survive_the_table(name: str, team: str) -> None:
    """Commas, quotes and line breaks in an id or a team stay in their cell; only a mark of text may stand before.

    What could steer a terminal is a visible mark, so that a program that knows no NUL reads the table too.
    """
    [row] = table([replace(SHEET, id=name, metadata={"team": team}, passed=True)])
    for cell, words in ((row["id"], name), (row["team"], team)):
        seen = "".join(char if char in "\t\r\n" else shown(char) for char in words)
        assert cell in (seen, f"'{seen}")
        assert not cell.startswith(("=", "+", "-", "@"))
    assert (row["passed"], row["provisional"], row["band"]) == ("true", "true", "")


def test_a_total_below_zero_stays_a_number() -> None:
    """Points that are the program's own are never taken for a formula."""
    [row] = table([replace(SHEET, total="-5.0", low="-5.0")])
    assert (row["total"], row["low"]) == ("-5.0", "-5.0")


@pytest.mark.parametrize(
    ("inputs", "text", "short"),
    [
        (["/a/b/calls"], "/a/b/calls/x.txt:1:2", "calls/x.txt:1:2"),
        (["/a/b/calls"], "编号“/a/b/calls”与 /a/b/calls/x.txt:1 重复", "编号“/a/b/calls”与 calls/x.txt:1 重复"),
        (["/a/b/calls/", "/a/b"], "/a/b/calls/x.txt", "calls/x.txt"),
        (["/a/b/c.txt"], "/a/b/c.txt: 空", "c.txt: 空"),
        (["/a/b/*.txt"], "/a/b/*.txt", "b/*.txt"),
        (["/a/b/**/x?.txt"], "/a/b/c/x1.txt:3", "b/c/x1.txt:3"),
        (["/x.txt"], "/x.txt:1", "x.txt:1"),
        (["/*.txt"], "/x.txt:1", "/x.txt:1"),
        (["/a", "b"], "b/a/x.txt", "b/a/x.txt"),
        (["calls", "-"], "calls/x.txt:1", "calls/x.txt:1"),
    ],
)
def test_places_lose_the_folders_above_the_inputs(inputs: list[str], text: str, short: str) -> None:
    """Folders above inputs that are given from the root go; other names stay as the user wrote them."""
    assert shortener(inputs)(text) == short
