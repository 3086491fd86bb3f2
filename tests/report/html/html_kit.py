"""Runs in folders of their own, and their reports; all words are invented for these tests."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

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
    Step,
    Turn,
)
from autoscore.model.card import BandCard, CriterionCard, RubricCard, SectionCard
from autoscore.privacy import NO_MASK, Masked
from autoscore.report.html.form import write
from autoscore.report.language import Language, Tongue
from autoscore.report.order import Order
from autoscore.runs.stored import StoredCall, StoredRun

TURNS = (
    Turn("agent", "您好，这里是青禾，请讲", 0.5, 2.0),
    Turn("customer", "我姓乔，查一下话费", 3.0, 5.0),
    Turn("agent", "乔女士，话费是三十块，您慢走", 61.0, 66.0),
    Turn("customer", "好的", 67.0, 68.0),
)
GREETED = Evidence(0, 0, 2, "您好", time=(0.5, 2.0))
# Both point at 乔女士, one at more of the turn.
NAMED, TOLD = Evidence(2, 0, 3, "乔女士"), Evidence(2, 0, 10, "乔女士，话费是三十块")
NEAR = Nearest(2, 11, 14, "您慢走", "请慢走再见", 62)
HOSTILE = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=2</script>",
    "\"><img src=x onerror='window.hacked=3'>",
    '=HYPERLINK("http://evil.example","x")',
    "javascript:window.hacked=4",
    "{{ 7*7 }}{% raw %}",
    "\u202e反过来\u2066里面\u200f",
    "响铃\x07退格\x08转义\x1b[31m零\x00完",
    "👨\u200d👩\u200d👧 家",
    "行\u2028段\u2029尾&amp;",
)


def card(criteria: Iterable[CriterionCard] | None = None, **facts: Any) -> RubricCard:
    """Makes a rubric's card; without criteria it has those of `sheet`."""
    told = {
        "id": "r",
        "version": "1",
        "digest": "sha256:2",
        "title": "示例评分表",
        "channel": "phone",
        "source": "自拟",
    }
    known = (
        CriterionCard("greet", "问候", "10", "score", "find", "先问好", "自拟", "open", "问好得10分", "您好，请讲。"),
        CriterionCard("name", "称姓", "20", "score", "find", "记得住人", "自拟", "talk", advice="张先生，您好。"),
        CriterionCard("tell", "说清资费", "30", "score", "find", "免得误会", "自拟", "talk"),
        CriterionCard("bye", "道别", "40", "score", "find", "有始有终", "自拟", "close", advice="请慢走，再见。"),
        CriterionCard("red", "红线", "0", "score", "fatal", "守规矩", "自拟", "close", grave=True),
        CriterionCard("ask", "提问", "0", "hint", "find", "会问", "自拟", "close"),
    )
    parts = (SectionCard("open", "开头"), SectionCard("talk", "过程"), SectionCard("close", "收尾"))
    more = {"sections": parts, "bands": (BandCard("好", "80"), BandCard("差", "0")), "pass_mark": "60", **facts}
    return RubricCard(**{**told, "criteria": tuple(criteria or known), **more})


def criteria(bye: str = "not_met") -> tuple[CriterionScore, ...]:
    """Makes what the criteria of `card` came to, with the last points won, lost or in doubt."""
    sought = Searched("agent", (1, 3))
    closing = {
        "met": CriterionScore("bye", "道别", "score", "met", "40", "40", "说了道别", (Evidence(2, 11, 14, "您慢走"),)),
        "not_met": CriterionScore("bye", "道别", "score", "not_met", "0", "40", "没有听到道别", (), sought, NEAR),
        "unsure": CriterionScore(
            "bye", "道别", "score", "unsure", None, "40", "像是道别", (), sought, NEAR, low="0", high="40"
        ),
    }
    return (
        CriterionScore("greet", "问候", "score", "met", "10", "10", "说了问候", (GREETED,)),
        CriterionScore("name", "称姓", "score", "met", "20", "20", "说了姓氏", (NAMED,)),
        CriterionScore("tell", "说清资费", "score", "partial", "10", "30", "只说了一半", (TOLD,), sought),
        closing[bye],
        CriterionScore("red", "红线", "score", "met", "0", "0", "没有碰红线"),
        CriterionScore("ask", "提问", "hint", "not_applicable", None, "0", "没有提问"),
    )


