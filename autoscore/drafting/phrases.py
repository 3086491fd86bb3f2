"""Short names out of the words of a standard, the things that it lists, and the words that it quotes."""

import re
from collections.abc import Iterator

_SIGNS = " \t\n,;:。、/()（）.，；：-"
_LEAD = re.compile(
    r"^(?:\(?\d{1,2}[.、)]|并且|或者|其中|以及|如果|如|若|凡|能够|能|应当|应|须|需|要|并|且|则|共|满分|但)+"
)
_TAIL = re.compile(
    r"(?:(?:可以|可|(?<!规)(?<!原)则|的|即|就|都|均|才)?(?:得|给|计|记|打|加|扣|扣除|为|值)?|满分|共|本项)$"
)
# A clause without the points that it gives says what to do; one that loses all, or is hardly more than 有, does not.
_GIVEN = re.compile(
    r"(?:可以|可|则|就|即)?(?:最多|最高|至多|满分|共|各)?(?:得|扣除|扣|给|计|加|打|为|值)*[+-]?\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?分(?!钟)(?:/[次处项个])?"
)
# Before the first of a list: what is to be done with all of them.
_TELLS = re.compile(r"^.{0,12}?(?:(?:讲|说|问|报)清楚?|告知(?:客户)?|讲明|说明|包括|包含)(?=.{2})")
_TRIVIAL = re.compile(
    r"(?:如|若)?(?:有|没有|无|未|没|(?:完全|部分|基本|没|未|没有)?(?:做到|做好|达到)了?|不?(?:达标|符合|合格)|是|否|能|不能|每[次项处点件个条种]"
    r"|一[次项处点件]|共|本项|该项|[问说做讲对]了|正确|错误)?"
)
_NOTHING = re.compile(r"(?<![\d.])0分|不得分|不给分|不计分|无分|零分|扣完|为止|即止|满分|酌情")
_PARTS = re.compile(r"[、/,;]|以及|和(?=.{2})|\(\d{1,2}\)|\n")
# What is listed in brackets at the end is what the clause before them is about.
_BRACKETS = re.compile(r"\(([^()]*[、/][^()]*)\)?[,\s]*$")
_QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’]{2,24})[”\"」』’]")
_OPEN, _CLOSE = "“「『‘", "”」』’"
MOST_TITLE = 16
_LEAST_TITLE = 4
LEAST_LISTED = 2


def titled(text: str) -> str:
    """Returns the last clause of some words as a short name: what stands before the points that it earns or costs."""
    clauses = [clause for clause in re.split(r"[,;:。\n]", text) if clause.strip(_SIGNS)]
    clause = clauses[-1].strip(_SIGNS) if clauses else ""
    return _TAIL.sub("", _LEAD.sub("", clause)).strip(_SIGNS)[:MOST_TITLE]


def gist(text: str) -> str:
    """Returns a standard in normal form without what it says about points."""
    clauses = (_content(clause.strip(_SIGNS)) for clause in re.split(r"[,;。\n]", text))
    return ",".join(clause for clause in clauses if clause)


def _content(clause: str) -> str:
    if _NOTHING.search(clause):
        return ""
    rest = _GIVEN.sub("", clause).strip(_SIGNS)
    return "" if rest != clause and _TRIVIAL.fullmatch(rest) else rest


def named(text: str) -> str:
    """Returns the first clause of a standard in normal form as a short name."""
    said = re.split(r"[,:(]", _LEAD.sub("", gist(text)).strip(_SIGNS))
    return _short(next((clause for part in said if (clause := _closed(part).strip(_SIGNS))), ""))


def _closed(clause: str) -> str:
    """Returns a clause without words in quotation marks that go on behind it."""
    opened = max(map(clause.rfind, _OPEN))
    return clause[:opened] if opened > 0 and not re.search(f"[{_CLOSE}]", clause[opened + 1 :]) else clause


def _short(clause: str) -> str:
    """Returns as much of a clause as a name may hold: of a list, what is in it whole."""
    if len(clause) <= MOST_TITLE:
        return clause
    whole = clause[: MOST_TITLE + 1].rpartition("、")[0]
    return whole if len(whole) >= _LEAST_TITLE else clause[:MOST_TITLE]


def listed(text: str, start: int, end: int) -> tuple[str, ...]:
    """Returns the things that a standard lists around the words, at some place, that give points for each of them."""
    before, after = text[:start].rstrip(_SIGNS), text[end:]
    behind = re.split(r"[:]", after, maxsplit=1)
    for piece in (behind[1] if len(behind) > 1 else "", after if _numbered(after) else "", _last(before)):
        titles = tuple(_titles(piece))
        if len(titles) >= LEAST_LISTED:
            return titles
    return ()


def _numbered(text: str) -> bool:
    return bool(re.search(r"\(1\).*\(2\)", text, re.DOTALL))


def _last(text: str) -> str:
    clause = re.split(r"[;。\n]", text)[-1]
    inside = _BRACKETS.search(clause)
    return inside[1] if inside else clause.rsplit(":", 1)[-1]


def _titles(text: str) -> Iterator[str]:
    if "、" not in text and "/" not in text and not _numbered(text):
        return
    for part in _PARTS.split(text.split("。", maxsplit=1)[0]):
        title = _TAIL.sub("", _LEAD.sub("", part.strip(_SIGNS))).strip(_SIGNS)
        title = _TELLS.sub("", title)
        if title and not re.search(r"\d+分|最多|否则|不得", title):
            yield title[:MOST_TITLE]


def quoted(text: str) -> tuple[str, ...]:
    """Returns the words that a standard quotes for staff to say, each once."""
    return tuple(dict.fromkeys(found.strip(_SIGNS + "！？!?…~～") for found in _QUOTED.findall(text)))
