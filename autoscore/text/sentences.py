"""Sentences of a turn: split at marks that end one."""

from collections.abc import Iterator

# The marks that end a sentence.
ENDS = frozenset("。？！；?!;…\n")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yields the half-open spans of the sentences of a text with their end marks; blank ones are left out."""
    start = 0
    for place, char in enumerate(text):
        after = text[place + 1] if place + 1 < len(text) else ""
        if char in ENDS and after not in ENDS:
            yield from trimmed(text, start, place + 1)
            start = place + 1
    yield from trimmed(text, start, len(text))


def trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yields a span without the blanks at its ends; nothing where it holds only blanks."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield start + left, start + len(piece.rstrip())
