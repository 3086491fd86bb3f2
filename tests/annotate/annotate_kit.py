"""A small lexicon and short ways to write calls for the tests of annotation; all words are invented for them."""

from collections.abc import Iterator, Mapping
from typing import Any

from autoscore.annotate import Annotator
from autoscore.errors import Problem
from autoscore.lexicon import Lexicon, PhraseSet, compile_book
from autoscore.lexicon.files import phrase_set, split
from autoscore.model import Document, Hit, Role, Transcript, Turn
from autoscore.text.patterns import pattern_set

FILES = (
    "label: greeting\nkind: expected\nplace: opening\nsound: place\n\n(您|你)好\n~ 宁好\n- 您好像",
    "label: farewell\nkind: expected\nplace: closing\nsound: place\n\n再见\n~ 周六",
    "label: apology\nkind: expected\n\n非常抱歉\n对不住您了\n? 不好意思",
    "label: anything_else\nkind: expected\nplace: closing\nformula: yes\n\n(您|你)还有其他问题吗\n- 没有其他问题吗",
    "label: offer_help\nkind: expected\nplace: opening\nformula: yes\n\n有什么可以帮(您|你)\n说吧",
    "label: hold_notice\nkind: expected\nformula: yes\n\n请[您]稍(等|候)\n稍等",
    "label: hold_thanks\nkind: expected\nplace: wait\nsound: place\n\n感谢您的耐心等待\n久等了\n~ 九等了",
    "label: thanks\nkind: expected\nsound: place\n\n谢谢",
    "label: welcome_reply\nkind: expected\n\n不客气",
    "label: surname_address\nkind: expected\n\n{姓}{称呼}\n- (那位|有位|找){姓}{称呼}",
    "label: plain_address\nkind: expected\nsound: never\n\n(先生|女士)(您好|请)",
    "label: name_given\nby: customer\nsound: never\n\n(我姓|我叫|户名是){姓}\n^姓{姓}",
    "label: ask_name\nkind: expected\n\n贵姓\n怎么称呼",
    "label: ivr_announcement\nby: any\nsound: never\n\n请按(1|一|零)",
    "label: opens_with_wei\nkind: taboo\nsound: never\n\n^喂",
    "label: rude\nkind: taboo\n\n烦不烦",
    "label: mumble\nkind: taboo\nplace: opening\nsound: never\n\n^嗯$\n? ^啊$",
    "label: customer_closes\nby: customer\n\n没有别的事了",
)
SLOTS = {
    "姓": ("张", "王", "叶", "何", "欧", "欧阳"),
    "易混姓": ("叶",),
    "称呼": ("先生", "女士"),
    "常用二字": ("现在", "可以", "什么"),
}
CONTEXTS = ("没说", "他说", "不敢")
SIDES: Mapping[str, Role] = {"a": "agent", "c": "customer", "u": "unknown", "i": "ivr", "o": "other"}


def phrases(text: str) -> PhraseSet:
    problems: list[Problem] = []
    found = phrase_set(split("house.txt", text, problems.append), problems.append)
    assert found is not None
    assert not problems
    return found


def lexicon(*more: str, slots: Mapping[str, tuple[str, ...]] = SLOTS) -> Lexicon:
    """Returns the small lexicon with more files."""
    return Lexicon({one.label: one for one in map(phrases, (*FILES, *more))}, dict(slots), CONTEXTS)


def annotator(*more: str, patterns: Mapping[str, str] | None = None, assume: bool = False) -> Annotator:
    """Returns an annotator of the small lexicon with more files, and patterns by their labels."""
    of, labelled = lexicon(*more), patterns or {}
    sources = pattern_set(tuple(labelled.values()))
    return Annotator(of, compile_book(of), sources, tuple(labelled), assume_roles=assume)


ANNOTATOR = annotator()


def turn(written: str) -> Turn:
    """Reads `a|您好` or `c 3.5-7|您好` or `u:S1|您好`: side, speaker, start and end in seconds, text."""
    head, _, text = written.partition("|")
    who, _, times = head.partition(" ")
    side, _, speaker = who.partition(":")
    start, _, end = times.partition("-")
    return Turn(SIDES[side], text, float(start) if start else None, float(end) if end else None, speaker or None)


def call(*turns: str, **facts: Any) -> Transcript:
    return Transcript(facts.pop("id", "call"), tuple(map(turn, turns)), **facts)


def document(*turns: str, by: Annotator = ANNOTATOR, **facts: Any) -> Document:
    [found] = by.annotate([call(*turns, **facts)])
    return found


def hits(of: Document, *labels: str) -> Iterator[Hit]:
    return (hit for hit in of.hits if hit.label in labels)


def quotes(of: Document, *labels: str) -> list[tuple[int, str]]:
    """Returns the turn and the raw words of the hits of some labels."""
    return [(hit.turn, of.quote(hit.turn, hit.start, hit.end)) for hit in hits(of, *labels)]


def kinds(of: Document) -> list[str]:
    """Returns what is warned of, but for a cut-off end."""
    return [notice.kind for notice in of.notices if notice.kind != "truncated"]
