"""Sentences of turns, many turns at once."""

from collections.abc import Sequence

from autoscore.text.sentences import sentences


def sentences_of(texts: Sequence[str]) -> list[tuple[tuple[int, int], ...]]:
    """Returns the spans of the sentences of each text, in code points."""
    return [tuple(sentences(text)) for text in texts]
