"""Puts together what an appeal is to know, out of a sheet, its call and its rubric's card."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import UNSET
from msgspec.structs import replace

from autoscore.errors import UsageError
from autoscore.model import Call, CriterionScore, Evidence, ScoreSheet, Status, Turn
from autoscore.model.card import CriterionCard, RubricCard
from autoscore.privacy import Masked, Masker
from autoscore.report.appeal.again import Again, Means, again, compared
from autoscore.report.appeal.grounds import faults_of, occasion_of
from autoscore.report.appeal.records import Appeal, Line, Piece, Search, Seconds, Sum, SumStep, Verified, Would
from autoscore.report.appeal.text_marks import Marks
from autoscore.report.figures import is_red_line, sides_of
from autoscore.rubric.bind import guess
from autoscore.runs.stored import StoredCall, StoredRun

# Of the turns around a piece of evidence, so many before and after it are shown.
_AROUND = 1
# So many names like one that is unknown are told, and of each so many characters.
_NAMED, _LONGEST = 3, 60
_STEP = r"(?:加分：)?{title}(?:（乘 [^（）]*）)?(?:（存疑，暂按满分）|（人工判定）)?"
# What the step is called in which a red line takes all points (see scoring/steps.py).
_VOIDED = "一票否决"
# What a person may decide in place of what stands.
_INSTEAD = (Status.MET, Status.NOT_MET)


def find_call(run: StoredRun, name: str) -> StoredCall:
    """Returns the call of an id; raises UsageError, with an id like it, where the run has none."""
    known: list[str] = []
    for one in run:
        if one.sheet.id == name:
            return one
        known.append(one.sheet.id if len(one.sheet.id) <= _LONGEST else f"{one.sheet.id[:_LONGEST]}…")
    raise UsageError(f"{run.folder} 里没有“{name}”这一通{_hint(name, known)}")


def find_criterion(sheet: ScoreSheet, name: str) -> CriterionScore:
    """Returns the criterion of an id or a title; raises UsageError, with those that there are, where it is none."""
    found = [one for one in sheet.criteria if one.id == name] or [one for one in sheet.criteria if one.title == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"有 {len(found)} 项叫“{name}”，请写编号：{'、'.join(one.id for one in found)}")
    known = [word for one in sheet.criteria for word in (one.id, one.title)]
    raise UsageError(f"{sheet.rubric.id} 里没有“{name}”这一项{_hint(name, known)}")


def _hint(name: str, known: Sequence[str]) -> str:
    """Returns the names in which a part of a name stands, else one that is like it."""
    within = [one for one in known if name and name in one][:_NAMED]
    told = f"是不是{'、'.join(f'“{one}”' for one in within)}？" if within else guess(name, known)
    return f"；{told}" if told else ""


def appeal_of(
    run: StoredRun, one: StoredCall, score: CriterionScore, masker: Masker, means: Means, *, verify: bool = False
) -> Appeal:
    """Returns the page of a criterion of a call, with personal data hidden as the masker does.

    The call is scored again where that can be, which tells whose words each turn is held to be and what another
    decision would change; only with `verify` is it told what that came to.
    """
    made = again(one, means, masked=run.manifest.masked)
    masked = _masked(one, masker)
    sheet = masker.sheet(one.sheet, masked)
    told = made if isinstance(made, Verified) else _compared(one, made, score.id, sheet, masker)
    lines = () if masked is None else tuple(_lines(masked.call, made))
    found = next(row for row in sheet.criteria if row.id == score.id)
    exact = made if isinstance(made, Again) and told.result == "same" else None
    page = _page(one.card, sheet, found, lines, () if exact is None else _would(exact, found))
    if exact is not None and page.status != Status.NOT_APPLICABLE:
        # What a person decided is not what the faults come to.
        faults = () if score.decisions else faults_of(exact, score.id, lines)
        page = replace(page, occasion=occasion_of(exact, score.id, lines), faults=faults)
    return replace(page, masked=masker.active or run.manifest.masked, verified=told if verify else None)


def _masked(one: StoredCall, masker: Masker) -> Masked | None:
    """Hides personal data in a call whose sides are put right first: whose name it is depends on who gave it."""
    if one.call is None:
        return None
    turns = zip(one.call.turns, sides_of(one), strict=True)
    return masker.masked(replace(one.call, turns=tuple(replace(turn, role=side) for turn, side in turns)))


def _compared(one: StoredCall, made: Again, criterion: str, shown: ScoreSheet, masker: Masker) -> Verified:
    masked = _masked(one, masker)
    return compared(one.sheet, made.sheet, criterion, (shown, masker.sheet(made.sheet, masked)))


def _would(made: Again, score: CriterionScore) -> tuple[Would, ...]:
    if score.mode != "score" or _status(score) == Status.NOT_APPLICABLE:
        return ()
    return tuple(made.would(score.id, status) for status in _INSTEAD if status != _status(score))


def _page(
    card: RubricCard, sheet: ScoreSheet, score: CriterionScore, lines: Sequence[Line], would: tuple[Would, ...]
) -> Appeal:
    own = card.criterion(score.id) or CriterionCard(score.id, score.title, score.max, score.mode, "", "", "")
    marks = Marks.of(score)
    return Appeal(
        call=sheet.id,
        channel=sheet.channel,
        metadata=sheet.metadata,
        masked=True,
        kept=bool(lines),
        rubric=sheet.rubric,
        rubric_title=card.title,
        section=card.section(own),
        card=own,
        score=score,
        status=_status(score),
        points=_points(score),
        pieces=tuple(_piece(piece, lines) for piece in score.evidence),
        passages=tuple(_passages(lines, marks, [piece.turn for piece in score.evidence])),
        search=_search(score, lines, marks),
        sum=_sum(card, sheet, score, would),
        warnings=sheet.warnings,
        transcript=sheet.transcript,
        made_by=sheet.made_by,
    )


def _status(score: CriterionScore) -> str:
    return score.decisions[-1].status if score.decisions else score.status


def _points(score: CriterionScore) -> str | None:
    """Returns what counts: a person's points, what his status gives by itself, or the machine's."""
    if not score.decisions:
        return score.points
    last = score.decisions[-1]
    if last.points is not None or score.mode != "score":
        return last.points
    return {Status.MET.value: score.max, Status.NOT_MET.value: "0"}.get(last.status)


def _lines(call: Call, made: Again | Verified) -> Iterator[Line]:
    roles: Sequence[str] = made.document.roles if isinstance(made, Again) else tuple(turn.role for turn in call.turns)
    for number, (turn, role) in enumerate(zip(call.turns, roles, strict=True)):
        yield Line(number, role, turn.text, _time(turn))


def _time(turn: Turn) -> Seconds:
    return turn.start, turn.end


def _piece(piece: Evidence, lines: Sequence[Line]) -> Piece:
    role = lines[piece.turn].role if lines else None
    time = (None, None) if piece.time is UNSET else piece.time
    return Piece(piece.turn, role, piece.start, piece.end, piece.quote, piece.form, piece.strength, time)


def _passages(lines: Sequence[Line], marks: Marks, turns: Iterable[int]) -> Iterator[tuple[Line, ...]]:
    """Yields the turns around some turns, each turn once; what adjoins is one passage."""
    near = {one for turn in turns for one in range(turn - _AROUND, turn + _AROUND + 1)}
    shown = sorted(near.intersection(range(len(lines))))
    cuts = [0, *(at for at, (one, two) in enumerate(pairwise(shown), start=1) if two - one > 1), len(shown)]
    for start, end in pairwise(cuts):
        if start < end:
            yield tuple(marks.laid(lines[turn]) for turn in shown[start:end])


def _search(score: CriterionScore, lines: Sequence[Line], marks: Marks) -> Search | None:
    if score.searched is None:
        return None
    first, last = score.searched.turns
    looked = lines[first : last + 1]
    # Where there are words that count, they and the turns around them are shown: the rest of the call proves nothing.
    shown = () if score.evidence else tuple(map(marks.laid, looked))
    return Search(score.searched.by, (first, last), _spanned(looked), score.nearest, shown)


def _spanned(lines: Sequence[Line]) -> Seconds:
    """Returns from when to when some lines were said; to the beginning of the last where its end is not known."""
    if not lines:
        return None, None
    since, until = lines[-1].time
    return lines[0].time[0], since if until is None else until


def _sum(card: RubricCard, sheet: ScoreSheet, score: CriterionScore, would: tuple[Would, ...]) -> Sum:
    own = _own_step(card, sheet, score)
    steps = (SumStep(one.label, one.points, one.running, at == own) for at, one in enumerate(sheet.steps))
    return Sum(
        total=sheet.total,
        max=sheet.max,
        low=sheet.low,
        high=sheet.high,
        pass_mark=card.pass_mark,
        passed=sheet.passed,
        band=sheet.band,
        provisional=sheet.provisional,
        steps=tuple(steps),
        would=would,
    )


def _own_step(card: RubricCard, sheet: ScoreSheet, score: CriterionScore) -> int | None:
    """Returns which step is a criterion's; None where it is in none, or several may be its own.

    Of a red line that was crossed it is the step that takes everything.
    """
    if score.mode != "score":
        return None
    if _status(score) == Status.NOT_MET and is_red_line(card.criterion(score.id)):
        found = [at for at, step in enumerate(sheet.steps) if step.label == _VOIDED]
        if len(found) == 1:
            return found[0]
    own = re.compile(_STEP.format(title=re.escape(score.title)))
    found = [at for at, step in enumerate(sheet.steps) if own.fullmatch(step.label)]
    return found[0] if len(found) == 1 else None
