"""Playback: the customer's words or numbers said back to be confirmed.

Pairs of characters are compared, not words: recognition spoils words more often than pairs.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from autoscore.model import Hit, Role, Transcript
from autoscore.text.characters import squeeze
from autoscore.text.fluent import Fluent, fluent

LABEL = "repeat_confirm"
LOOK_BACK = 3
LONGEST = 32
LEAST_DIGITS = 2
MOST_BESIDE = 3
# A clause with no word that asks for a yes must be the customer's own nearly to the letter.
LEAST_ECHO, ECHO_SHARE = 3, 0.75
MOST_ECHO = 14
_TAG = re.compile("是吗|对吗|对吧|是吧|是不是|对不对|是这样[吗吧]|没错吧|没错是吗")
_CLAUSE = re.compile("[^,、。?!;:… ]+")
_SENTENCE_END = frozenset("。?!;")
_CLAUSE_MARKS = frozenset(",、: ")
_NUMBER = re.compile(r"\[(?:号码|手机号)\]|[0-9零一二三四五六七八九幺两十百千万]{2,20}")
_DIGITS = str.maketrans("零一二三四五六七八九幺两", "012345678912")
# The slot that lists pairs which any two turns share; they say nothing about the need.
COMMON = "常用二字"


def playbacks(transcript: Transcript, roles: Sequence[Role], common: frozenset[str]) -> Iterator[Hit]:
    """Yields the places where the agent says the customer's number or need back; `common` pairs prove nothing."""
    texts = [fluent(turn.text) for turn in transcript.turns]
    for turn, role in enumerate(roles):
        if role == "agent":
            before = range(max(0, turn - LOOK_BACK), turn)
            heard = [texts[other].text for other in before if roles[other] == "customer"]
            yield from _numbers(turn, texts[turn], heard)
            yield from _needs(turn, texts[turn], heard, common)


def _numbers(turn: int, told: Fluent, heard: list[str]) -> Iterator[Hit]:
    text = told.text
    said = {match.group().translate(_DIGITS) for before in heard for match in _NUMBER.finditer(before)}
    for match in _NUMBER.finditer(text):
        value = match.group().translate(_DIGITS)
        if any(value in other or (len(value) > LEAST_DIGITS and other in value) for other in said):
            yield Hit(turn, *told.raw(*match.span()), LABEL, facts=(("kind", "number"),))
            return
    alone = _NUMBER.search(text)
    if alone is not None and said and len(squeeze(_NUMBER.sub("", text))) <= MOST_BESIDE:
        # A number and nothing else, just after the customer gave one, is that number however it was recognised.
        yield Hit(turn, *told.raw(*alone.span()), LABEL, facts=(("kind", "number"),))


def _needs(turn: int, told: Fluent, heard: list[str], common: frozenset[str]) -> Iterator[Hit]:
    known = {pair for before in heard for pair in _pairs(before)} - common
    start, end = _confirmed(told.text, known) or _echoed(told.text, known) or (0, 0)
    if end:
        yield Hit(turn, *told.raw(start, end), LABEL, facts=(("kind", "need"),))


def _pairs(text: str) -> set[str]:
    return {first + second for first, second in pairwise(text) if first.isalnum() and second.isalnum()}


def _confirmed(text: str, known: set[str]) -> tuple[int, int] | None:
    """Returns what is said back before a word that asks for a yes."""
    for tag in _TAG.finditer(text):
        start = _clause_start(text, tag.start())
        if _pairs(text[start : tag.start()]) & known:
            return start, tag.end()
    return None


def _echoed(text: str, known: set[str]) -> tuple[int, int] | None:
    """Returns the first clause where it is what the customer said, nearly to the letter."""
    clause = _CLAUSE.search(text)
    if clause is None or _NUMBER.fullmatch(clause.group()) or not LEAST_ECHO <= len(clause.group()) <= MOST_ECHO:
        return None
    pairs = _pairs(clause.group())
    shared = len(pairs & known)
    enough = shared >= LEAST_ECHO - 1 and shared >= ECHO_SHARE * (len(clause.group()) - 1)
    return clause.span() if enough else None


def _clause_start(text: str, end: int) -> int:
    """Returns the start of what is said back: the clause before the tag, or the one before where that is only a tag."""
    start = end
    while start > 0 and text[start - 1] not in _SENTENCE_END and end - start < LONGEST:
        start -= 1
        if start and text[start - 1] in _CLAUSE_MARKS and end - start > len("您是"):
            break
    return start
