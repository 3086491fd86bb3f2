"""Names that columns and head lines have, in Chinese and English, and the fields they fill."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

_NAMES = {
    "id": "通话编号 通话id 录音号 录音编号 会话编号 会话id 流水号 call callid id session sessionid conversation",
    "role": "角色 role",
    "speaker": "说话人 说话者 发言人 讲话人 speaker spk",
    "track": "声道 声道号 track channelid",
    "text": "内容 文本 对话 对话内容 说话内容 转写 转写内容 转写文本 识别结果 text content utterance sentence",
    "start": "开始 开始时间 起始 起始时间 时间 start starttime begin begintime",
    "end": "结束 结束时间 end endtime",
    "channel": "渠道 channel",
    "date": "日期 通话日期 date",
    "agent": "工号 坐席工号 座席工号 员工号 agent agentid",
    "team": "班组 组别 team group",
    "recording": "录音 录音文件 recording",
    "surname": "姓氏 客户姓氏 surname",
}
_BRACKET = re.compile(r"\((.*)\)$")
_IGNORED = re.compile(r"[\s_\-]+")
_UNITS = {"ms": 0.001, "毫秒": 0.001}
_SOUGHT_ROWS = 10


@dataclass(frozen=True)
class Header:
    """Holds where the columns are: the header's row, the column of each field and free name, the scale of times.

    `width` is the number of columns up to the last that has a name.
    """

    row: int
    fields: Mapping[str, int]
    free: Mapping[str, int]
    scales: Mapping[str, float]
    width: int


def field_of(name: str) -> str | None:
    """Returns the field that a column or head line of this name fills, or None."""
    return _fields().get(_split(name)[0])


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """Returns the header among the first rows: the first that names a column of words and one more; or None."""
    headers = (_header(index, row) for index, row in enumerate(rows[:_SOUGHT_ROWS]))
    return next((header for header in headers if "text" in header.fields and len(header.fields) > 1), None)


def names_speakers(header: Header) -> bool:
    """Tells whether a table says who speaks."""
    return not header.fields.keys().isdisjoint(("role", "speaker", "track"))


def _header(index: int, row: Sequence[str]) -> Header:
    fields: dict[str, int] = {}
    free: dict[str, int] = {}
    scales: dict[str, float] = {}
    for column, cell in enumerate(row):
        field = field_of(cell)
        if field is not None and field not in fields:
            fields[field] = column
            scales[field] = _UNITS.get(_split(cell)[1], 1.0)
        elif cell.strip():
            free.setdefault(cell.strip(), column)
    return Header(index, fields, free, scales, 1 + max((*fields.values(), *free.values()), default=-1))


def _split(name: str) -> tuple[str, str]:
    """Splits a column's name, in the form in which it is compared, from the unit in brackets or after `_`."""
    plain = unicodedata.normalize("NFKC", name).strip().casefold()
    unit = "ms" if plain.endswith("_ms") else ""
    plain = plain.removesuffix("_ms")
    if bracket := _BRACKET.search(plain):
        plain, unit = plain[: bracket.start()], bracket[1].strip()
    return _IGNORED.sub("", plain), unit


@cache
def _fields() -> Mapping[str, str]:
    return MappingProxyType({name: field for field, names in _NAMES.items() for name in names.split()})
