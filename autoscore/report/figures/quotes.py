"""The words that show how something was done, and how it was not."""

from msgspec import UNSET

from autoscore.model import CriterionScore, Evidence, Nearest, Status
from autoscore.report.figures.records import Said
from autoscore.runs.stored import StoredCall

_SURE = 90


def good(one: StoredCall, score: CriterionScore) -> Said | None:
    """Returns the words with which a criterion was met, where they are sure and were said as they are written."""
    if score.status != Status.MET:
        return None
    clean = (words for words in score.evidence if words.form == "clean" and words.strength >= _SURE)
    found = next(clean, None)
    return None if found is None else _said(one, found)


def poor(one: StoredCall, score: CriterionScore) -> Said | None:
    """Returns what shows that a criterion was not met: what was said against it, else what came nearest to it.

    Where neither is there, it is the first turn of the agent where it was looked for.
    """
    if score.evidence:
        return _said(one, score.evidence[0])
    if score.nearest is not None:
        return _said(one, score.nearest)
    return _first_searched(one, score)


def _said(one: StoredCall, words: Evidence | Nearest) -> Said:
    text, time = words.quote, None
    if one.call is not None:
        turn = one.call.turns[words.turn]
        text, time = turn.text, turn.start
    elif isinstance(words, Evidence) and words.time is not UNSET:
        time = words.time[0]
    start, end = (words.start, words.end) if one.call is not None else (0, len(text))
    return Said(one.sheet.id, words.turn, start, end, words.quote, text, time)


def _first_searched(one: StoredCall, score: CriterionScore) -> Said | None:
    if one.call is None or score.searched is None:
        return None
    first, last = score.searched.turns
    for number in range(first, min(last + 1, len(one.call.turns))):
        turn = one.call.turns[number]
        if turn.role == score.searched.by:
            return Said(one.sheet.id, number, 0, 0, "", turn.text, turn.start)
    return None
