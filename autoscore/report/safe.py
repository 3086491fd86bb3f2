"""Transcript text made harmless for a terminal: no control characters, no bidirectional overrides."""

import unicodedata

_DANGEROUS = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def shown(text: str) -> str:
    """Returns a text in which every character that could steer a terminal is a visible mark, one for one."""
    return "".join("·" if unicodedata.category(char) in _DANGEROUS else char for char in text)
