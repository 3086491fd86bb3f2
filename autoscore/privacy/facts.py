"""The facts of a call: values that are a customer's by their key are hidden by kind, free ones as texts are."""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar

from autoscore.privacy.name_parts import surname_length
from autoscore.privacy.records import hide
from autoscore.text.characters import normal_form

Value: TypeAlias = "str | int | float | bool | None"
_V = TypeVar("_V", bound="str | int | float | bool | None")

# Keys whose values are shown: who served, when, on which record; a surname is what an appeal turns on.
_SHOWN = re.compile(
    "record|audio|file|path|date|time|channel|skill|queue|group|duration|surname|order|ticket|level|type|(?:^|_)id$|"
    "工号|班组|团队|小组|录音|文件|日期|时间|时长|渠道|技能|队列|姓氏|单号|编号|流水|业务|产品|套餐|类型|等级|级别|来电原因|满意度",
    re.IGNORECASE,
)
_STAFF = re.compile("agent|team|staff|坐席|座席|员工|客服|营业员|班组", re.IGNORECASE)
_NAME = re.compile("customer|client|caller|name|客户|用户|姓名|机主|户主|户名|联系人|称呼", re.IGNORECASE)
_PHONE = re.compile("phone|mobile|tel(?:$|_)|msisdn|cell|手机|电话|号码|主叫|被叫|caller_?(?:id|number)", re.IGNORECASE)
_CARD = re.compile("bank|(?:^|_)card|卡号|银行", re.IGNORECASE)
_ID = re.compile("id_?card|id_?no|id_?number|identity|身份证|证件", re.IGNORECASE)
_ADDRESS = re.compile("address|地址|住址|小区|门牌", re.IGNORECASE)
_MAIL = re.compile("mail|邮箱", re.IGNORECASE)
_PLATE = re.compile("plate|车牌", re.IGNORECASE)
_REGION = re.compile(
    "(?:[^\\W0-9小社路街]{2,8}?(?:省|自治区))?(?:[^\\W0-9小社路街]{2,7}?(?:市|州|盟))?(?:[^\\W0-9小社路街]{1,7}?(?:区|县|旗|市))?"
)
_FULL_NAME = re.compile("[㐀-鿿·]+?(?=(?:先生|女士|小姐|太太|同学|老师)?$)")
_LEAST_DIGITS = 5
_LONGEST = 4


def masked_facts(facts: Mapping[str, _V], text: Callable[[str], str]) -> dict[str, _V | str]:
    """Returns facts with private values hidden; a number that is hidden becomes a text."""
    shown: dict[str, _V | str] = {}
    for key, value in facts.items():
        said = "" if value is None or isinstance(value, bool | float) else str(value)
        masked = masked_value(key, said, text) if said else said
        shown[key] = value if masked == said else masked
    return shown


def known_names(facts: Mapping[str, Value]) -> tuple[str, ...]:
    """Returns the full names of customers that facts give, in normal form."""
    names = (normal_form(value) for key, value in facts.items() if isinstance(value, str) and _is_name(key))
    matches = (_FULL_NAME.match(name) for name in names)
    return tuple(match[0] for match in matches if match and _is_whole(match[0]))


def _is_whole(name: str) -> bool:
    return 0 < surname_length(name, 0) < len(name) <= _LONGEST


def _is_name(key: str) -> bool:
    others = any(pattern.search(key) for pattern, _ in _RULES)
    return not others and _STAFF.search(key) is None and _NAME.search(key) is not None and _SHOWN.search(key) is None


def masked_value(key: str, value: str, text: Callable[[str], str]) -> str:
    """Returns the value of a fact as it is shown, as long as before."""
    if _STAFF.search(key):
        return value
    for pattern, rule in _RULES:
        if pattern.search(key):
            return rule(value)
    if _SHOWN.search(key):
        return value
    return _name(value, text) if _NAME.search(key) else text(value)


def _ends(front: int, back: int) -> Callable[[str], str]:
    def rule(value: str) -> str:
        digits = [place for place, char in enumerate(value) if char.isdigit() or char in "xX"]
        if len(digits) < _LEAST_DIGITS or "*" in value:
            return value
        if len(digits) <= front + back:
            return hide(value, [(place, place + 1) for place in digits[:-2]])
        return hide(value, [(place, place + 1) for place in digits[front : len(digits) - back]])

    return rule


def _address(value: str) -> str:
    region = _REGION.match(value)
    return hide(value, [(region.end() if region else 0, len(value))])


def _mail(value: str) -> str:
    local = value.partition("@")[0]
    return hide(value, [(1, len(local))]) if len(local) > 1 else value


def _plate(value: str) -> str:
    return hide(value, [(place, place + 1) for place in range(2, len(value)) if value[place].isalnum()])


def _name(value: str, text: Callable[[str], str]) -> str:
    """Hides what follows the surname; a title stays, and so does a bare number, which is no name."""
    match = _FULL_NAME.match(value)
    if match is None:
        return hide(value, [(1, len(value))]) if value.replace(" ", "").isalpha() and len(value) > 1 else text(value)
    length = surname_length(value, 0) or 1
    return hide(value, [(length, match.end())]) if match.end() > length else value


_RULES: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (_ID, _ends(3, 4)),
    (_CARD, _ends(0, 4)),
    (_PHONE, _ends(3, 4)),
    (_ADDRESS, _address),
    (_MAIL, _mail),
    (_PLATE, _plate),
)
