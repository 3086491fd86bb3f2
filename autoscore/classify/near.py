"""Near-duplicates among texts: a training set that repeats itself measures itself too well."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

LIMIT = 0.7


def bigrams(text: str) -> frozenset[str]:
    """Returns the pairs of neighbouring characters of a text, marks and blanks left out."""
    bare = "".join(char for char in text if char.isalnum())
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1)) or frozenset((bare,))


def near_duplicates(texts: Sequence[str], limit: float = LIMIT) -> Iterator[tuple[int, int]]:
    """Yields the places of each two texts whose bigrams have a Jaccard index above a limit."""
    holders: dict[str, list[int]] = defaultdict(list)
    seen: list[frozenset[str]] = []
    for place, text in enumerate(texts):
        own = bigrams(text)
        shared = Counter(other for pair in own for other in holders[pair])
        for other, common in shared.items():
            if common > limit * (len(own) + len(seen[other]) - common):
                yield other, place
        for pair in own:
            holders[pair].append(place)
        seen.append(own)
