"""What is written or said in figures and letters: plates and e-mail addresses."""

import re
from collections.abc import Iterator

from autoscore.privacy.records import Find
from autoscore.privacy.strip import Strip

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_FIGURE = "[0-9零〇一二三四五六七八九幺两洞拐]"
_SIGN = f"(?:{_FIGURE}|[a-hj-np-z])"
_GAP = "[ ·.,、\\-]{0,2}"
# Five signs, or six of a car with a green plate; at most two letters, as the standard (GA 36) has it.
_PLATE = re.compile(
    f"(?P<kept>[{_PROVINCES}]{_GAP}[a-hj-np-z]){_GAP}"
    f"(?P<hidden>{_SIGN}(?:{_GAP}{_SIGN}){{3}}{_GAP}(?:{_SIGN}|[学警挂领使港澳])(?:{_GAP}{_SIGN})?)(?![a-z0-9])"
)
_ANNOUNCED = re.compile(
    f"(?:车牌|牌照|车)(?:号码?)?(?:就?是|:|,|呢|嗯)*(?P<kept>[{_PROVINCES}]?{_GAP}[a-z]?){_GAP}"
    f"(?P<hidden>{_SIGN}(?:{_GAP}{_SIGN}){{4,5}})(?![a-z0-9])"
)
_LETTER = re.compile("[a-z]")
_DIGIT = re.compile(_FIGURE)
_SIGNS = "@|艾特|圈a|小老鼠|at(?![a-z])"
_AT = f"(?: ?(?:{_SIGNS}) ?)"
_DOT = "(?:[.点]|dot)"
_MAIL = re.compile(
    f"(?<![a-z0-9_%+.\\-])(?P<local>[a-z0-9_%+\\-]++(?:[.][a-z0-9_%+\\-]++)*+|(?<!{_FIGURE}){_FIGURE}{{5,}}+){_AT}"
    f"(?:[a-z0-9\\-]+|{_FIGURE}+)(?: ?{_DOT} ?[a-z]{{2,}}|企业邮|邮箱| ?{_DOT}康姆)"
)
_AT_SIGN = re.compile(_SIGNS)
_MOST_LETTERS = 2


def plates(strip: Strip) -> Iterator[Find]:
    """Yields number plates; the province and the letter of the place stay."""
    for pattern in (_PLATE, _ANNOUNCED):
        for match in strip.matches(pattern):
            signs = match["hidden"]
            if len(_LETTER.findall(signs)) <= _MOST_LETTERS and len(_DIGIT.findall(signs)) >= _MOST_LETTERS + 1:
                yield Find(match.start("kept"), match.end("hidden"), "plate", (match.span("hidden"),))


def mails(strip: Strip) -> Iterator[Find]:
    """Yields e-mail addresses; the first character and the domain stay."""
    if _AT_SIGN.search(strip.text) is None:
        return
    for match in strip.matches(_MAIL):
        start, end = match.span("local")
        if end - start > 1:
            yield Find(start, match.end(), "email", ((start + 1, end),))
