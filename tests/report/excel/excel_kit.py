"""Small runs in folders and their workbooks read back; all words are invented for these tests."""

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest

from autoscore.model import (
    Call,
    CriterionScore,
    Decision,
    Evidence,
    MadeBy,
    Nearest,
    Notice,
    RubricRef,
    ScoreSheet,
    Searched,
    Turn,
)
from autoscore.model.card import BandCard, CriterionCard, RubricCard, SectionCard
from autoscore.privacy import NO_MASK, Masker
from autoscore.report.excel.form import FORMAT
from autoscore.report.language import Language, Tongue
from autoscore.report.order import Order
from autoscore.runs.stored import StoredRun

TURNS = (
    Turn("agent", "您好，请讲", 0.5),
    Turn("customer", "我查话费", 3.0),
    Turn("agent", "查到了，再联系", 3700.0),
    Turn("customer", "好的", 3705.0),
)
CARD = RubricCard(
    "r",
    "1",
    "sha256:2",
    "示例评分表",
    "phone",
    "自拟",
    (
        CriterionCard(
            "greet", "问候", "4", "score", "find", "先问好", "自拟", "open", "先开口问候", "您好。", ("看：问候",)
        ),
        CriterionCard("ask", "问来意", "5", "score", "find", "问清楚", "自拟", "open", advice="请问您要办什么？"),
        CriterionCard("bye", "道别", "6", "score", "find", "有始有终", "自拟", "close", advice="再见。"),
        CriterionCard("smile", "微笑", "3", "score", "observer", "让人放松", "自拟", "close"),
        CriterionCard("asks", "问句", "0", "hint", "questioning", "听听怎么问", "自拟"),
    ),
    pass_mark="60",  # noqa: S106 - points
    bands=(BandCard("好", "80"), BandCard("差", "0")),
    sections=(SectionCard("open", "开头"), SectionCard("close", "收尾")),
)
GREETED = Evidence(0, 0, 2, "您好")
NEAREST = Nearest(2, 4, 7, "再联系", "再见", 60)
_SUMMARY = "录音号 工号 班组 时间 渠道 评分表 总分 满分 最低 最高 是否合格 等级 需复核 失分项 存疑项 须人看项 提醒"
_DETAIL = (
    "录音号 工号 班组 时间 环节 评分项 评分项编号 标准原文 分值 得分 状态 依据 原话 前一句 后一句 时间点 搜索范围 "
    "最接近的话 建议话术 复核结果 复核分 复核人 理由 申诉结果"
)
HEADS = {"汇总": _SUMMARY.split(), "明细": _DETAIL.split()}


def score(name: str, status: str, points: str | None = None, **facts: Any) -> CriterionScore:
    """Makes a criterion of the card's points."""
    card = CARD.criterion(name)
    assert card is not None
    because = facts.pop("because", f"{card.title}的依据")
    return CriterionScore(name, card.title, card.mode, status, points, card.points, because, **facts)


def criteria(**changed: CriterionScore) -> tuple[CriterionScore, ...]:
    """Makes one of each kind: met, in doubt, lost, for a person to see, only told."""
    made = {
        "greet": score("greet", "met", "4", evidence=(GREETED,)),
        "ask": score("ask", "unsure", low="0", high="5", searched=Searched("agent", (0, 2))),
        "bye": score("bye", "not_met", "0", searched=Searched("agent", (2, 2)), nearest=NEAREST),
        "smile": score("smile", "observer", because="须由人观察：迎客时微笑"),
        "asks": score("asks", "met"),
    }
    return tuple({**made, **changed}.values())


def sheet(name: str, scores: Iterable[CriterionScore] | None = None, **facts: Any) -> ScoreSheet:
    """Makes a sheet of the card; `facts` are what else it says."""
    made: dict[str, Any] = {
        "channel": "phone",
        "metadata": {"agent": "0917", "team": "一组", "date": "2026-02-18T09:30"},
        "total": "64.3",
        "max": "100",
        "low": "28.6",
        "high": "64.3",
        "observable": "97",
        "passed": None,
        "band": "差",
        "provisional": True,
        "needs_review": True,
        "questions": {"open": 1, "closed": 3},
        "warnings": (Notice("truncated", "录音像是不完整"),),
        **facts,
    }
    return ScoreSheet(
        id=name,
        transcript="sha256:1",
        rubric=RubricRef("r", "1", "sha256:2"),
        criteria=criteria() if scores is None else tuple(scores),
        steps=(),
        made_by=MadeBy("0.1.0", "sha256:0", {"m": "sha256:3"}, {}),
        **made,
    )


def run(folder: Path, *sheets: ScoreSheet, turns: Sequence[Turn] | None = TURNS, card: RubricCard = CARD) -> StoredRun:
    """Writes a run's folder and opens it; without turns, calls were not kept."""
    folder.mkdir(exist_ok=True)
    (folder / "sheets.jsonl").write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in sheets))
    (folder / "rubrics.json").write_bytes(msgspec.json.encode([card]))
    (folder / "manifest.json").write_text(
        '{"failures": [{"place": "x.txt", "code": "empty", "what": "空文件"}]}', "utf-8"
    )
    if turns is not None:
        calls = (Call(tuple(turns), one.id) for one in sheets)
        (folder / "calls.jsonl").write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in calls))
    return StoredRun.open(folder)


def written(
    stored: StoredRun, out: Path, *calls: str, masker: Masker = NO_MASK, tongue: Tongue = "zh"
) -> openpyxl.Workbook:
    """Writes the workbook of a run and reads it back."""
    FORMAT.write(Order(stored, out, Language(tongue), masker, calls))
    return openpyxl.load_workbook(out)


def rows(book: openpyxl.Workbook, name: str) -> list[dict[str, Any]]:
    """Returns the rows of a worksheet by the heads of its columns."""
    head, *body = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def column(book: openpyxl.Workbook, name: str, title: str) -> int:
    """Returns the number of a column, from 1."""
    return [cell.value for cell in book[name][1]].index(title) + 1


def filled(path: Path, *cells: tuple[str, int, str, Any]) -> None:
    """Fills in cells, each by its worksheet, row (from 1) and column, as a person does, and saves."""
    book = openpyxl.load_workbook(path)
    for name, row, title, value in cells:
        book[name].cell(row, column(book, name, title)).value = value
    book.save(path)


def converted(path: Path, form: str) -> Path:
    """Opens a workbook in LibreOffice and saves it in another form, or as it is; skips where there is none."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    out = path.parent / "converted"
    profile = f"-env:UserInstallation=file://{path.parent}/office"
    command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(out), str(path)]
    subprocess.run(command, capture_output=True, check=True, timeout=180)  # noqa: S603 - our own command
    return out / f"{path.stem}.{form.partition(':')[0]}"


def decision(status: str, points: str | None, by: str = "王", note: str = "听清了") -> Decision:
    """Makes a decision."""
    return Decision(status, points, by, note)
