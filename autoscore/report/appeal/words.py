"""How an appeal's page puts things: statuses, points, times, fields; all of it through the language of the page."""

from dataclasses import dataclass

from autoscore.report.appeal.again import makers
from autoscore.report.appeal.records import Appeal, Difference, Fault, Piece, Seconds, Sum, Verified, Would
from autoscore.report.clock import clock as of_second
from autoscore.report.language import Language
from autoscore.report.words import ROLE, STATUS, passed

_FORMS = {"clean": "字面清楚", "garbled": "音近"}
_CHANNELS = {"phone": "电话", "counter": "柜台", "visit": "上门"}
_FACTS = {"agent": "工号", "team": "班组", "date": "时间", "recording": "录音"}
_FIELDS = {
    "sheet.total": "总分",
    "sheet.max": "总分满分",
    "sheet.low": "总分下限",
    "sheet.high": "总分上限",
    "sheet.passed": "合格与否",
    "sheet.band": "等级",
    "sheet.provisional": "总分是否暂定",
    "sheet.needs_review": "是否需复核",
    "criterion.status": "状态",
    "criterion.points": "得分",
    "criterion.low": "得分下限",
    "criterion.high": "得分上限",
    "criterion.max": "分值",
    "criterion.mode": "计分或提示",
    "criterion.because": "理由",
    "criterion.evidence": "原话",
    "criterion.searched": "找过的地方",
    "criterion.nearest": "最接近的话",
    "transcript": "对话原文",
    "autoscore": "程序版本",
    "lexicons": "词表",
}
_MODEL, _ENGINE = "model ", "engine "


@dataclass(frozen=True)
class Words:
    """Says the parts of a page in a language."""

    say: Language

    def status(self, status: str) -> str:
        """Returns a status in words."""
        return self.say(STATUS[status][0]) if status in STATUS else status

    def role(self, role: str | None) -> str:
        """Returns whose words they are."""
        return self.say(ROLE.get(role, "各方")) if role is not None else ""

    def form(self, piece: Piece) -> str:
        """Returns whether words stand as they are written, or only sound so, and how surely."""
        word = _FORMS.get(piece.form)
        return f"{piece.form if word is None else self.say(word)} {piece.strength}"

    def channel(self, channel: str) -> str:
        """Returns a channel in words."""
        return self.say(_CHANNELS[channel]) if channel in _CHANNELS else channel

    def facts(self, page: Appeal) -> list[tuple[str, str]]:
        """Returns what is known of the call, each fact with its name; those that we know first."""
        known = [(self.say(word), page.metadata[name]) for name, word in _FACTS.items() if name in page.metadata]
        others = [(name, value) for name, value in sorted(page.metadata.items()) if name not in _FACTS]
        channel = [(self.say("渠道"), self.channel(page.channel))] if page.channel else []
        return [*channel, *known, *others]

    def points(self, page: Appeal) -> str:
        """Returns the points that count, of how many; between what they lie where that is open."""
        score, of = page.score, page.score.max
        if score.mode != "score":
            return self.say("只作提示，不计分")
        if page.points is not None:
            return self.say("{points} 分（满分 {of}）", points=page.points, of=of)
        if page.status == "unsure" and not score.decisions:
            return self.say("{low} 到 {high} 分之间未定（满分 {of}）", low=score.low, high=score.high, of=of)
        return self.say("未计分（满分 {of}）", of=of)

    def total(self, sum_: Sum) -> str:
        """Returns the total, of how many points, and whether the call passes."""
        if sum_.total is None:
            return self.say("没有可评分的项")
        doubt = self.say("，存疑 {low}–{high}，暂按高分", low=sum_.low, high=sum_.high) if sum_.low != sum_.high else ""
        return f"{sum_.total} / {sum_.max}{doubt}{self.outcome(sum_.passed, sum_.band, sum_.pass_mark)}"

    def would(self, would: Would) -> str:
        """Returns what another decision would make of the total."""
        told = self.say("没有可评分的项") if would.total is None else would.total
        outcome = self.outcome(would.passed, would.band, None)
        return self.say("若判为“{status}”：总分 {total}", status=self.status(would.status), total=told) + outcome

    def outcome(self, passes: bool | None, band: str | None, mark: str | None) -> str:
        """Returns whether a call passes, and its band, to stand behind a total."""
        line = self.say("（{mark} 分合格）", mark=mark) if mark is not None else ""
        return f" · {self.say(passed(passes))}{line}" + (f" · {self.say('等级 {band}', band=band)}" if band else "")

    def place(self, turn: int, time: Seconds) -> str:
        """Returns which turn it is, and when it was said where that is known."""
        at = clock(time)
        return self.say("第 {turn} 轮", turn=turn + 1) + (f" {at}" if at else "")

    def searched(self, page: Appeal) -> str:
        """Returns whose turns were searched, from where to where."""
        if page.search is None:
            return ""
        first, last = page.search.turns
        at = clock(page.search.time)
        told = self.say("{who}第 {first}–{last} 轮", who=self.role(page.search.by), first=first + 1, last=last + 1)
        return told + (f"（{at}）" if at else "")

    def fault(self, fault: Fault) -> str:
        """Returns what a kind of fault took off, or may take off, and by which words."""
        told = {"each": fault.each, "count": fault.count}
        words = "、".join(f"{self.place(one.turn, (None, None))}“{one.quote}”" for one in fault.pieces)
        line = (
            self.say("每处扣 {each} 分，{count} 处", **told)
            if fault.sure
            else self.say("每处 {each} 分，{count} 处看不准，没有扣，交人判断", **told)
        )
        return self.say("{what}：{words}", what=line, words=words) if words else line

    def field(self, one: Difference) -> str:
        """Returns what differs, by name."""
        if one.field.startswith(_MODEL):
            return self.say("模型 {name}", name=one.field.removeprefix(_MODEL))
        if one.field.startswith(_ENGINE):
            return self.say("组件 {name}", name=one.field.removeprefix(_ENGINE))
        return self.say(_FIELDS[one.field])

    def value(self, one: Difference, value: str) -> str:
        """Returns a value that differs, statuses in words."""
        return self.status(value) if one.field == "criterion.status" else value

    def verified(self, found: Verified) -> list[str]:
        """Returns what scoring again came to, a line each, without the differences."""
        if found.result == "impossible":
            return [self.say("没有重评：{because}", because=self.say(found.because, **found.values))]
        if found.result == "same":
            return [self.say("重评一致：这一项和总分都没有变")]
        lines = [self.say("重评不一致：")]
        if any(one.field == "lexicons" for one in found.changed):
            lines.append(self.say("词表和评分时的不同；评分时若用了 --lexicons，请在这里也写上"))
        elif not found.changed:
            lines.append(self.say("程序、词表、模型都没有变；评分时若用了 --assume-roles，请在这里也写上"))
        return lines

    def makers(self, page: Appeal) -> list[tuple[str, str]]:
        """Returns what made the sheet, by name, with versions and digests."""
        rubric = page.rubric
        theme = [(self.say("主题"), rubric.theme)] if rubric.theme else []
        head = [(self.say("评分表"), f"{rubric.id} v{rubric.version} {rubric.digest}"), *theme]
        made = [(self.field(Difference(name, "", "")), value) for name, value in makers(page.made_by).items()]
        return [*head, (self.say("对话原文"), page.transcript), *made]


def clock(time: Seconds) -> str:
    """Returns when something was said, as mm:ss–mm:ss; empty where it is not known."""
    return "–".join(of_second(one) for one in time if one is not None)
