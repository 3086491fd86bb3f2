"""What a file says about a call as a whole: channel, date and the rest."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec

from autoscore.model.transcript import Channel
from autoscore.readers.piece import Note

_CHANNELS: dict[Channel, str] = {
    "phone": "phone call hotline tel telephone voice 电话 热线 客服热线 呼入 呼出 外呼 来电 通话 语音",
    "counter": "counter store shop hall 营业厅 厅店 门店 柜台 厅 柜面 实体厅",
    "visit": "visit home door onsite 上门 入户 外勤 上门服务 走访 拜访",
}
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_WRITTEN = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:时点](\d{1,2})分?(?::?(\d{1,2})(?:\.\d+)?秒?)?)?",
    re.ASCII,
)


@lru_cache(maxsize=256)
def channel_of(word: str | int | None) -> Channel | None:
    """Returns the channel that a word means, or None."""
    plain = unicodedata.normalize("NFKC", str(word or "")).strip().casefold()
    return next((channel for channel, words in _CHANNELS.items() if plain in words.split()), None)


def channel_notice(word: str | int | None) -> Iterator[Note]:
    """Yields a notice where a channel is named that means none of the three."""
    if word is not None and str(word).strip() and channel_of(word) is None:
        yield (
            "unknown_channel",
            "渠道的写法不认识，按未写明处理；请写成 phone（电话）、counter（营业厅）或 visit（上门）",
        )


@lru_cache(maxsize=1024)
def date_of(text: str | int | None) -> str | None:
    """Returns a date, with its time where given, as ISO 8601; None where it is none or is no day of the calendar."""
    raw = unicodedata.normalize("NFKC", str(text or "")).strip()
    if _ISO.fullmatch(iso := raw.replace(" ", "T", 1)):
        return iso if _is_day(iso) else None
    parts = _WRITTEN.fullmatch(_DIGITS.sub(r"\1-\2-\3", raw, 1))
    if parts is None:
        return None
    year, month, day, hour, minute, second = parts.groups()
    clock = f"T{hour:0>2}:{minute:0>2}" + (f":{second:0>2}" if second else "") if hour else ""
    iso = f"{year}-{month:0>2}-{day:0>2}{clock}"
    return iso if _is_day(iso) else None


def date_notice(text: str | int | None) -> Iterator[Note]:
    """Yields a notice where a date is given that cannot be understood; it stays in the metadata as written."""
    if text is not None and str(text).strip() and date_of(text) is None:
        yield "odd_date", "日期看不懂，原样留在 metadata 里；请写成 2026-02-18T09:30"


def flat(metadata: Mapping[str, Any] | None) -> dict[str, str]:
    """Returns metadata with all values as text; what holds several values becomes JSON, and nulls are left out."""
    return {key: _text(value) for key, value in (metadata or {}).items() if value is not None}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _is_day(iso: str) -> bool:
    try:
        datetime.fromisoformat(iso)
    except ValueError:
        return False
    return True
