"""The words that show how something was done, and how it was not."""

from decimal import Decimal
from typing import TypeAlias

from msgspec import UNSET

from autoscore.model import CriterionScore, Evidence, Nearest, Status
from autoscore.report.figures.outcome import ZERO, hundredths
from autoscore.report.figures.records import Kind, Said
from autoscore.report.figures.sides import sides_of
from autoscore.runs.stored import StoredCall

_SURE = 90
_KINDS = ("last", "first", "nearest", "words")

# How fit a call is to be an example: nothing in it to warn of, nothing garbled, a high total.
Quality: TypeAlias = tuple[bool, bool, Decimal]
# How much a quote shows: what it cost, whether it is the words themselves, how near they came.
Weight: TypeAlias = tuple[Decimal, int, int]


def quality_of(one: StoredCall) -> Quality:
    """Returns how fit a call is to give examples, better ones higher."""
    sheet = one.sheet
    clean = all(words.form == "clean" for score in sheet.criteria for words in score.evidence)
    return not sheet.warnings, clean, hundredths(sheet) or ZERO


def good(one: StoredCall, score: CriterionScore) -> Said | None:
    """Returns the agent's words with which a criterion was met, where they are sure and were said as written."""
    if score.status != Status.MET:
        return None
    clean = (words for words in score.evidence if words.form == "clean" and words.strength >= _SURE)
    sides = sides_of(one)
    found = next((words for words in clean if not sides or sides[words.turn] != "customer"), None)
    return None if found is None else _said(one, found)


def poor(one: StoredCall, score: CriterionScore) -> Said | None:
    """Returns what shows that a criterion was not met: what was said against it, else what came nearest to it.

    Where neither is there, it is the turn at the end of where it was looked for, or else at its beginning.
    """
    if score.evidence:
        return _said(one, score.evidence[0])
    if score.nearest is not None:
        return _said(one, score.nearest)
    return _searched(one, score)


def weight(said: Said, score: CriterionScore, lost: Decimal) -> Weight:
    """Returns how much a poor quote shows: of quotes that cost the same, words go before what only came near."""
    strength = score.nearest.strength if said.kind == "nearest" and score.nearest is not None else 0
    return lost, _KINDS.index(said.kind), strength


def _said(one: StoredCall, words: Evidence | Nearest) -> Said:
    text, time = words.quote, None
    if one.call is not None:
        turn = one.call.turns[words.turn]
        text, time = turn.text, turn.start
    elif isinstance(words, Evidence) and words.time is not UNSET:
        time = words.time[0]
    start, end = (words.start, words.end) if one.call is not None else (0, len(text))
    kind: Kind = "words" if isinstance(words, Evidence) else "nearest"
    return Said(one.sheet.id, words.turn, start, end, words.quote, text, time, kind)


def _searched(one: StoredCall, score: CriterionScore) -> Said | None:
    if one.call is None or score.searched is None:
        return None
    first, last = score.searched.turns
    own = [at for at, side in enumerate(sides_of(one)) if side == score.searched.by]
    looked = [at for at in own if first <= at <= last]
    if not looked:
        return None
    closing = looked[0] != own[0] and looked[-1] == own[-1]
    number = looked[-1] if closing else looked[0]
    turn = one.call.turns[number]
    return Said(one.sheet.id, number, 0, 0, "", turn.text, turn.start, "last" if closing else "first")
