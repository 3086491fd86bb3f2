"""Names without a surname, and those of rare characters: of one's people, behind 叫, where one is looked up."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from autoscore.privacy.name_parts import (
    ends_clause,
    is_common,
    may_be_given,
    name_at,
    parts,
    surname_length,
)
from autoscore.privacy.name_words import NO_GIVEN
from autoscore.privacy.records import Name
from autoscore.privacy.strip import Strip

_FULL = 2
_FILLER = "(?:[ ,、:嗯啊呃哦]|那个)*"
_KIN = re.compile(
    "[我咱俺他她](?:们|家|的)?(?:(?:大|小|二|老)?(?:闺女|女儿|儿子|孙子|孙女|外孙女?|外甥女?|侄子|侄女|女婿|儿媳妇?|弟|妹|哥|姐)|"
    "老公|老婆|老伴儿?|爱人|媳妇儿?|妈妈?|爸爸?|母亲|父亲|弟弟|妹妹|哥哥|姐姐|对象|家)(?:叫|是|,)?"
)
_AFTER_NAME = re.compile(
    "[ ,。?!]|$|的|在|要|也|用|办|开|那|这|他|她|是|想|名下|给|说|今年|现在|户|登记|"
    "交|充|缴|查|订|寄|接|买|取|来|去|有|没|就|跟|和|住|上"
)
_ELDER = re.compile("[叫喊问找][我他她你]?(?P<given>[㐀-鿿]{2})(?:婶|姨|叔|哥|姐|嫂|伯|爷爷|奶奶|大妈|大娘|大爷)")
_ESTATES = frozenset("苑园湾城府里庄村")
_AFTER_SURNAME = frozenset("大小老阿二三四五么幺家")
_CALLED = re.compile(f"叫(?:(?<=[我她他名字小]叫)|(?=[做我他她]))[做我他她]?{_FILLER}")
_SURNAME_FIRST = re.compile("姓(?P<surname>[㐀-鿿]{1,2}?)(?:[ ,、。:嗯啊呃哦的]|那个|就)*(?=(?P=surname)[㐀-鿿])")
_LOOKED_UP = f"(?:查到了?|找到了?|看到了?|查询到|显示|核[实对]一?下|登记|户名|户主|机主)(?:的|是|的是|您是)?{_FILLER}"
_ASKED_BACK = re.compile("[ ,]?(?:对不对|对吗|对吧|是吗|是吧|是不是|没错吧|女士|先生|小姐|名下|本人)|[,。]|$|\n")
_FOR = re.compile("(?:[给帮替])(?=[㐀-鿿]{3}(?:交|充|缴|寄|打|办|开|查|买|订|送|转|改|的|存|取|报))")
_SELF = re.compile("是(?:本人|(?<=就是)我|我(?:本人|自己|老公|老婆|爱人|妈|爸|儿子|女儿|闺女|媳妇|[,。\n]))")


def kin(strip: Strip) -> Iterator[Name]:
    """Yields names that nothing but their place shows to be names."""
    yield from _of_kin(strip)
    yield from _elders(strip)
    yield from _called(strip)
    yield from _rare(strip)
    yield from _for_whom(strip)


def _of_kin(strip: Strip) -> Iterator[Name]:
    word_starts = cache(strip.word_starts)
    for match in strip.matches(_KIN):
        name = name_at(strip.text, match.end(), sure=False)
        if name is None or name.end - name.given < _FULL:
            name = _pet(strip.text, match.end())
        if name is None or not _AFTER_NAME.match(strip.text, name.end):
            continue
        if name.end in word_starts(strip.turn(name.start)) and _is_free(strip.text, name):
            yield name


def _pet(text: str, place: int) -> Name | None:
    """Returns the given name of two characters at a place, 浩然; 小王 is none, and may stay."""
    given = text[place : place + _FULL]
    if len(given) < _FULL or not may_be_given(given) or not is_common(given):
        return None
    known = parts()
    if (
        given[1] in "年月天日"
        or (given[0] in "小老阿大" and given[1] in known.frequent)
        or text.startswith(known.titles, place)
    ):
        return None
    return Name(place, place, place + _FULL)


def _is_free(text: str, name: Name) -> bool:
    """Tells whether a given name is no everyday word, 明天, 平时, 安静, and no estate is called so."""
    return (
        text[name.end - 1] not in _ESTATES
        and not {text[name.start : name.start + 2], text[name.given : name.end]} & NO_GIVEN
    )


def _elders(strip: Strip) -> Iterator[Name]:
    for match in strip.matches(_ELDER):
        given, (start, end) = match["given"], match.span("given")
        if surname_length(given, 0) == 1 and given[1] in _AFTER_SURNAME:
            continue
        if may_be_given(given) and is_common(given) and given not in NO_GIVEN:
            yield Name(start, start, end)


def _called(strip: Strip) -> Iterator[Name]:
    """Yields given names of which one character is common in names, where 叫 and a mark leave nothing else."""
    for match in strip.matches(_CALLED):
        start = match.end()
        given = strip.text[start : start + _FULL]
        if len(given) < _FULL or not may_be_given(given) or not any(map(is_common, given)):
            continue
        if not surname_length(given, 0) and given not in NO_GIVEN and ends_clause(strip.text, start + _FULL):
            yield Name(start, start, start + _FULL)


@cache
def _looked_up() -> re.Pattern[str]:
    """Returns what finds where one was looked up, before a surname that is hardly any other word."""
    known = parts()
    first = "".join(sorted((known.single - known.doubtful) | {name[0] for name in known.double}))
    return re.compile(f"{_LOOKED_UP}(?=[{first}])")


def _rare(strip: Strip) -> Iterator[Name]:
    """Yields full names of rare characters: behind their surname, where one was looked up, before 就是我."""
    text = strip.text
    for match in strip.matches(_SURNAME_FIRST):
        if surname_length(match["surname"], 0) == len(match["surname"]):
            yield from _whole(name_at(text, match.end(), sure=True))
    for match in strip.matches(_looked_up()):
        name = name_at(text, match.end(), sure=True)
        if name is not None and text[name.start] not in parts().doubtful and _ASKED_BACK.match(text, name.end):
            yield from (one for one in _whole(name) if _is_free(text, one))
    for match in strip.matches(_SELF):
        end = match.start() - (text[match.start() - 1 : match.start()] == "就")
        start = end - 3
        if start >= 0 and (start == 0 or ends_clause(text, start - 1)) and surname_length(text, start) == 1:
            given = text[start + 1 : end]
            if text[start] not in parts().doubtful and may_be_given(given) and given not in NO_GIVEN:
                yield Name(start, start + 1, end)


def _whole(name: Name | None) -> Iterable[Name]:
    return (name,) if name is not None and name.end - name.given == _FULL else ()


def _for_whom(strip: Strip) -> Iterator[Name]:
    text = strip.text
    for match in strip.matches(_FOR):
        start = match.end()
        name = Name(start, start + 1, start + 3)
        given = text[name.given : name.end]
        plain = surname_length(text, start) == 1 and text[start] not in parts().doubtful and may_be_given(given)
        if plain and is_common(given) and _is_free(text, name):
            yield name
