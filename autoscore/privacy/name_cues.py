"""Where a full name is said: behind the words that announce one, before a title, in the answer to who it is."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from autoscore.privacy.name_kin import kin
from autoscore.privacy.name_parts import (
    ends_clause,
    given_at,
    is_common,
    may_be_given,
    name_at,
    parts,
    pet_name_at,
    surname_length,
)
from autoscore.privacy.name_words import WORDS
from autoscore.privacy.records import Name
from autoscore.privacy.strip import Strip
from autoscore.text.characters import sound_form

# A given name has two characters, where nothing else shows that it is one.
_FULL = 2
_SHORTEST = 2
# So many characters has what is said before the 是 of an introduction: 核实一下这边.
_LONGEST_CUE = 6
# What links a name with the character that is spelt by it begins so.
_SPELLS = frozenset("的那个嘅")
# Before a title these are marks or small words far more often than the end of a name.
_NO_END = frozenset(" ,。、;?!:…\n的了吗呢吧啊呀哦嗯是您你我他她这那位个好有对说请问谢")
_FILLER = "(?:[ ,、:嗯啊呃哦]|那个)*"
# Whoever is named behind these is a customer, or one of his people.
_HOLDER = (
    "名字|姓名|户名|机主|户主|开户人|持卡人|联系人|收件人|收货人|寄件人|被保险人|被保人|投保人|受益人|车主|业主|申请人|"
    "经办人|办理人|登记人|预约人|就诊人|患者|病人|租客|承租人|产权人|乘客|乘车人|借款人|付款人|收款人|持有人|使用人|号主|"
    "联络人|订票人|购票人|乘机人|驾驶人|房主|大名|学名|本名|全名|抬头|"
    "卡主|房东|法人|法定代表人|监护人|担保人|代理人|委托人|本人"
)
_ANNOUNCED = re.compile(
    f"(?:{_HOLDER})(?:的?(?:名字|姓名|名))?(?P<verb>就是|是|叫|写的?是?|填的?是?|登记的?是?|显示的?是?|为)?{_FILLER}"
)
_LATER = re.compile(f"(?:{_HOLDER})[^,。?!\n]{{1,8}}[,:] ?")
# Here and below the search is for what is rare, and what must stand before it is looked at then: it is far quicker.
_CALLED = re.compile(f"叫{_FILLER}")
_WHO_IS_CALLED = re.compile("(?:[我他她人公婆子儿妈爸亲妇伴孩妹弟哥姐名,。\n]|名字)[就也是]?$")
_SOUGHT = re.compile(f"(?:找一?下|我找|找的是|转给|转一?下|联系一?下){_FILLER}")
_REGISTERED = re.compile(f"(?:登记|写|填|留|户头|开|报|办)(?:的|在)(?:就?是|名字?是?|叫)?{_FILLER}")
_GIVEN = re.compile(
    f"姓(?P<surname>[㐀-鿿]{{1,2}}?){_FILLER}(?:的,?)?(?:名字?|单名|大名)?"
    f"(?:就?叫(?:做)?|是?单名|单名一?个?|名){_FILLER}一?个?"
)
# The surname is said again before the title: 王明王先生.
_DOUBLES = ("先生", "女士", "小姐", "太太", "同学", "老师", "总", "阿姨")
_HAN = re.compile("[㐀-鿿]+")
_WHO_IS = re.compile("(?:[\n是好, 我号]|我就|这边|这里|我们家|(?:您|你|请问|核实一?下|确认一?下|问一?下)(?:就|这边)?)$")
_HONOURED = re.compile(
    "先生|女士|小姐|太太|夫人|同志|同学|老师|阿姨|大爷|叔叔|大姐|本人|名下|总|"
    "的(?:身份证|名字|户|卡|保单|手机|号|快递|件|包裹|车|账户|合同|套餐|宽带|信息)"
)
_ECHOED = re.compile("是(?:吧|吗|不是|这个名字)|对(?:吧|吗)|没错吧|两个字|三个字|哪几个字|怎么写")
_ASKS = "贵姓|怎么称呼|叫什么|是哪位|哪一位|姓什么|叫啥|姓啥|称呼您"
_ASK, _ASK_NO_HOLDER = re.compile(f"{_ASKS}|{_HOLDER}"), re.compile(_ASKS)
_ANSWER = re.compile("(?:[ ,。、:!]|嗯|啊|呃|哦|噢|那个|对|好的?|是|就是|我是|我叫|我|叫|免贵|名字是|写的?是|姓名)*+")
_OPENS = re.compile(
    "(?:^|[ ,。、;?!:…\n]|[的是叫问给跟和为找向帮对位让请]|"
    "您好|你好|好的|谢谢|感谢|麻烦|一下|查|[换改写填]成|写|填|替|客户|用户|机主|户主|业主|会员|尊敬的|"
    "那|哦|嗯|啊|户名|姓名)$"
)


def announced(strip: Strip) -> tuple[Name, ...]:
    """Returns the full names and given names that words before or behind them show to be names."""
    holders = list(strip.matches(_ANNOUNCED))
    turns = sorted({strip.turn(match.start()) for match in holders})
    finders = (_given_names, _repeated, _words, _of_selves, _titled, _echoed, _of_kin)
    apart = chain.from_iterable([finder(strip) for finder in finders])
    return (*strip.named, *_behind_cues(strip, holders, turns), *apart, *_answers(strip, turns))


def _behind_cues(strip: Strip, holders: list[re.Match[str]], turns: list[int]) -> Iterator[Name]:
    text, calls = strip.text, list(_calls(strip))
    yield from _behind(chain(holders, calls), text, sure=True)
    yield from _behind(strip.matches(_REGISTERED), text, sure=False)
    later = chain.from_iterable([_LATER.finditer(text, *strip.place(turn)) for turn in turns])
    for found in (later, strip.matches(_SOUGHT)):
        yield from (name for name in _behind(found, text, sure=False) if name.end - name.given == _FULL)
    pets = (pet_name_at(text, match.end()) for match in calls)
    yield from (name for name in pets if name is not None and not surname_length(text, name.start))


def _calls(strip: Strip) -> Iterator[re.Match[str]]:
    """Yields where somebody is said to be called something; what stands behind one such place begins no other."""
    last = 0
    for match in strip.matches(_CALLED):
        start = match.start()
        if _WHO_IS_CALLED.search(strip.text, max(last, start - 3), start):
            yield match
            last = match.end()


def _behind(matches: Iterable[re.Match[str]], text: str, *, sure: bool) -> Iterator[Name]:
    for match in matches:
        name = name_at(text, match.end(), sure=sure)
        if (
            name is not None
            and _is_meant(text, name)
            and (
                "verb" not in match.groupdict() or match["verb"] or _certain(text, name) or ends_clause(text, name.end)
            )
        ):
            yield name


def _is_meant(text: str, name: Name) -> bool:
    """Tells whether what looks like a name is one: no other word, no title, no way to spell a surname (黎明的黎)."""
    if _is_word(text, name):
        return False
    surname, given, known = text[name.start : name.given], text[name.given : name.end], parts()
    behind = text[name.end : name.end + 1]
    spells = (
        bool(surname)
        and behind in _SPELLS
        and text.startswith(tuple([f"{link}{surname}" for link in ("的", "那个", "个", "嘅")]), name.end)
    )
    titled = (
        given in known.title_set
        or (given[:1] in known.single and given[1:] in known.title_set)
        or sound_form(given) in known.title_sounds
    )
    return not spells and not titled and given != surname


def _doubled(text: str, end: int) -> Name | None:
    """Returns the full name that ends at a place where its surname is said again, or None."""
    for start in (end - 3, end - 2):
        if start >= 0 and text[start] == text[end] and _HAN.fullmatch(text, start, end):
            name = Name(start, start + 1, end)
            whole = surname_length(text, start) == 1 and may_be_given(text[start + 1 : end])
            return name if whole and _is_meant(text, name) else None
    return None


@cache
def _surnamed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Returns what finds a surname that is said twice, and 是 before a surname: what can't begin one is passed over."""
    known = parts()
    first = "".join(sorted(known.single | {name[0] for name in known.double}))
    spelt = f"(?P<surname>[{first}])[的姓,、 。]+(?:我?(?:就?叫|是))?(?=(?P=surname)[㐀-鿿])"
    return re.compile(spelt), re.compile(f"是{_FILLER}+(?=[{first}])")


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Returns what finds a surname that is hardly any other word with two characters that are common in names."""
    known = parts()
    surnames, given = "".join(sorted(known.single - known.doubtful)), "".join(sorted(known.given))
    return re.compile(f"[{surnames}][{given}]{{2}}"), re.compile(f"(?:{'|'.join(sorted(known.double))})[{given}]{{2}}")


def _words(strip: Strip) -> Iterator[Name]:
    """Yields what is made as a name is, and stands between two marks or is one word to the segmentation.

    It knows how names look; where it does not, hardly anything else stands alone so.
    """
    word_starts = cache(strip.word_starts)
    for match in chain.from_iterable(map(strip.matches, _named())):
        start, end = match.span()
        name = Name(start, start + surname_length(strip.text, start), end)
        if may_be_given(strip.text[name.given : end]) and _is_meant(strip.text, name):
            alone = ends_clause(strip.text, end) and (start == 0 or ends_clause(strip.text, start - 1))
            starts = frozenset() if alone else word_starts(strip.turn(start))
            if alone or ({start, end} <= starts and starts.isdisjoint(range(start + 1, end))):
                yield name


def _is_word(text: str, name: Name) -> bool:
    """Tells whether what looks like a name begins with another word."""
    return text[name.start : name.start + 2] in WORDS or text[name.start : name.start + 3] in WORDS


def _repeated(strip: Strip) -> Iterator[Name]:
    """Yields full names behind their surname, 张,张伟; 高,高兴的高 only tells how the surname is written."""
    text = strip.text
    for match in strip.matches(_surnamed()[0]):
        name = name_at(text, match.end(), sure=True)
        if name is not None and _is_meant(text, name) and not text.startswith("的", name.end):
            yield name


def _of_kin(strip: Strip) -> Iterator[Name]:
    return (name for name in kin(strip) if _is_meant(strip.text, name))


def _given_names(strip: Strip) -> Iterator[Name]:
    text = strip.text
    for match in strip.matches(_GIVEN):
        place = match.end()
        known = surname_length(match["surname"], 0) == len(match["surname"])
        whole = text.startswith(match["surname"], place)
        name = name_at(text, place, sure=True) if whole else given_at(text, place)
        if known and name is not None:
            yield name


def _of_selves(strip: Strip) -> Iterator[Name]:
    """Yields who somebody says he is, or is asked to be; there a name of one character must be followed by an end."""
    text = strip.text
    for match in strip.matches(_surnamed()[1]):
        start = match.start()
        if start == 0 or _WHO_IS.search(text, max(0, start - _LONGEST_CUE), start):
            name = name_at(text, match.end(), sure=False)
            if name is not None and _is_meant(text, name) and _certain(text, name):
                yield name


def _certain(text: str, name: Name) -> bool:
    return name.end - name.given > 1 or text[name.start] not in parts().doubtful


def _titled(strip: Strip) -> Iterator[Name]:
    """Yields full names before titles, and before what somebody has; also those whose surname the title repeats."""
    text = strip.text
    for match in strip.matches(_HONOURED):
        start, said = match.start(), match[0]
        doubled = _doubled(text, start - 1) if said in _DOUBLES else None
        honoured = _ending_at(text, start) if said != "总" else None
        yield from (name for name in (doubled, honoured) if name is not None)


def _echoed(strip: Strip) -> Iterator[Name]:
    text = strip.text
    for match in strip.matches(_ECHOED):
        start = match.start()
        name = _ending_at(text, start - (text[start - 1 : start] in (",", "、", "。", " ")))
        if name is not None and name.end - name.given > 1:
            yield name


def _ending_at(text: str, end: int) -> Name | None:
    """Returns the full name that ends at a place: its characters are common in names, and something ends before it."""
    if end < _SHORTEST or text[end - 1] in _NO_END:
        return None
    line = text.rfind("\n", 0, end) + 1
    for length in (4, 3, 2):
        start = end - length
        if start < line:
            continue
        given = start + surname_length(text, start)
        name = Name(start, given, end)
        if given == start or end - given not in (1, 2) or not _is_meant(text, name):
            continue
        if may_be_given(text[given:end]) and _is_likely(text, name) and _opens(text, name, line):
            return name
    return None


def _is_likely(text: str, name: Name) -> bool:
    """Tells whether a given name's characters are common in names; of two, behind a plain surname, one will do."""
    given = text[name.given : name.end]
    if is_common(given):
        return True
    return (
        len(given) == _FULL and text[name.start] in parts().frequent - parts().doubtful and any(map(is_common, given))
    )


