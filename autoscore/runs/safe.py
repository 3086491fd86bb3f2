"""Transcript text made harmless where it is shown: no control characters, no bidirectional overrides."""

import unicodedata

_DANGEROUS = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def shown(text: str) -> str:
    """Returns a text in which every character that could steer a terminal is a visible mark, one for one."""
    return "".join("·" if is_dangerous(char) else char for char in text)


def is_dangerous(char: str) -> bool:
    """Tells whether a character could steer a terminal or turn the order of what stands beside it."""
    return unicodedata.category(char) in _DANGEROUS
