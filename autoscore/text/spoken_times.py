"""Spans of time and dates as they are said: pattern sources for a normal form, with the restrictions of `numbers`.

A queue number (四十七号), a lone hour (两点 is also two points) and rough spans (几天) are left out on purpose.
"""

_WRITTEN = "0123456789"
_COUNT = f"[零一二两三四五六七八九十百半{_WRITTEN}]+"
_SMALL = f"[一二两三四五六七八九十{_WRITTEN}]+"
_PERIOD = "(?:早上|[上中下]午|晚上)"
_CLOCK = f"{_SMALL}[点:][零一二三四五六七八九十半{_WRITTEN}]*"
_DAY = (
    "(?:[今明后昨前当次][天日早晚]|[上下这本]?个?(?:周|星期|礼拜)[一二三四五六日天末]|[下本]周"
    f"|(?:{_SMALL}|[上下这本次当]个?)月(?:{_SMALL}[号日]|[初底末])?|[月年][初底]|明年)"
)

DURATION = (
    f"{_COUNT}(?:(?:到|至|-|~){_COUNT})?"
    "(?:个?半?(?:小时|星期|礼拜)|个(?:工作日|自然日|半?月|半?钟头?)|工作日|天半?|日内|分半?钟|刻钟|秒钟?|周|年半?)"
)
DATE = f"(?:{_DAY}{_PERIOD}?(?:{_CLOCK})?|{_PERIOD}{_CLOCK})"