def stored(name: str, bye: str = "not_met", **facts: Any) -> StoredCall:
    """Makes a call with its sheet: 80 points where `bye` is met, 40 where it is not, both where it is in doubt."""
    low, high = {"met": ("80.0", "80.0"), "not_met": ("40.0", "40.0"), "unsure": ("40.0", "80.0")}[bye]
    steps = (Step("问候", "10", "10"), Step("称姓", "20", "30"), Step("说清资费", "10", "40"))
    turns = facts.pop("turns", TURNS)
    sheet = ScoreSheet(
        id=name,
        transcript="sha256:1",
        channel="phone",
        metadata=facts.pop("metadata", {"agent": "0917", "team": "一组", "date": "2026-02-18T09:30"}),
        rubric=RubricRef("r", "1", "sha256:2"),
        total=high,
        max="100",
        low=low,
        high=high,
        observable="100",
        passed={"met": True, "not_met": False, "unsure": None}[bye],
        band="好" if high == "80.0" else "差",
        provisional=bye == "unsure",
        needs_review=bye == "unsure",
        criteria=facts.pop("criteria", criteria(bye)),
        steps=facts.pop("steps", (*steps, Step("道别", "40", "80")) if high == "80.0" else steps),
        questions=facts.pop("questions", {"open": 1, "closed": 2}),
        warnings=facts.pop("warnings", ()),
        made_by=MadeBy("0", "sha256:0", {}, {}),
    )
    call = Call(turns, name, metadata=dict(sheet.metadata)) if facts.pop("words", True) else None
    return StoredCall(sheet, call, facts.pop("card", card()))


def decided(one: CriterionScore) -> CriterionScore:
    """Returns a criterion that a person decided."""
    return msgspec.structs.replace(one, decisions=(Decision("met", "40", "王班长", "听了录音，说了再见"),))


def hostile(text: str) -> StoredCall:
    """Makes a call in which everything that comes from outside is a hostile text."""
    quote = Evidence(0, 0, len(text), text)
    scores = (
        CriterionScore("greet", text, "score", "met", "10", "10", text, (quote,)),
        CriterionScore("bye", text, "score", "not_met", "0", "40", text, (), Searched("agent", (0, 0)), whole(text)),
    )
    own = card(
        (
            CriterionCard("greet", text, "10", "score", "find", text, text, text, text, text),
            CriterionCard("bye", text, "40", "score", "find", text, text, text, text, text, grave=True),
        ),
        title=text,
        digest=f"sha256:{text.encode().hex()}",
        sections=(),
        bands=(BandCard(text, "0"),),
    )
    named = {"agent": text, "team": text, "date": "2026-02-19", "recording": text}
    made = stored(text, turns=(Turn("agent", text, 1.0),), criteria=scores, metadata=named, card=own)
    sheet = msgspec.structs.replace(
        made.sheet,
        rubric=RubricRef("r", "1", own.digest),
        band=text,
        steps=(Step(text, "10", "10"),),
        warnings=(Notice("noisy", text), Notice(text, text)),
    )
    return msgspec.structs.replace(made, sheet=sheet)


def whole(text: str) -> Nearest:
    """Makes a nearest that is a whole turn."""
    return Nearest(0, 0, len(text), text, text, 50)


class Open:
    """Stands for a masker that finds nothing to hide."""

    active = True

    def masked(self, call: Call) -> Masked:
        """Returns a call as it is."""
        return Masked(call)

    def sheet(self, sheet: ScoreSheet, _masked: Masked | None) -> ScoreSheet:
        """Returns a sheet as it is."""
        return sheet


def saved(folder: Path, calls: Iterable[StoredCall], failures: Iterable[dict[str, str]] = ()) -> StoredRun:
    """Writes a run's folder, and opens it."""
    folder.mkdir(parents=True, exist_ok=True)
    known = list(calls)
    lines = b"".join(msgspec.json.encode(one.sheet) + b"\n" for one in known)
    (folder / "sheets.jsonl").write_bytes(lines)
    if all(one.call is not None for one in known):
        (folder / "calls.jsonl").write_bytes(b"".join(msgspec.json.encode(one.call) + b"\n" for one in known))
    cards = {one.card.digest: one.card for one in known}
    (folder / "rubrics.json").write_bytes(msgspec.json.encode(tuple(cards.values())))
    failed = list(failures)
    counts = {"scored": len(known), "failed": len(failed)}
    (folder / "manifest.json").write_bytes(msgspec.json.encode({"counts": counts, "failures": failed}))
    return StoredRun.open(folder)


def report(run: StoredRun, out: Path, tongue: Tongue = "zh", *, naked: bool = False) -> str:
    """Writes the report of a run, and returns its text."""
    masker: Any = NO_MASK if naked else Open()
    write(Order(run, out, Language(tongue), masker))
    return out.read_text("utf-8")


def script_data(page: str) -> Any:
    """Returns what the script of a page reads."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return msgspec.json.decode(found[1])
