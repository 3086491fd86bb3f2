"""Runs to report on: those that people have, and those that nobody wishes to have."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import strategies as st
from msgspec import UNSET

from autoscore.model import (
    Call,
    CriterionScore,
    Decision,
    Evidence,
    Nearest,
    ScoreSheet,
    Searched,
    Status,
    Turn,
)
from autoscore.model.card import CriterionCard, RubricCard, SectionCard
from autoscore.model.sheet import MadeBy, RubricRef
from autoscore.privacy import NO_MASK, Masker
from autoscore.report.language import Language
from autoscore.report.order import Order, ReportFormat
from autoscore.runs.cards import encoded
from autoscore.runs.stored import StoredRun

PIECES = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x.invalid","看")',
    "+1",
    "@SUM(A1)",
    "-2",
    "＝1",
    "]]>",
    "&amp;",
    "\u202e倒\u202c",
    "\u200f",
    "👩\u200d💻",
    "\x00\x1b[31m",
    "\r\n",
    "\u2028",
    "\x85",
    "\ufffe",
    "\t",
    "，\"'",
    "您好",
    "/",
    "..",
    "%2F",
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=5).map("".join)
NAMES = TEXTS.filter(lambda text: bool(text.strip()))
POINTS = st.integers(0, 20).map(str)


def sheet_of(name: str, criteria: Iterable[CriterionScore], rubric: str = "r", **facts: str) -> ScoreSheet:
    """Makes a sheet that holds some criteria."""
    return ScoreSheet(
        id=name,
        transcript="sha256:0",
        channel=None,
        metadata=facts,
        rubric=RubricRef(rubric, "1", f"sha256:{rubric}"),
        total="8",
        max="10",
        low="6",
        high="8",
        observable="10",
        passed=True,
        band=None,
        provisional=True,
        needs_review=True,
        criteria=tuple(criteria),
        steps=(),
        questions=None,
        warnings=(),
        made_by=MadeBy("0.1.0", "sha256:1", {}, {}),
    )


def card_of(sheet: ScoreSheet, *more: CriterionCard) -> RubricCard:
    """Makes the card of a sheet's rubric, with criteria that the sheet does not have."""
    ref = sheet.rubric
    known = tuple(
        CriterionCard(one.id, one.title, one.max, one.mode, "find", "为了客户", "S0", section="s", advice="您好！")
        for one in sheet.criteria
    )
    return RubricCard(
        ref.id, ref.version, ref.digest, ref.id, "any", "", (*known, *more), sections=(SectionCard("s", "开头"),)
    )


def folder_of(
    folder: Path, pairs: Iterable[tuple[ScoreSheet, Call | None]], cards: Iterable[RubricCard] = (), **manifest: object
) -> Path:
    """Writes a run's folder, without calls where the first has none."""
    sheets, calls = zip(*pairs, strict=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sheets.jsonl").write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in sheets))
    if calls[0] is not None:
        (folder / "calls.jsonl").write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in calls))
    (folder / "rubrics.json").write_bytes(encoded(cards))
    (folder / "manifest.json").write_bytes(msgspec.json.encode(manifest))
    return folder


def report(form: ReportFormat, folder: Path, out: Path, masker: Masker = NO_MASK, say: Language | None = None) -> bytes:
    """Writes a report, and returns it."""
    form.write(Order(StoredRun.open(folder), out, say or Language(), masker))
    return out.read_bytes()


def reported(form: ReportFormat, pairs: list[tuple[ScoreSheet, Call | None]], cards: Iterable[RubricCard] = ()) -> str:
    """Writes a report of some calls twice, sees that it is the same, and returns it."""
    with TemporaryDirectory() as place:
        folder = folder_of(Path(place) / "run", pairs, cards)
        first, second = (report(form, folder, Path(place) / name) for name in ("a", "b"))
    assert first == second
    return first.decode()


@st.composite
def spans(draw: st.DrawFn, turns: tuple[Turn, ...]) -> tuple[int, int, int, str]:
    """Draws some words of a call."""
    turn = draw(st.integers(0, len(turns) - 1))
    text = turns[turn].text
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return turn, start, end, text[start:end]


@st.composite
def criteria(draw: st.DrawFn, name: str, turns: tuple[Turn, ...]) -> CriterionScore:
    """Draws a row of a sheet."""
    status = draw(st.sampled_from(list(Status)))
    found = draw(st.lists(spans(turns), max_size=2))
    time = draw(st.sampled_from([UNSET, (None, 3.0), (75.2, None)]))
    unsure = status is Status.UNSURE
    near = draw(st.none() | spans(turns))
    decided = draw(st.sampled_from(["", "met", "not_met"]))
    return CriterionScore(
        id=name,
        title=draw(TEXTS),
        mode=draw(st.sampled_from(["score", "score", "hint"])),
        status=status.value,
        points=None if unsure else draw(st.none() | POINTS),
        max="20",
        because=draw(TEXTS),
        evidence=tuple(Evidence(*span, time=time) for span in found),
        searched=Searched("agent", (0, len(turns) - 1)) if draw(st.booleans()) else None,
        nearest=None if near is None else Nearest(*near, draw(TEXTS), 71),
        decisions=(Decision(decided, None, "甲", draw(TEXTS)),) if decided else (),
        low="0" if unsure else UNSET,
        high="5" if unsure else UNSET,
    )


@st.composite
def stored(draw: st.DrawFn) -> tuple[ScoreSheet, Call]:
    """Draws a call with its sheet."""
    roles = st.sampled_from(["agent", "customer", "ivr", "unknown", "other"])
    turns = tuple(Turn(draw(roles), draw(TEXTS)) for _ in range(draw(st.integers(1, 4))))
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    rows = [draw(criteria(name, turns)) for name in names]
    facts = {key: draw(TEXTS) for key in draw(st.sets(st.sampled_from(["agent", "team", "date"])))}
    name = draw(NAMES)
    return sheet_of(name, rows, draw(NAMES), **facts), Call(turns, id=name)


RUNS = st.lists(stored(), min_size=1, max_size=3, unique_by=lambda pair: pair[0].id)
