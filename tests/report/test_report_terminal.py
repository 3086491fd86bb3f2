"""The report for a person at a terminal."""

import io
import re
import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from autoscore.model import (
    CriterionScore,
    Document,
    Evidence,
    MadeBy,
    Nearest,
    Notice,
    RubricRef,
    ScoreSheet,
    Searched,
    Transcript,
    Turn,
)
from autoscore.report import TextReport, json_line, json_text, shown

STYLE = re.compile(r"\x1b\[[0-9;]*m")
TURNS = (Turn("agent", "您好，请稍等", 0.0, 2.0), Turn("customer", "好的", 62.5), Turn("ivr", "请按一"))
SHEET = ScoreSheet(
    id="c1",
    transcript="sha256:1",
    channel="phone",
    metadata={},
    rubric=RubricRef("r", "7", "sha256:2"),
    total="90.0",
    max="100",
    low="80.0",
    high="90.0",
    observable="100",
    passed=True,
    band="优秀",
    provisional=True,
    needs_review=True,
    criteria=(
        CriterionScore("a", "问候", "score", "met", "5", "5", "说了问候", (Evidence(0, 0, 2, "您好"),)),
        CriterionScore("b", "道别", "score", "not_met", "0", "5", "没有听到", (), Searched("agent", (0, 0))),
        CriterionScore(
            "c", "祝福", "score", "unsure", None, "4", "像是", (), Searched("any", (0, 2)),
            Nearest(1, 0, 2, "好的", "好德", 77), low="0", high="4",
        ),
        CriterionScore("d", "微笑", "score", "observer", None, "3", "须人看"),
        CriterionScore("e", "提问", "hint", "met", None, "0", "看看", points_source="示例权重，须本单位确认"),
    ),
    steps=(),
    questions=None,
    warnings=(Notice("truncated", "录音像是不完整"),),
    made_by=MadeBy("0", "sha256:0", {}, {}),
)  # fmt: skip


def document(turns: tuple[Turn, ...]) -> Document:
    return Document(Transcript("c1", turns), tuple(turn.role for turn in turns), ())


def report(sheet: ScoreSheet = SHEET, turns: tuple[Turn, ...] = TURNS, *, colour: bool = False) -> str:
    stream = io.StringIO()
    TextReport(stream, colour=colour).write(sheet, document(turns))
    return stream.getvalue()


def test_the_heading_tells_the_total_and_its_doubt() -> None:
    """Id, rubric and version, total, the bounds of a doubt, pass, band and review stand first."""
    assert report().startswith("c1 · r v7\n总分 90.0 / 100（存疑 80.0–90.0，暂按高分） · 合格 · 优秀 · 需人复核\n")
    sure = replace(SHEET, provisional=False, needs_review=False, passed=None, band=None)
    assert report(sure).startswith("c1 · r v7\n总分 90.0 / 100 · 待定\n")
    assert "无可评分项" in report(replace(sure, total=None, low=None, high=None))


def test_every_criterion_is_a_row() -> None:
    """A row has the title, the status in words, the points, the reason with its words, and where was searched."""
    rows = [line for line in report().splitlines() if line.startswith("│")]
    cells = [[cell.strip() for cell in row.strip("│").split("│")] for row in rows]
    assert [row[:3] for row in cells] == [
        ["问候", "做到", "5/5"],
        ["道别", "没做到", "0/5"],
        ["祝福", "存疑", "0–4/4"],
        ["微笑", "须人看", "–/3"],
        ["提问", "做到", "提示"],
    ]
    assert cells[0][3] == "说了问候；“您好”"
    assert cells[1][3] == "没有听到；找过坐席第1–1轮"
    assert cells[2][3] == "像是；找过各方第1–3轮；最接近：“好的”像“好德”（77）"


def test_a_long_reason_is_folded_and_never_cut() -> None:
    """A reason wider than its column goes on below, to its last character."""
    reason = "没有听到客户想要的那一句话" * 20
    sheet = replace(SHEET, criteria=(replace(SHEET.criteria[0], because=reason, evidence=()),))
    rows = [line.strip("│").split("│") for line in report(sheet).splitlines() if line.startswith("│")]
    assert "".join(row[3].strip() for row in rows) == reason
    assert len(rows) > 1


def test_the_call_follows_with_roles_and_times() -> None:
    """Every turn is a line with its number from 1, its time where known, whose words they are, and the words."""
    assert "\n  1 [00:00] 坐席：您好，请稍等\n  2 [01:02] 客户：好的\n  3 系统：请按一\n" in report()


def test_warnings_and_assigned_weights_stand_at_the_end() -> None:
    """A warning is told, and that weights are examples where they are."""
    assert report().endswith("\n注意：录音像是不完整\n分值为示例权重，须本单位确认\n\n")
    assert "示例权重" not in report(replace(SHEET, criteria=SHEET.criteria[:4]))


def test_colour_marks_the_evidence_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """In colour, the words of the evidence and no others have a background; the text is that without colour."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = report(colour=True)
    assert STYLE.sub("", coloured) == report()
    assert "坐席：\x1b[0m\x1b[30;42m您好\x1b[0m，请稍等\n" in coloured


@given(st.text(max_size=60), st.text(max_size=30))
def test_nothing_steers_the_terminal(words: str, name: str) -> None:
    """Whatever stands in a call, its id, a reason or a warning, the report has no control character but line ends."""
    quote = words[:20]
    criterion = CriterionScore("a", "甲", "score", "met", "5", "5", words, (Evidence(0, 0, len(quote), quote),))
    sheet = replace(SHEET, id=name, criteria=(criterion,), warnings=(Notice("x", words),))
    plain = STYLE.sub("", report(sheet, (Turn("agent", words),), colour=True))
    assert not [char for char in plain if char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Co", "Zl", "Zp"}]


@given(st.text())
def test_shown_is_one_for_one_and_keeps_the_harmless(text: str) -> None:
    """The harmless form has a character for each character, itself or a dot, and changes no more when done again."""
    safe = shown(text)
    assert len(safe) == len(text)
    assert all(new in (old, "·") for old, new in zip(text, safe, strict=True))
    assert shown(safe) == safe


@pytest.mark.parametrize("text", ["您好，请稍等。", "Call 10086 (±3%)", "“客户”……——", "𠮷野家 😀", "é́"])
def test_shown_leaves_ordinary_text(text: str) -> None:
    """Letters, marks, signs and pictures stay as they are."""
    assert shown(text) == text


def test_both_kinds_of_json_hold_the_same() -> None:
    """A line holds no line break, whatever the words; the readable form decodes to the same record."""
    sheet = replace(SHEET, id="a\nb")
    assert "\n" not in json_line(sheet)
    assert msgspec.json.decode(json_line(sheet)) == msgspec.json.decode(json_text(sheet))
    assert msgspec.json.decode(json_line(sheet), type=ScoreSheet) == sheet
