"""A sheet for a person at a terminal: the table, then the call with its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from autoscore.model import CriterionScore, Decision, Document, Evidence, ScoreSheet
from autoscore.report import screen
from autoscore.report.words import COLOURS, ROLE, STATUS, passed

_WIDTH = 110


@dataclass(frozen=True)
class TextReport:
    """Writes sheets to a stream; `colour` None leaves it to the terminal."""

    stream: IO[str]
    colour: bool | None = None

    def write(self, sheet: ScoreSheet, document: Document) -> None:
        """Writes one sheet with its call."""
        console = screen.console(self.stream, colour=self.colour)
        for line in _heading(sheet):
            console.print(line, highlight=False, soft_wrap=True)
        console.print(_table(sheet))
        for line in _turns(sheet, document):
            console.print(line, highlight=False, soft_wrap=True)
        for line in _footer(sheet):
            console.print(line, highlight=False, soft_wrap=True)
        console.print()


def _heading(sheet: ScoreSheet) -> Iterator[Any]:
    total = "无可评分项" if sheet.total is None else f"{sheet.total} / {sheet.max}"
    doubt = f"（存疑 {sheet.low}–{sheet.high}，暂按高分）" if sheet.provisional and sheet.total is not None else ""
    band = f" · {sheet.band}" if sheet.band else ""
    review = " · 需人复核" if sheet.needs_review else ""
    yield screen.text(f"{sheet.id} · {sheet.rubric.id} v{sheet.rubric.version}", "bold")
    yield screen.text(f"总分 {total}{doubt} · {passed(sheet.passed)}{band}{review}", "bold")
    if any(score.status == "observer" and not score.decisions for score in sheet.criteria):
        yield screen.text(f"文字里看得见的分值：{sheet.observable} / {sheet.max}，其余须人到场看", "dim")


def _table(sheet: ScoreSheet) -> Any:
    table = screen.table((("项目", "whole"), ("状态", "whole"), ("得分", "right"), ("依据", "fold")))
    for score in sheet.criteria:
        word, style = STATUS[score.status]
        table.add_row(
            screen.text(score.title), screen.text(word, style), screen.text(_points(score)), screen.text(_reason(score))
        )
    return table


def _points(score: CriterionScore) -> str:
    if score.mode != "score":
        return "提示"
    if score.points is not None:
        return f"{score.points}/{score.max}"
    return f"{score.low}–{score.high}/{score.max}" if score.status == "unsure" else f"–/{score.max}"


def _reason(score: CriterionScore) -> str:
    quotes = "、".join(f"“{one.quote}”" for one in score.evidence[:3])
    parts = [score.because, quotes if score.evidence and len(quotes) < _WIDTH else ""]
    if score.searched is not None:
        first, last = score.searched.turns
        parts.append(f"找过{ROLE.get(score.searched.by, '各方')}第{first + 1}–{last + 1}轮")
    parts.extend(_decided(decision) for decision in score.decisions)
    if score.nearest is not None:
        near = score.nearest
        parts.append(f"最接近：“{near.quote}”像“{near.phrase}”（{near.strength}）")
    return "；".join(part for part in parts if part)


def _decided(decision: Decision) -> str:
    points = "" if decision.points is None else f" {decision.points} 分"
    note = f"，{decision.note}" if decision.note else ""
    return f"{decision.by or '人工'}：{STATUS[decision.status][0]}{points}{note}"


def _turns(sheet: ScoreSheet, document: Document) -> Iterator[Any]:
    marks: dict[int, list[tuple[Evidence, str]]] = {}
    for score in sheet.criteria:
        for evidence in score.evidence:
            marks.setdefault(evidence.turn, []).append((evidence, score.status))
    for number, turn in enumerate(document.transcript.turns):
        stamp = "" if turn.start is None else f"[{int(turn.start) // 60:02d}:{int(turn.start) % 60:02d}] "
        head = screen.text(f"{number + 1:>3} {stamp}{ROLE[document.roles[number]]}：", "dim")
        body = screen.text(turn.text)
        for evidence, status in marks.get(number, ()):
            body.stylize(COLOURS.get(status, ""), evidence.start, evidence.end)
        yield screen.text("").append_text(head).append_text(body)


def _footer(sheet: ScoreSheet) -> Iterator[Any]:
    for warning in sheet.warnings:
        yield screen.text(f"注意：{warning.because}", "yellow")
    if any(isinstance(score.points_source, str) for score in sheet.criteria):
        yield screen.text("分值为示例权重，须本单位确认", "dim")
