"""Where words may be only spoken about: told of many findings at once by the characters beside them.

`is_reported` looks at the words themselves; it need not where this tells that there is nothing to be found.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from autoscore.annotate.batch import Batch, Flags, Numbers, kind_table
from autoscore.annotate.reported import (
    DEED,
    FORMULA,
    LOOK_AHEAD,
    MARKS,
    NEITHER,
    QUOTES,
    STRIPPED,
    TABOO_WORDS,
)

# A mark or the start of the turn right before: nothing in the clause speaks of the words. Taboos may follow a comma.
_SEPARATES = f"{MARKS}\n"
# What a clause that speaks of a formula ends with right before it, and one of what it holds.
_TAILS = (
    "说讲喊骂凶问嚷吼写回复答道我您你他她咱了过着的是出句声个这那事儿要想让叫家户去再来连们人方客子员售傅手机服工台席音告导理谁位"
    "娘伙公婆友做用必甭需别得么太"
)
_SPEECH = "说讲喊骂凶问嚷吼写回答复道让叫请催逼要求句声个连迫印名标播念听用必甭需别"
# What words behind a finding that mention it begin with, and what one of them holds.
_MENTIONS_FIRST, _MENTIONS = "”’」』》\"'这那两二三四五六七八几俩是什都也了过字", "字词话法钮项键思说讲道"
_ASKS_FIRST = "了过"


@cache
def _last_characters(contexts: tuple[str, ...]) -> str:
    return "".join(sorted({context[-1] for context in contexts}))


def may_be_reported(batch: Batch, lows: Numbers, highs: Numbers, talk: Numbers, contexts: Sequence[str]) -> Flags:
    """Tells of findings at places of the normal text whether they may be only spoken about.

    `talk` tells how they may be spoken about (see `reported.talks_as`).
    """
    said = ~batch.fillers
    places = np.arange(len(said))
    ahead = np.maximum.accumulate(np.where(said, places, 0))
    before = np.where(lows > 0, batch.codes[ahead[np.maximum(lows - 1, 0)]], ord("\n"))
    told = kind_table(_last_characters(tuple(contexts)) + STRIPPED)[before]
    told |= (talk == TABOO_WORDS) & (before != ord("\n"))
    told |= (talk == DEED) & ~kind_table(_SEPARATES)[before]
    told |= (talk == FORMULA) & kind_table(_TAILS)[before] & _spoken(batch, lows)
    # The same words right before are left aside: of 他说稍等稍等 neither 稍等 is the agent's.
    told |= (talk != NEITHER) & (before == batch.codes[highs - 1])
    return np.asarray(told | (talk != NEITHER) & (_mentioned(batch, said, highs) | _quoted(batch, lows)))


def _spoken(batch: Batch, lows: Numbers) -> Flags:
    """Tells of places whether something of speech stands before them in their clause."""
    marks = batch.are(_SEPARATES)
    clauses = np.append(0, np.maximum.accumulate(np.where(marks, np.arange(1, len(marks) + 1), 0)))
    speech = np.append(0, np.cumsum(batch.are(_SPEECH)))
    return np.asarray(speech[lows] > speech[clauses[lows]])


def _mentioned(batch: Batch, said: Flags, highs: Numbers) -> Flags:
    """Tells of places whether words may follow that speak of those before them."""
    last = len(said) - 1
    behind = np.minimum.accumulate(np.where(said, np.arange(len(said)), last)[::-1])[::-1]
    first = batch.codes[behind[highs]]
    held = np.cumsum(batch.are(_MENTIONS))
    inside = held[np.minimum(highs + LOOK_AHEAD - 1, last)] - held[highs - 1] > 0
    spelt = np.cumsum(batch.are("字"))
    letters = spelt[np.minimum(highs + LOOK_AHEAD - 1, last)] - spelt[highs - 1] > 0
    return (kind_table(_ASKS_FIRST)[first]) | letters | (inside & kind_table(_MENTIONS_FIRST)[first])


def _quoted(batch: Batch, lows: Numbers) -> Flags:
    """Tells of places whether a quotation mark stands before them in their turn."""
    marks = np.append(0, np.cumsum(batch.are(QUOTES)))
    return np.asarray(marks[lows] > marks[batch.view.starts[batch.turns[lows]]])
