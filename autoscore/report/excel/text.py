"""Text made fit for a cell: nothing that steers a screen, no character that XML forbids, no more than a cell takes."""

import re
from collections.abc import Callable

# Control characters, surrogates, and the marks that turn the direction of writing or are not seen at all; line feed,
# tab and the joiner inside emoji are harmless.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_MARK = "·"
# Excel counts UTF-16 units.
MOST = 32_767
_REST = 40
_NEIGHBOUR = 200
_BREAKS = re.compile("[\r\n]+")


def fit(text: str, cut: Callable[[int], str]) -> str:
    """Returns a text as a cell may hold it: unseen characters are a `·` each, and what is too long ends with a mark.

    `cut` makes the mark from the number of characters that are left out.
    """
    if not text.isprintable():
        text = _UNSEEN.sub(_MARK, text)
    if len(text) <= MOST // 2:
        return text
    return _shortened(text, cut)


def _shortened(text: str, cut: Callable[[int], str]) -> str:
    if _units(text) <= MOST:
        return text
    kept = text.encode("utf-16-le")[: 2 * (MOST - _REST)].decode("utf-16-le", "ignore")
    return kept + cut(len(text) - len(kept))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def breadth(text: str) -> float:
    """Returns how broad a text is, in digits: a Chinese character, which UTF-8 writes in three bytes, is two."""
    return (len(text.encode("utf-8", "replace")) + len(text)) / 2


def line(text: str) -> str:
    """Returns a text on one line."""
    return _BREAKS.sub(" ", text) if "\n" in text or "\r" in text else text


def neighbour(text: str) -> str:
    """Returns a turn that stands beside the words in question, as much of it as helps to read them."""
    short = text if len(text) <= _NEIGHBOUR else f"{text[: _NEIGHBOUR - 1]}…"
    return line(short)
