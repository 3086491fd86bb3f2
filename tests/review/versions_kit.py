"""Rubrics and runs for the tests of rubric versions; all words are invented for these tests."""

import json
from collections.abc import Sequence
from pathlib import Path

from autoscore.model import ScoreSheet, Transcript, Turn
from autoscore.model.versions import VersionsDiff
from autoscore.privacy import NO_MASK, Masker
from autoscore.report import json_line
from autoscore.review.versions import Versions
from autoscore.rubric import parse_text
from autoscore.runs.stored import StoredRun
from autoscore.scoring import Scorer, scorer_of

HEAD = (
    'rubric: v\ntitle: 表\nversion: "1"\nchannel: any\nsource: S\nscale: {normalise: 100, pass_mark: 60}\ncriteria:\n'
)
ROW = "  - {{id: {0}, title: 题{0}, why: w, source: S, {1}}}\n"
A = "points: 10, find: {phrase: [甲甲甲], by: agent}"
B = "points: 10, find: {phrase: [乙乙乙], by: agent}"


def scorer(**rows: str) -> Scorer:
    """Returns the scorer of a rubric with some rows."""
    rubric, problems = parse_text(HEAD + "".join(ROW.format(name, row) for name, row in rows.items()))
    assert not problems
    assert rubric is not None
    return scorer_of(rubric)


def calls(*said: str) -> list[Transcript]:
    """Returns calls in which the agent says something, and the customer and he end it."""
    end = (Turn("customer", "好的"), Turn("agent", "再见"))
    return [Transcript(f"c{at}", (Turn("agent", text), *end)) for at, text in enumerate(said)]


def run(folder: Path, sheets: Sequence[ScoreSheet], transcripts: Sequence[Transcript]) -> StoredRun:
    """Writes sheets and calls as a run, and opens it."""
    rows = (
        {"id": one.id, "turns": [{"role": turn.role, "text": turn.text} for turn in one.turns]} for one in transcripts
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sheets.jsonl").write_text("".join(f"{json_line(one)}\n" for one in sheets), "utf-8")
    (folder / "calls.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in rows), "utf-8")
    return StoredRun.open(folder)


def compared(
    folder: Path, a: Scorer, b: Scorer, said: Sequence[str], *, masker: Masker = NO_MASK, examples: int = 3
) -> VersionsDiff:
    """Compares two rubrics over what agents say, a call each."""
    transcripts = calls(*said)
    return Versions(a, b, masker, examples).compare(run(folder, a.score(transcripts), transcripts))
