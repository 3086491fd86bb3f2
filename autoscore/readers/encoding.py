"""Tells encodings apart and decodes strictly: nothing is ever replaced."""

import codecs
import re

from autoscore.errors import Place, Problem, ReadError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BOM = "\ufeff"
_STRAY = re.compile("[\udc80-\udcff]")
_WIDE = re.compile("[\u0800-\ud7ff\ue000-\U0010ffff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# Chinese text, its punctuation and ASCII; the wrong byte order turns line breaks and digits into something else.
_PLAIN = re.compile("[\t\n\r -~\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_SAMPLE = 1 << 16
_TODO = "请另存为 UTF-8 后再试"


def guess(data: bytes) -> str | None:
    """Returns the encoding that data, or the head of it, seems to be in; None where it is not text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if b"\0" in data:
        return next((name for name in ("utf-16-le", "utf-16-be") if _reads_plainly(data, name)), None)
    stray = _first_stray(data)
    return "utf-8" if stray is None or _is_damaged_utf8(data, stray) else "gb18030"


def decode(data: bytes, name: str) -> str:
    """Returns the text without its byte order mark; raises ReadError that names the first byte that does not fit."""
    encoding = guess(data)
    if encoding is None:
        raise ReadError((binary(name),))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError((_unfit(data[: error.start], name, encoding),)) from None
    if "\0" in text:
        raise ReadError((binary(name),))
    if encoding == "gb18030" and _PRIVATE.search(text):
        # Big5 and other sets decode as GB18030 too, but leave characters that no text in GB18030 has.
        raise ReadError((Problem(Place(name), "认不出文字编码", _TODO, code="encoding"),))
    return text.removeprefix(_BOM)


def peek(head: bytes) -> str:
    """Returns the head as text, good enough to tell a format by, never to be read from; empty where it is binary."""
    encoding = guess(head)
    text = "" if encoding is None else head.decode(encoding, "replace")
    return "" if "\0" in text else text.removeprefix(_BOM)


def binary(name: str, kind: str = "") -> Problem:
    """States that a file is not text."""
    what = f"二进制文件（{kind}），不是通话文本" if kind else "二进制文件，不是通话文本"
    todo = "请给出文本、JSON、CSV、XLSX、SRT 或 WebVTT 文件"
    return Problem(Place(name), what, todo, code="binary")


def _first_stray(data: bytes) -> int | None:
    try:
        # Not final: a head may end inside a character; a whole file that does fails at the strict decoding.
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError as error:
        return error.start
    return None


def _is_damaged_utf8(data: bytes, stray: int) -> bool:
    # A damaged UTF-8 file often decodes as GB18030, into other words; the whole characters around the damage show it.
    around = data[max(0, stray - _SAMPLE) : stray + _SAMPLE].decode("utf-8", "surrogateescape")
    return len(_WIDE.findall(around)) > len(_STRAY.findall(around))


def _reads_plainly(data: bytes, encoding: str) -> bool:
    text = data[:_SAMPLE].decode(encoding, "replace")
    return len(_PLAIN.findall(text)) > 0.9 * len(text)


def _unfit(before: bytes, name: str, encoding: str) -> Problem:
    lines = before.decode(encoding, "replace").split("\n")
    kind = "UTF-8 或 GB18030" if encoding == "gb18030" else encoding.upper()
    return Problem(Place(name, len(lines), len(lines[-1]) + 1), f"这里的字节不是 {kind} 文字", _TODO, code="encoding")
