"""How the characters of given names are told: 美丽的美, 木字旁的桐; all of that goes, for it tells the character."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from autoscore.privacy.name_parts import may_be_given, parts
from autoscore.privacy.records import Find
from autoscore.privacy.strip import Strip
from autoscore.text.characters import sound_form

_LINKED = re.compile("(?:的那?一?个?|那一?个|嘅)(?P<char>[㐀-鿿])")
_PART_OF_CHARACTER = re.compile(
    "(?:单人|双人|草字|竹字|木字|言字|女字|金字|火字|王字|日字|月字|心字|石字|禾字|山字|口字|雨字|三点水|两点水|提手|绞丝|"
    "宝盖|走之|竖心|反犬|双耳|左耳|右耳|立刀)[旁头底边]?儿?$"
)
_WORD = re.compile("[㐀-鿿]{2,5}$")
_LONGEST = 5
_ASKED = re.compile("名[^,。?]{0,8}(?:怎么写|什么字)|哪[几两三]个字|名字?[^,。?]{0,6}哪一?个字")
# One of these stands in each such question; to look for them first is far quicker.
_ASKING = ("个字", "怎么写", "什么字")


def spelt(strip: Strip, given: Iterable[str], surnames: Iterable[str]) -> Iterator[Find]:
    """Yields the words that tell how a character of a known name is written, with that character.

    It may be written as another of the same sound; what tells the surname stays.
    """
    chars, starts = set("".join(given)), _starts(strip)
    sounds, stay = {sound_form(char) for char in chars}, set("".join(surnames)) - chars
    for match in _LINKED.finditer(strip.text) if chars else ():
        char = match["char"]
        again = char in strip.text[max(0, match.start() - _LONGEST) : match.start()]
        if char in chars or (again and char not in stay and may_be_given(char) and sound_form(char) in sounds):
            yield from _told(strip.text, match, starts, by_sound=char in chars)


def asked_for(strip: Strip) -> Iterator[Find]:
    """Yields what tells characters where somebody asked for those of a name; what can only be a surname's stays."""
    if not any(word in strip.text for word in _ASKING):
        return
    asking, starts = {strip.turn(match.start()) + 1 for match in strip.matches(_ASKED)}, _starts(strip)
    for turn in sorted(asking | {turn for turn in strip.fresh or () if _ASKED.search(strip.asked(turn))}):
        if turn >= len(strip.roles) or not strip.asked(turn):
            continue
        for match in _LINKED.finditer(strip.text, *strip.place(turn)):
            if match["char"] not in parts().single - parts().given:
                yield from _told(strip.text, match, starts, by_sound=True)


def _starts(strip: Strip) -> Callable[[int], frozenset[int]]:
    """Returns what gives the places where words begin in the turn of a place; each turn is looked at once."""
    by_turn = cache(strip.word_starts)
    return lambda place: by_turn(strip.turn(place))


def _told(
    text: str, match: re.Match[str], starts: Callable[[int], frozenset[int]], *, by_sound: bool
) -> Iterator[Find]:
    """Yields the word before a link that has the character behind it, or names a part of it, with all between."""
    before = text[max(0, match.start() - _LONGEST) : match.start()]
    part, word = _PART_OF_CHARACTER.search(before), _WORD.search(before)
    if part is not None:
        start = match.start() - len(part[0])
    elif word is not None and (at := _has(word[0], match["char"], by_sound=by_sound)) >= 0:
        place = match.start() - len(word[0]) + at
        begins, first = starts(place), match.start() - len(word[0])
        start = next((one for one in range(place, first, -1) if one in begins), first)
    else:
        return
    yield Find(start, match.end(), "name", ((start, match.end()),))


def _has(word: str, char: str, *, by_sound: bool) -> int:
    """Returns where a word has a character, or one of its sound; -1 where it does not, or the word is a surname."""
    at = word.rfind(char)
    if at < 0 and by_sound:
        at = next((at for at, one in enumerate(word) if sound_form(one) == sound_form(char)), -1)
    return -1 if word[max(at, 0) :][:2] in parts().double else at
