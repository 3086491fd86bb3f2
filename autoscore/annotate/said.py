"""A sentence of a call with what kind of question it is."""

from msgspec import Struct

from autoscore.classify import Classified


class Said(Struct, frozen=True):
    """Is one classified sentence of a call: its turn, its span in the raw text, its words."""

    turn: int
    start: int
    end: int
    text: str
    kind: Classified
