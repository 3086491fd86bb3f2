"""Small sheets and runs for the tests of an appeal's page; all words are invented for these tests."""

import io
import json
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from autoscore.cli.main import run as command
from autoscore.model import (
    Call,
    CriterionScore,
    Decision,
    Evidence,
    MadeBy,
    Nearest,
    RubricRef,
    ScoreSheet,
    Searched,
    Step,
    Turn,
)
from autoscore.model.card import CriterionCard, RubricCard
from autoscore.privacy import NO_MASK, Masker
from autoscore.report.appeal import Appeal, AppealText, Means, appeal_of, find_criterion
from autoscore.report.language import Language
from autoscore.runs.stored import Manifest, StoredCall, StoredRun

MAGIC = "天灵灵地灵灵"
RUBRIC = f"""rubric: tiny
title: 小表
version: "1"
channel: any
source: S
scale: {{points: 20, normalise: 100, pass_mark: 60}}
criteria:
  - {{id: said, title: 说了, points: 10, why: 要说, source: S, find: {{phrase: [{MAGIC}], by: agent}}, advice: 请说。}}
  - {{id: kind, title: 没说坏话, points: 10, why: 不说, source: S, deduct: [{{when: {{phrase: [坏话]}}, each: 5}}]}}
  - {{id: seen, title: 微笑, points: 0, why: 礼貌, source: S, observer: 微笑}}
"""
CARD = CriterionCard("a", "甲", "5", "score", "find", "为了甲", "S", standard="甲要做", advice="请甲", rule=("看：甲",))
NOWHERE = Path("nowhere")


def turns(count: int) -> tuple[Turn, ...]:
    """Returns turns of both sides, ten seconds each."""
    sides = ("agent", "customer")
    return tuple(Turn(sides[at % 2], f"第{at}句话在这里", 10.0 * at, 10.0 * at + 8) for at in range(count))  # type: ignore[arg-type]


def evidence(turn: int, start: int = 0, end: int = 2) -> Evidence:
    """Returns evidence in one of these turns."""
    return Evidence(turn, start, end, turns(turn + 1)[turn].text[start:end], time=(10.0 * turn, 10.0 * turn + 8))


def score(
    status: str = "met",
    *,
    name: str = "a",
    title: str = "甲",
    mode: str = "score",
    points: str | None = "5",
    **more: Any,
) -> CriterionScore:
    """Returns a row of five points."""
    return CriterionScore(name, title, mode, status, points, "5", "因为", **more)


def missed(first: int, last: int, near: int) -> CriterionScore:
    """Returns a row that was looked for in vain, and came closest in a turn."""
    nearest = Nearest(near, 1, 3, turns(near + 1)[near].text[1:3], "甲乙", 70)
    return score("not_met", points="0", searched=Searched("agent", (first, last)), nearest=nearest)


def sheet(*rows: CriterionScore, steps: Iterable[str] = (), **more: Any) -> ScoreSheet:
    """Returns a sheet with rows and the labels of its steps."""
    made = {
        "id": "c1",
        "transcript": "sha256:1",
        "channel": "phone",
        "metadata": {"agent": "007"},
        "rubric": RubricRef("r", "1", "sha256:2"),
        "total": "50.0",
        "max": "100",
        "low": "50.0",
        "high": "50.0",
        "observable": "100",
        "passed": False,
        "band": None,
        "provisional": False,
        "needs_review": False,
        "criteria": rows,
        "steps": tuple(Step(label, "5", "5") for label in steps),
        "questions": None,
        "warnings": (),
        "made_by": MadeBy("0", "sha256:0", {"words": "sha256:3"}, {"numpy": "2"}),
    }
    return ScoreSheet(**{**made, **more})


def stored(of: ScoreSheet, said: tuple[Turn, ...] | None) -> StoredCall:
    """Returns a sheet with its call, and a card of its first row alone."""
    card = RubricCard("r", "1", "sha256:2", "表", "any", "S", (CARD,), pass_mark="60")  # noqa: S106
    return StoredCall(of, None if said is None else Call(said, of.id), card)


def page(of: ScoreSheet, said: tuple[Turn, ...] | None, name: str = "a", masker: Masker = NO_MASK) -> Appeal:
    """Returns the page of a criterion of a sheet that was never written anywhere."""
    run = StoredRun(NOWHERE, Manifest(), said is not None)
    return appeal_of(run, stored(of, said), find_criterion(of, name), masker, Means())


def told(of: Appeal, tongue: Any = "zh") -> str:
    """Returns a page as text."""
    stream = io.StringIO()
    AppealText(stream, Language(tongue)).write(of)
    return stream.getvalue()


def call(name: str, *said: str, **facts: Any) -> dict[str, Any]:
    """Returns a native call in which agent and customer take turns."""
    sides = ("agent", "customer")
    return {"id": name, "turns": [{"role": sides[at % 2], "text": text} for at, text in enumerate(said)], **facts}


def scored(folder: Path, *calls: dict[str, Any], rubric: str = RUBRIC, options: tuple[str, ...] = ()) -> StoredRun:
    """Scores calls by the small rubric into a folder, and opens the run."""
    (folder / "tiny.yaml").write_text(rubric, "utf-8")
    (folder / "calls.jsonl").write_text("".join(json.dumps(one) + "\n" for one in calls), "utf-8")
    arguments = ["score", str(folder / "calls.jsonl"), "--rubric", str(folder / "tiny.yaml"), "-o", str(folder / "run")]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        assert command([*arguments, *options]) == 0
    return StoredRun.open(folder / "run")


def decided(status: str, points: str | None = None, by: str = "王", note: str = "") -> Decision:
    """Returns what a person decided."""
    return Decision(status, points, by, note)
