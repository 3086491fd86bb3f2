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
_RUN = re.compile("[^ ·.,、\\-]+")
_LETTER = re.compile("[a-z]")
_DIGIT = re.compile(_FIGURE)
_AT_SIGN = re.compile("@|艾特|圈a|a圈|小老鼠|at(?![a-z])|at(?= ?(?:qq|sina|gmail|foxmail|outlook|hotmail|yahoo))")
_SPACE = "[ ,]{0,2}"
_DOT = f"(?:{_SPACE}(?:[.点]|dot){_SPACE})"
_TOP = "(?:c ?o ?m|c ?n|n ?e ?t|o ?r ?g|e ?d ?u|g ?o ?v|c ?c|i ?o|t ?w|h ?k|[a-z]{2,6}|康姆|康母)"
_HOST = (
    "(?:qq|扣扣|新浪|网易|搜狐|阿里云?|foxmail|gmail|hotmail|outlook|sina|yahoo|"
    "163|126|139|189|[幺一]六三|[幺一]二六|[幺一]三九|[幺一]八九)"
)
_DOMAIN = re.compile(
    f"{_SPACE}(?:(?:[a-z0-9\\-]+|{_HOST}|{_FIGURE}+)(?:{_DOT}{_TOP}|(?: ?企业)?邮箱?)|{_HOST}(?![0-9a-z]))"
)
# What the part before the sign is made of, from its end: letters and digits, and what is said for a mark.
_LOCAL = re.compile(f"(?:(?:[a-z0-9_%+.\\-]|{_FIGURE}|[点杠]|下划线|下杠|横杠|减号|大写|小写|数字|字母){_SPACE})+$")
_OTHER_WORDS = re.compile("(?:[ ,.点杠]|(?:my|is|e-?mail|mail|to|the|address|it|s|send)(?![a-z0-9_.\\-]))+")
_LONGEST_LOCAL = 60
_LEAST_SPOKEN = 3
_MOST_LETTERS = 2


def plates(strip: Strip) -> Iterator[Find]:
    """Yields number plates; the province and the letter of the place stay."""
    for pattern in (_PLATE, _ANNOUNCED):
        for match in strip.matches(pattern):
            signs = match["hidden"]
            if len(_LETTER.findall(signs)) <= _MOST_LETTERS and len(_DIGIT.findall(signs)) >= _MOST_LETTERS + 1:
                runs = tuple([run.span() for run in _RUN.finditer(strip.text, *match.span("hidden"))])
                yield Find(match.start("kept"), match.end("hidden"), "plate", runs)


def mails(strip: Strip) -> Iterator[Find]:
    """Yields e-mail addresses; the first character and the domain stay.

    What stands before the sign may be broken by spaces, and be said: zhang 三 二 幺 艾特 163 点 com.
    """
    for match in strip.matches(_AT_SIGN):
        domain = _DOMAIN.match(strip.text, match.end())
        line = strip.text.rfind("\n", 0, match.start()) + 1
        said = strip.text[max(line, match.start() - _LONGEST_LOCAL) : match.start()]
        local = _LOCAL.search(said) if domain else None
        if domain is None or local is None:
            continue
        start, end = match.start() - len(local[0]), match.start() - len(said) + len(said.rstrip(" ,"))
        other = _OTHER_WORDS.match(strip.text, start, end)
        start = other.end() if other else start
        if end - start > 1 and (end - start >= _LEAST_SPOKEN or strip.text[start].isascii()):
            yield Find(start, domain.end(), "email", ((start + 1, end),))
