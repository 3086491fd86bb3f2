"""`autoscore score --decisions`: people's answers stand beside the machine's, and the last one counts."""

from pathlib import Path
from typing import Any

import pytest
from cli_kit import Ran, autoscore, lines, manifest

RUBRIC = """
rubric: t
title: 表
version: "1"
channel: any
source: S
scale: {points: 20, normalise: 100, pass_mark: 60}
criteria:
  - {id: said, title: 说了, points: 10, why: w, source: S, find: {phrase: [天灵灵地灵灵], by: agent}}
  - {id: seen, title: 看见, points: 10, why: w, source: S, observer: 微笑}
  - {id: line, title: 红线, points: 0, why: w, source: S, fatal: {phrase: [把密码告诉我], by: agent}}
"""
HEAD = "通话,评分项,状态,得分,评分人,备注\n"
SAID = {"id": "c1", "turns": [{"role": "agent", "text": "天灵灵地灵灵"}, {"role": "customer", "text": "再见"}]}


@pytest.fixture
def judged(tmp_path: Path) -> Any:
    """Scores the call of `SAID` with some rows of decisions, into a folder where one is named."""
    (tmp_path / "t.yaml").write_text(RUBRIC, "utf-8")
    (tmp_path / "calls.jsonl").write_text(lines(SAID), "utf-8")

    def ran(*rows: str, folder: Path | None = None) -> Ran:
        (tmp_path / "d.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
        into = ("-o", folder) if folder is not None else ("--format", "jsonl")
        decisions = ("--decisions", tmp_path / "d.csv")
        return autoscore("score", tmp_path / "calls.jsonl", "--rubric", tmp_path / "t.yaml", *decisions, *into)

    return ran


def criterion(ran: Ran, name: str) -> dict[str, Any]:
    [sheet] = ran.records
    return next(one for one in sheet["criteria"] if one["id"] == name)


def test_an_observers_points_come_in(judged: Any) -> None:
    """What a person saw counts in the total; the machine's own answer stays as it was."""
    ran = judged("c1,seen,,5,王,常笑")
    [sheet] = ran.records
    assert (ran.status, sheet["total"], sheet["low"]) == (0, "75.0", "75.0")
    seen = criterion(ran, "seen")
    assert (seen["status"], seen["points"]) == ("observer", None)
    assert seen["decisions"] == [{"status": "partial", "points": "5", "by": "王", "note": "常笑"}]
    assert [step["label"] for step in sheet["steps"]][:2] == ["说了", "看见（人工判定）"]


def test_the_last_decision_counts_and_none_is_lost(judged: Any) -> None:
    """Of several decisions the last is reckoned; the machine's finding with its evidence is still shown."""
    ran = judged("c1,说了,没做到,,王,", "c1,said,部分,4,李,复核")
    said = criterion(ran, "said")
    assert ran.records[0]["total"] == "40.0"
    assert (said["status"], said["points"], said["evidence"][0]["quote"]) == ("met", "10", "天灵灵地灵灵")
    assert [one["status"] for one in said["decisions"]] == ["not_met", "partial"]


@pytest.mark.parametrize(
    ("row", "total"),
    [("c1,said,不适用,,王,", None), ("c1,line,没做到,,王,", "0.0"), ("c1,said,存疑,,王,", "100.0")],
)
def test_what_a_decision_does_to_the_total(judged: Any, row: str, total: str | None) -> None:
    """A row that people find not due leaves the total, a crossed red line voids it, a doubt is a doubt."""
    [sheet] = judged(row).records
    assert sheet["total"] == total
    assert sheet["provisional"] is ("存疑" in row)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("c1,nosuch,met,,王,", "没有这一项"),
        ("c1,said,,11,王,", "不在 0 到 10 之间"),
        ("c9,said,met,,王,", "没有评到这一通"),
        ("c1,said,好极了,,王,", "不认识"),
    ],
)
def test_a_decision_that_cannot_be_used_is_told(judged: Any, row: str, told: str) -> None:
    """It is named with its file and line, the call is scored all the same, and the exit status tells."""
    ran = judged(row)
    assert ran.status == 1
    assert [line for line in ran.errors if "d.csv:2" in line and told in line]
    assert ran.records[0]["total"] == "100.0"


def test_the_manifest_counts_decisions(judged: Any, tmp_path: Path) -> None:
    """The run's folder says how many decisions were used, and which could not be."""
    ran = judged("c1,said,met,,王,", "c2,said,met,,王,", folder=tmp_path / "out")
    found = manifest(tmp_path / "out")["decisions"]
    assert (ran.status, found["used"]) == (1, 1)
    assert [one["code"] for one in found["unusable"]] == ["unknown_call"]
