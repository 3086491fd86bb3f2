"""What a run came to: counts, the table, the names of places."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from autoscore.batch import Failure, Outcome, Scored, Summary
from autoscore.batch.places import shortener
from autoscore.batch.table import Table
from autoscore.errors import Place, Problem
from autoscore.model import CriterionScore, Document, MadeBy, Metrics, RubricRef, ScoreSheet, Transcript

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


def summary_of(outcomes: list[Outcome], mark: Decimal | None = None) -> Summary:
    summary = Summary()
    for outcome in outcomes:
        summary.add(outcome, mark)
    return summary


@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.sampled_from([0, 0.25, 0.5, 1]))
def test_the_first_status_that_holds_is_taken(good: int, low: int, bad: int, share: float) -> None:
    """2 without a sheet, else 1 with more failures than allowed, else 3 with a call below the mark, else 0."""
    below = scored(replace(SHEET, high="10.0"))
    summary = summary_of([scored(SHEET)] * good + [below] * low + [FAILURE] * bad, Decimal(20))
    all_ = good + low + bad
    status = summary.exit_status(share)
    if not good + low:
        assert status == 2
    elif bad > share * all_:
        assert status == 1
    else:
        assert status == (3 if low else 0)


def test_the_mark_is_compared_with_what_is_possible() -> None:
    """A call lies below the mark only where its highest possible total does; one without a total never does."""
    sheets = [replace(SHEET, high="50.0", low="0.0"), replace(SHEET, total=None, low=None, high=None)]
    assert summary_of([scored(one) for one in sheets], Decimal(50)).exit_status(0) == 0
    assert summary_of([scored(one) for one in sheets], Decimal("50.1")).exit_status(0) == 3


def test_counts_and_mean() -> None:
    """Passes, fails, reviews and the mean are those of the sheets; the mean is over calls that have a total."""
    sheets = [
        replace(SHEET, passed=True, total="90.0", criteria=criteria(("a", "not_met"), ("b", "met"))),
        replace(SHEET, passed=False, total="30.0", criteria=criteria(("a", "not_met"), ("b", "not_met"))),
        replace(SHEET, passed=None, total=None, needs_review=True, criteria=criteria(("b", "unsure"))),
    ]
    summary = summary_of([*map(scored, sheets), FAILURE])
    assert (summary.calls, summary.passed, summary.failed, summary.review) == (3, 1, 1, 1)
    assert summary.mean == 60
    assert summary.missed.most_common() == [("题a", 2), ("题b", 1)]
    assert summary.failures == [FAILURE]
    assert Summary().mean is None


def test_the_digest_names_what_was_scored() -> None:
    """The digest changes with an id, a transcript and the order, and with nothing else."""
    other = replace(SHEET, id="d")
    plain = summary_of([scored(SHEET), scored(other)]).digest
    assert plain == summary_of([scored(SHEET), FAILURE, scored(replace(other, total="1.0"))]).digest
    for changed in ([other, SHEET], [SHEET], [SHEET, replace(other, transcript="sha256:9")]):
        assert summary_of([scored(one) for one in changed]).digest != plain


def rows_of(sheets: list[ScoreSheet], tmp_path: Path) -> list[dict[str, str]]:
    table = Table(io.BytesIO())
    for sheet in sheets:
        table.add(sheet)
    table.save(tmp_path / "t.csv")
    text = (tmp_path / "t.csv").read_bytes().decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_every_criterion_gets_a_column(tmp_path: Path) -> None:
    """Criteria that come up late get columns too, and are empty for the calls before; a shared id is one column."""
    sheets = [
        replace(SHEET, id="1", criteria=criteria(("a", "met"), ("b", "not_met"))),
        replace(SHEET, id="2", criteria=criteria(("b", "met"), ("c", "unsure"))),
    ]
    found = rows_of(sheets, tmp_path)
    assert [[row[key] for key in ("id", "a", "b", "c")] for row in found] == [
        ["1", "met", "not_met", ""],
        ["2", "", "met", "unsure"],
    ]


def test_a_table_without_calls_has_a_head(tmp_path: Path) -> None:
    """A run that scored nothing still has a table that a spreadsheet opens."""
    assert rows_of([], tmp_path) == []
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbfid,channel,")


@given(st.text(), st.text())
def test_words_survive_the_table(tmp_path_factory: pytest.TempPathFactory, name: str, team: str) -> None:
    """Commas, quotes and line breaks in an id or a team stay in their cell; only a mark of text may stand before."""
    sheet = replace(SHEET, id=name, metadata={"team": team}, passed=True)
    [row] = rows_of([sheet], tmp_path_factory.mktemp("t"))
    for cell, words in ((row["id"], name), (row["team"], team)):
        assert cell in (words, f"'{words}")
        assert not cell.startswith(("=", "+", "-", "@"))
    assert (row["passed"], row["provisional"], row["band"]) == ("true", "true", "")


def test_a_total_below_zero_stays_a_number(tmp_path: Path) -> None:
    """Points that are the program's own are never taken for a formula."""
    [row] = rows_of([replace(SHEET, total="-5.0", low="-5.0")], tmp_path)
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
