"""Names of customers: the surname stays, for an appeal may turn on it; the given name goes wherever it is said."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from autoscore.privacy.name_parts import surname_length
from autoscore.privacy.name_spelling import asked_for, spelt
from autoscore.privacy.records import Find, Name
from autoscore.privacy.strip import Strip
from autoscore.text.characters import sound_form, sound_forms

# One who introduces himself so, or is called so, works here.
_STAFF_BEFORE = re.compile(
    "(?:经理|专员|客服|营业员|工程师|师傅|主管|班长|坐席|座席|代表|顾问|业务员|网格员|技术员|装机员|维修员|安装员|服务员|查勘员|快递员|配送员|安检员|抄表员|工作人员|装维|店长|柜员|工号|负责人|同事)[^。?!您你问找\n]{0,8}$"
)
_STAFF_BEHIND = re.compile(
    "[,、 ]*(?:师傅|经理|主管|工程师|客服|专员|组长|班长|店长|为您服务|很高兴|工号|,?竭诚|给您上门)"
)
_OWN_INTRODUCTION = re.compile(
    "(?:我(?:的名字)?(?:是|叫|姓|这边)|这里是|这边是|小[㐀-鿿],)[^。?!您你他她问找\n]{0,20}$"
)
_LEAST_BY_SOUND = 3
_PART_OF_GIVEN = 2


def names(strip: Strip, found: Sequence[Name]) -> Iterator[Find]:
    """Yields the given names of customers: where they were announced or are known, and wherever they are said again."""
    yield from asked_for(strip)
    if not found and not strip.known:
        return
    staff = {_full(strip.text, name) for name in found if _is_staff(strip, name)}
    kept = [name for name in found if _full(strip.text, name) not in staff]
    said = {_full(strip.text, name) for name in kept if name.given > name.start}
    full = sorted(said | {*strip.known})
    given = sorted(
        {strip.text[name.given : name.end] for name in kept} | {name[_surname(name) :] for name in strip.known}
    )
    for name in chain(kept, _again(strip, full), _by_sound(strip, full)):
        yield Find(name.start, name.end, "name", ((name.given, name.end),))
    yield from _alone(strip, given)
    yield from spelt(strip, given, {name[: _surname(name)] for name in full})


def _full(text: str, name: Name) -> str:
    return text[name.start : name.end]


def _is_staff(strip: Strip, name: Name) -> bool:
    """Tells whether a name is that of somebody who works here; where it can't be told he is taken for a customer."""
    before, behind = strip.text[max(0, name.start - 24) : name.start], strip.text[name.end : name.end + 8]
    before = before.rpartition("\n")[2]
    if _STAFF_BEFORE.search(before) or _STAFF_BEHIND.match(behind):
        return True
    return strip.roles[strip.turn(name.start)] == "agent" and _OWN_INTRODUCTION.search(before) is not None


def _again(strip: Strip, full: Iterable[str]) -> Iterator[Name]:
    for name in full:
        length = _surname(name)
        for place in _places(strip.text, name):
            yield Name(place, place + length, place + len(name))


def _surname(name: str) -> int:
    return min(surname_length(name, 0), len(name) - 1) or 1


def _places(text: str, part: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(re.escape(part), text))


def _by_sound(strip: Strip, full: Iterable[str]) -> Iterator[Name]:
    """Yields where recognition wrote a known name with other characters of the same sound."""
    long = [name for name in full if len(name) >= _LEAST_BY_SOUND]
    sound = "\n".join(sound_forms(strip.text.split("\n"))) if long else ""
    for name in long:
        for place in _places(sound, sound_form(name)):
            yield Name(place, place + _surname(name), place + len(name))


def _alone(strip: Strip, given: Iterable[str]) -> Iterator[Find]:
    """Yields given names of two characters that are said without the surname, up to a word's end: not in 小明星."""
    word_starts = cache(strip.word_starts)
    for name in given:
        if len(name) < _PART_OF_GIVEN:
            continue
        for start in _places(strip.text, name):
            end = start + len(name)
            if end in word_starts(strip.turn(start)):
                yield Find(start, end, "name", ((start, end),))
