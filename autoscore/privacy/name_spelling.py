"""How the characters of given names are told: 美丽的美, 木字旁的桐; all of that goes, for it tells the character."""

import re
from collections.abc import Iterable, Iterator

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
_ASKED = re.compile("名字?[^,。?]{0,6}(?:哪|怎么写|什么字)|哪[几两三]个字|名[^,。?]{0,4}怎么写")


def spelt(strip: Strip, given: Iterable[str], surnames: Iterable[str]) -> Iterator[Find]:
    """Yields the words that tell how a character of a known name is written, with that character.

    It may be written as another of the same sound; what tells the surname stays.
    """
    chars = set("".join(given))
    sounds, stay = {sound_form(char) for char in chars}, set("".join(surnames)) - chars
    for match in _LINKED.finditer(strip.text) if chars else ():
        char = match["char"]
        if char in chars or (char not in stay and may_be_given(char) and sound_form(char) in sounds):
            yield from _told(strip, match, by_sound=char in chars)


def asked_for(strip: Strip) -> Iterator[Find]:
    """Yields what tells characters where somebody asked for those of a name; a surname's comes first, and stays."""
    asking = {strip.turn(match.start()) + 1 for match in strip.matches(_ASKED)}
    for turn in sorted(asking | {turn for turn in strip.fresh or () if _ASKED.search(strip.asked(turn))}):
        if turn >= len(strip.roles) or not strip.asked(turn):
            continue
        finds = [(match["char"], find) for match in _spelling(strip, turn) for find in _told(strip, match, by_sound=True)]
        first = bool(finds) and len(finds) > 1 and finds[0][0] in parts().single - parts().given
        yield from (find for _, find in finds[first:])


def _spelling(strip: Strip, turn: int) -> Iterator[re.Match[str]]:
    return _LINKED.finditer(strip.text, *strip.place(turn))


def _told(strip: Strip, match: re.Match[str], *, by_sound: bool) -> Iterator[Find]:
    """Yields the word before a link that has the character behind it, or names a part of it, with all between."""
    before = strip.text[max(0, match.start() - _LONGEST) : match.start()]
    part, word = _PART_OF_CHARACTER.search(before), _WORD.search(before)
    if part is not None:
        start = match.start() - len(part[0])
    elif word is not None and (at := _has(word[0], match["char"], by_sound=by_sound)) >= 0:
        place = match.start() - len(word[0]) + at
        start = max((one for one in strip.word_starts(strip.turn(place)) if one <= place), default=place)
        start = max(start, match.start() - len(word[0]))
    else:
        return
    yield Find(start, match.end(), "name", ((start, match.end()),))


def _has(word: str, char: str, *, by_sound: bool) -> int:
    """Returns where a word has a character, or one of its sound; -1 where it does not, or the word is a surname."""
    at = word.rfind(char)
    if at < 0 and by_sound:
        at = next((at for at, one in enumerate(word) if sound_form(one) == sound_form(char)), -1)
    return -1 if word[max(at, 0) :][:2] in parts().double else at
