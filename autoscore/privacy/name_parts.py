"""Names as they are put together: a surname, then one or two characters, then something else."""

import re
from dataclasses import dataclass
from functools import cache

from autoscore.lexicon import load
from autoscore.privacy.records import Name
from autoscore.text.characters import sound_form

_TITLES = ("称呼", "亲称", "职称")
# Small words, verbs and titles' first characters: no given name has them.
_NEVER = frozenset(
    "的了吗呢吧啊呀哦嗯呃哎唉喂嘛是在我您你他她它这那哪就都也跟与及给帮把被让对没不要想来去到说叫请问后上下个位名号什么"
    "谁几多少很太从因所以但会办查打电话手机再还只才已经做看听用能该应呗嘞哈么啥啦哟欸诶噢喔此些每各某第最更且"
    "零两姓女士您单啊写字"
)
# Of a given name these are only the first of two: 一鸣, 和平.
_ONLY_FIRST = frozenset("和之其可先一向")
# And these are its last, where it ends there: 大为, 福来, 志刚.
_ONLY_LAST = frozenset("为来刚")
# A name may hold a numeral, 张三, but a number that follows a name is none of it.
_NUMERAL = re.compile("[一二三四五六七八九十]")
# A surname so rare, and a word so frequent, that it only does harm.
_NO_SURNAMES = frozenset("和")
# The list of surnames begins with the most frequent.
_FREQUENT = 100
_HAN = re.compile("[㐀-鿿]")
# What may stand behind a name.
_BEHIND = re.compile(
    "[ ,。、;?!:…)）\n]|$|的|了|吗|吧|呢|啊|呀|嘛|对|是|这|那|您|你|我|他|她|本人|先生|女士|小姐|同学|同志|老师|手机|"
    "电话|身份|尾号|号码|住|要|想|和|跟|就|没|有|来|在|名下|办|给|帮|登记|也|两个字|三个字|几个字"
)
# Behind a name that is one character long a small word proves less: 安徽的, 高的.
_CLOSES = re.compile(
    "[ ,。、;?!:…)）\n]|$|先生|女士|小姐|同学|本人|啊|呀|对吗|对吧|是吗|是吧|吗|吧|手机|电话|身份|尾号|两个字"
)

_MARK = re.compile("[ ,。、;?!:…\n]|$")
_ENDS = re.compile("[ ,。、;?!:…\n]|$|的|吗|吧|是|对|先生|女士|小姐|同学|本人|手机|电话")


@dataclass(frozen=True)
class Parts:
    """Holds surnames, the characters that are common in given names, and titles."""

    single: frozenset[str]
    double: frozenset[str]
    doubtful: frozenset[str]
    frequent: frozenset[str]
    given: frozenset[str]
    titles: tuple[str, ...]
    title_set: frozenset[str]
    title_sounds: frozenset[str]


@cache
def parts() -> Parts:
    """Loads what names are made of, once a process, from the bundled lexicons."""
    slots = load(only=()).slots
    surnames = [name for name in slots["姓"] if all(map(_HAN.match, name)) and not name.startswith("某")]
    titles = tuple(sorted({title for slot in _TITLES for title in slots[slot]} | {"家"}))
    return Parts(
        frozenset(name for name in surnames if len(name) == 1) - _NO_SURNAMES,
        frozenset(name for name in surnames if len(name) == 2),
        frozenset(slots["易混姓"]),
        frozenset(surnames[:_FREQUENT]),
        frozenset(slots["名用字"]),
        titles,
        frozenset(titles),
        frozenset(map(sound_form, (*slots["称呼"], "同学", "老师", "师傅"))),
    )


def surname_length(text: str, place: int) -> int:
    """Returns how many characters the surname at a place has; 0 where there is none."""
    known = parts()
    if text[place : place + 2] in known.double:
        return 2
    return 1 if text[place : place + 1] in known.single else 0


def name_at(text: str, place: int, *, sure: bool) -> Name | None:
    """Returns the full name that begins at a place, or None.

    Where words before it announce a name (`sure`), any characters may make it; elsewhere only those that are common in
    names, and what stands behind must end it.
    """
    length = surname_length(text, place)
    return _given(text, place, place + length, sure=sure) if length else None


def given_at(text: str, place: int) -> Name | None:
    """Returns the given name that begins at a place where one is announced, or None."""
    return _given(text, place, place, sure=True)


def ends_clause(text: str, place: int) -> bool:
    """Tells whether a mark stands at a place, or the end of what was said."""
    return _MARK.match(text, place) is not None


def pet_name_at(text: str, place: int) -> Name | None:
    """Returns the given name of two characters that begins at a place, 小明; 小王 is none, and may stay."""
    name = _given(text, place, place, sure=False)
    if name is None or name.end - place == 1 or (text[place] in "小老阿" and text[place + 1] in parts().frequent):
        return None
    return name


def _given(text: str, start: int, given: int, *, sure: bool) -> Name | None:
    if text.startswith(parts().titles, given):
        return None
    for length in (2, 1):
        name = text[given : given + length]
        if len(name) == length and may_be_given(name) and _fits(text, given + length, name, sure=sure):
            return Name(start, given, given + length)
    return None


def may_be_given(text: str) -> bool:
    """Tells whether characters may make a given name at all."""
    return (
        not (_NEVER - _ONLY_LAST).intersection(text)
        and text[0] not in _ONLY_LAST
        and text[-1] not in _ONLY_FIRST
        and all(map(_HAN.match, text))
    )


def is_common(text: str) -> bool:
    """Tells whether all characters are common in given names."""
    return parts().given.issuperset(text[1:] if text[0] in _ONLY_FIRST else text)


def _fits(text: str, end: int, name: str, *, sure: bool) -> bool:
    if text.startswith(parts().titles, end - 1) and len(name) == 1 and not text.startswith(parts().titles, end):
        return False
    if _NUMERAL.search(name) and _NUMERAL.match(text, end):
        return False
    if name[-1] in _ONLY_LAST and not _ENDS.match(text, end):
        return False
    if not sure and not is_common(name):
        return False
    ends = (_BEHIND if len(name) == 2 else _CLOSES).match(text, end) is not None
    return ends or (sure and is_common(name) and (len(name) == 2 or _goes_on(text, end)))


def _goes_on(text: str, end: int) -> bool:
    """Tells whether what stands behind a name of one character is another word, and not its second."""
    return _BEHIND.match(text, end) is not None or text[end] in _NEVER
