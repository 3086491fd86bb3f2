"""A text as it would be without hesitation: no fillers, and no marks that set them off; places map back."""

import re

from msgspec import Struct

from autoscore.text.characters import FILLERS, normal_form

# A filler between two marks takes the second one along: "好，嗯，我看看" is "好，我看看".
_HESITATION = re.compile(f"(?:(?<=[,、。?!;:… ])|^)[{FILLERS}]+[,、… ]*|[{FILLERS}]+")


class Fluent(Struct, frozen=True):
    """Is a normal form without hesitation; `places` gives the offset in the raw text of each character, and its end."""

    text: str
    places: tuple[int, ...]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Returns the raw offsets of a run that is not empty."""
        return self.places[start], self.places[end - 1] + 1


def fluent(text: str) -> Fluent:
    """Returns a text without its hesitation."""
    normal = normal_form(text)
    kept: list[int] = []
    last = 0
    for match in _HESITATION.finditer(normal):
        kept += range(last, match.start())
        last = match.end()
    if not last:
        return Fluent(normal, tuple(range(len(normal))))
    kept += range(last, len(normal))
    return Fluent("".join([normal[at] for at in kept]), tuple(kept))
