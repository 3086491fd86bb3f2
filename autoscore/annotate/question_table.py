"""The questions of a call sorted out once, for all that ask for some of them."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from autoscore.model import LEANS_NONE, QUESTION, Document, Hit

_TYPE = "type"
_NO_TRAITS = frozenset({"detail", "probability"})


class Questions(Struct, frozen=True):
    """Holds the questions of both sides by type, and by each trait that they have: how they are put, if they lean.

    `plain` are by side those that are not rather no questions, with their types.
    """

    types: Mapping[str, Sequence[Hit]]
    traits: Mapping[str, Sequence[Hit]]
    plain: Mapping[str, Sequence[tuple[Hit, str]]]

    def of_types(self, types: Iterable[str]) -> list[Hit]:
        """Returns the questions of some types."""
        return [hit for type_ in dict.fromkeys(types) for hit in self.types.get(type_, ())]

    def put(self, traits: Iterable[str]) -> list[Hit]:
        """Returns the questions that have some of the traits, each once."""
        return list(dict.fromkeys(hit for trait in traits for hit in self.traits.get(trait, ())))


def questions(document: Document) -> Questions:
    """Returns the questions of a call."""
    found: Questions | None = document.kept.get(QUESTION)
    if found is None:
        found = document.kept[QUESTION] = _sorted_out(document.labelled(QUESTION))
    return found


def _sorted_out(found: Iterable[Hit]) -> Questions:
    types: dict[str, list[Hit]] = {}
    traits: dict[str, list[Hit]] = {}
    plain: dict[str, list[tuple[Hit, str]]] = {}
    for hit in found:
        type_, leans = "", False
        for name, value in hit.facts:
            if name == _TYPE:
                type_ = value
            elif value and name not in _NO_TRAITS:
                traits.setdefault(name, []).append(hit)
                leans = leans or name == LEANS_NONE
        types.setdefault(type_, []).append(hit)
        if not leans:
            plain.setdefault(hit.by, []).append((hit, type_))
    return Questions(types, traits, plain)
