"""Playback: the customer's words or numbers said back to be confirmed."""

import re
from collections.abc import Iterator, Sequence

from autoscore.model import Hit, Role, Transcript
from autoscore.text.characters import normal_form
from autoscore.text.words import words

LABEL = "repeat_confirm"
LOOK_BACK = 3
LONGEST = 32
LEAST_DIGITS = 2
_TAG = re.compile(r"(?:是吗|对吗|对吧|是吧|是不是|对不对|是这样吗|没错吧)")
_SENTENCE_END = frozenset("。?!;")
_CLAUSE_MARKS = frozenset(",、: ")
_NUMBER = re.compile(r"\[(?:号码|手机号)\]|[0-9零一二三四五六七八九幺两]{2,20}")
_DIGITS = str.maketrans("零一二三四五六七八九幺两", "012345678912")
# Words that any two turns share; they say nothing about the need.
_COMMON = frozenset(
    [
        "这个",
        "那个",
        "什么",
        "怎么",
        "就是",
        "现在",
        "可以",
        "没有",
        "不是",
        "还是",
        "然后",
        "已经",
        "一下",
        "时候",
        "知道",
        "我们",
        "你们",
        "您好",
        "先生",
        "女士",
    ]
)


def playbacks(transcript: Transcript, roles: Sequence[Role]) -> Iterator[Hit]:
    """Yields the places where the agent says the customer's number or need back."""
    texts = [normal_form(turn.text) for turn in transcript.turns]
    for turn, role in enumerate(roles):
        if role == "agent":
            heard = [texts[before] for before in range(max(0, turn - LOOK_BACK), turn) if roles[before] == "customer"]
            yield from _numbers(turn, texts[turn], heard)
            yield from _needs(turn, texts[turn], heard)


def _numbers(turn: int, text: str, heard: list[str]) -> Iterator[Hit]:
    said = {match.group().translate(_DIGITS) for before in heard for match in _NUMBER.finditer(before)}
    for match in _NUMBER.finditer(text):
        value = match.group().translate(_DIGITS)
        if any(value in other or (len(value) > LEAST_DIGITS and other in value) for other in said):
            yield Hit(turn, match.start(), match.end(), LABEL, facts=(("kind", "number"),))
            return


def _needs(turn: int, text: str, heard: list[str]) -> Iterator[Hit]:
    for tag in _TAG.finditer(text):
        start = _clause_start(text, tag.start())
        said = set(words(text[start : tag.start()]))
        known = {word for before in heard for word in words(before) if len(word) > 1} - _COMMON
        if said & known:
            yield Hit(turn, start, tag.end(), LABEL, facts=(("kind", "need"),))
            return


def _clause_start(text: str, end: int) -> int:
    """Returns the start of what is said back: the clause before the tag, or the one before where that is only a tag."""
    start = end
    while start > 0 and text[start - 1] not in _SENTENCE_END and end - start < LONGEST:
        start -= 1
        if start and text[start - 1] in _CLAUSE_MARKS and end - start > len("您是"):
            break
    return start