def _opens(text: str, name: Name, line: int) -> bool:
    if name.end - name.given == 1 and text[name.given] in parts().single and text[name.start] in parts().doubtful:
        return False
    return _OPENS.search(text[max(line, name.start - 4) : name.start]) is not None


def _answers(strip: Strip, holders: list[int]) -> Iterator[Name]:
    """Yields the name at the head of a turn that follows a question for it."""
    for turn in _asked(strip, holders):
        line = strip.line(turn)
        begin = _ANSWER.match(line)
        place = strip.starts[turn] + (begin.end() if begin else 0)
        name = name_at(strip.text, place, sure=True)
        if name is not None and _is_meant(strip.text, name) and _ends_answer(strip.text, name):
            yield name


def _asked(strip: Strip, holders: list[int]) -> Iterable[int]:
    """Returns the turns before which another voice asked for a name; `holders` are turns that speak of who has one."""
    if strip.fresh is not None:
        return [turn for turn in strip.fresh if _ASK.search(strip.asked(turn))]
    asking = {strip.turn(match.start()) for match in _ASK_NO_HOLDER.finditer(strip.text)}.union(holders)
    return [turn + 1 for turn in sorted(asking) if turn + 1 < len(strip.roles) and strip.asked(turn + 1)]


def _ends_answer(text: str, name: Name) -> bool:
    """Tells whether a name of one character is no other word: it stands alone, or a mark follows."""
    return name.end - name.given > 1 or text[name.end : name.end + 1] in ("", "\n", ",", "。", " ", "、", "!")
