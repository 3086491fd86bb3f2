"""The page of an appeal as text: for a terminal, or a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from autoscore.report.appeal.records import Appeal, Line
from autoscore.report.appeal.text_marks import runs
from autoscore.report.appeal.words import Words, clock
from autoscore.report.language import Language
from autoscore.report.terminal.screen import console, text

# Longer runs that nothing marks are cut in their middle, and of longer searches only both ends are shown.
_RUN, _LINES = 160, 40
_OPEN = {"evidence": "【", "nearest": "〔", "occasion": "［"}
_CLOSE = {"evidence": "】", "nearest": "〕", "occasion": "］"}
_STYLE = {"evidence": "bold", "nearest": "italic", "occasion": "underline"}


@dataclass(frozen=True)
class AppealText:
    """Writes appeals to a stream; `colour` None leaves it to the terminal."""

    stream: IO[str]
    say: Language
    colour: bool | None = None

    def write(self, page: Appeal) -> None:
        """Writes the page of one appeal."""
        screen = console(self.stream, colour=self.colour)
        for piece in self._pieces(page):
            screen.print(piece, highlight=False, soft_wrap=True)

    def _pieces(self, page: Appeal) -> Iterator[Any]:
        words = Words(self.say)
        yield text(self.say("扣分说明：{call} · {title}", call=page.call, title=page.score.title), "bold")
        yield text(self.say("个人信息已遮" if page.masked else "个人信息没有遮"), "dim" if page.masked else "bold red")
        if facts := words.facts(page):
            yield text(" · ".join(f"{name} {value}" for name, value in facts), "dim")
        parts = (
            ("结论", self._outcome(page, words)),
            ("标准", self._rule(page)),
            ("为什么评这一项", self._occasion(page, words)),
            ("依据的话", self._evidence(page, words)),
            ("找过的地方", self._search(page, words)),
            ("总分怎么来的", self._sum(page, words)),
            ("人工判定", self._decisions(page, words)),
            ("这一通的提醒", (text(f"  {one.because}") for one in page.warnings)),
            ("版本", (text(f"  {name}：{value}") for name, value in words.makers(page))),
            ("重评", self._verified(page, words)),
        )
        for title, lines in parts:
            told = list(lines)
            if told:
                yield from (text(""), text(self.say(title), "bold"), *told)

    def _outcome(self, page: Appeal, words: Words) -> Iterator[Any]:
        yield text(f"  {words.status(page.status)} · {words.points(page)}")
        if page.status != page.score.status:
            yield text("  " + self.say("机器原判：{status}", status=words.status(page.score.status)))
        yield text("  " + self.say("理由：{because}", because=page.score.because))
        yield text("  " + self.say("总分：{total}", total=words.total(page.sum)))
        if page.score.points_source:
            yield text("  " + self.say("示例权重，须本单位确认"), "dim")

    def _rule(self, page: Appeal) -> Iterator[Any]:
        card, rubric = page.card, page.rubric
        section = f" · {page.section}" if page.section else ""
        yield text(f"  {page.rubric_title}（{rubric.id} v{rubric.version}）{section} · {card.title}（{card.id}）")
        told = (("标准：{words}", card.standard), ("为什么：{words}", card.why), ("出处：{words}", card.source))
        yield from (text("  " + self.say(phrase, words=value)) for phrase, value in told if value)
        yield from (text(f"  · {line}") for line in card.rule)
        if card.advice:
            yield text("  " + self.say("可以这样说：{words}", words=card.advice))

    def _occasion(self, page: Appeal, words: Words) -> Iterator[Any]:
        if page.occasion is not None:
            yield text(f"  {page.occasion.because}")
            yield from (self._line(line, words) for line in page.occasion.lines)

    def _evidence(self, page: Appeal, words: Words) -> Iterator[Any]:
        for number, piece in enumerate(page.pieces, start=1):
            who = words.role(piece.role)
            place = words.place(piece.turn, piece.time)
            yield text(f"  {number}. {place}{f' {who}' if who else ''} “{piece.quote}”（{words.form(piece)}）")
        for passage in page.passages:
            yield text("")
            yield from (self._line(line, words) for line in passage)
        if page.pieces and not page.kept:
            yield text("  " + self.say("对话原文没有留，只有引文"), "dim")

    def _search(self, page: Appeal, words: Words) -> Iterator[Any]:
        if page.search is None:
            return
        yield text("  " + words.searched(page))
        if (near := page.search.nearest) is not None:
            told = {"turn": near.turn + 1, "quote": near.quote, "phrase": near.phrase, "strength": near.strength}
            yield text("  " + self.say("最接近的话：第 {turn} 轮“{quote}”，像“{phrase}”（{strength}）", **told))
        if not page.kept:
            yield text("  " + self.say("对话原文没有留，看不到这几轮"), "dim")
        yield from self._some(page.search.lines, words)

    def _some(self, lines: Sequence[Line], words: Words) -> Iterator[Any]:
        """Yields lines; of very many those at both ends, and those that are marked."""
        half, left_out = _LINES // 2, 0
        for at, line in enumerate(lines):
            if half <= at < len(lines) - half and not line.marks:
                left_out += 1
                continue
            if left_out:
                yield text("    " + self.say("……（略 {count} 轮）", count=left_out), "dim")
                left_out = 0
            yield self._line(line, words)

    def _line(self, line: Line, words: Words) -> Any:
        stamp = clock((line.time[0], None))
        made = text(f"  {line.turn + 1:>4} {f'[{stamp}] ' if stamp else ''}{words.role(line.role)}：", "dim")
        whole = text("").append_text(made)
        for run, kind in runs(line):
            shown = run if kind or len(run) <= _RUN else f"{run[: _RUN // 2]}……{run[-_RUN // 2 :]}"
            whole.append_text(text(f"{_OPEN.get(kind, '')}{shown}{_CLOSE.get(kind, '')}", _STYLE.get(kind, "")))
        return whole

    def _sum(self, page: Appeal, words: Words) -> Iterator[Any]:
        yield from (text(f"  {words.fault(one)}") for one in page.faults)
        for step in page.sum.steps:
            sign = "" if step.points.startswith("-") else "+"
            here = "→" if step.own else " "
            yield text(f"  {here} {sign + step.points:>6} = {step.running:<6} {step.label}", "bold" if step.own else "")
        if not any(step.own for step in page.sum.steps):
            yield text("  " + self.say("这一项不在总分里"), "dim")
        yield from (text("  " + words.would(one)) for one in page.sum.would)

    def _decisions(self, page: Appeal, words: Words) -> Iterator[Any]:
        for number, one in enumerate(page.score.decisions, start=1):
            points = "" if one.points is None else self.say("，{points} 分", points=one.points)
            note = f"：{one.note}" if one.note else ""
            by = one.by or self.say("没有写明是谁")
            yield text(f"  {number}. {by} {words.status(one.status)}{points}{note}")

    def _verified(self, page: Appeal, words: Words) -> Iterator[Any]:
        if page.verified is None:
            return
        yield from (text(f"  {line}") for line in words.verified(page.verified))
        for one in page.verified.differences:
            yield text(f"  {words.field(one)}：{words.value(one, one.before)} → {words.value(one, one.after)}")
        for one in page.verified.changed:
            changed = {"what": words.field(one), "before": one.before, "after": one.after}
            yield text("  " + self.say("换了{what}：{before} → {after}", **changed))
