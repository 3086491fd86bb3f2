"""How found acts and statuses are counted, with what is left open taken out; and tables of it."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass

# From this strength on an act counts as found; below it the machine only suspects it (the rubrics' default `sure`).
SURE = 80
NONE = "–"
Key = tuple[str, int, str]


@dataclass(frozen=True)
class Tally:
    """Counts found and wanted acts: right and in vain, each surely or only suspected, and missed."""

    right: int = 0
    vain: int = 0
    suspected: int = 0
    suspected_vain: int = 0
    missed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))

    @property
    def recall(self) -> float:
        """Is the share of the wanted that was found, wanted ones that are only suspected left out."""
        return share(self.right, self.right + self.missed)

    @property
    def precision(self) -> float:
        """Is the share of what was surely found that is right."""
        return share(self.right, self.right + self.vain)

    @property
    def strict_recall(self) -> float:
        """Is the share of the wanted that was found, suspicions taken as found."""
        return share(self.right + self.suspected, self.right + self.suspected + self.missed)

    @property
    def strict_precision(self) -> float:
        """Is the share of what was found that is right, suspicions taken as found."""
        found = self.right + self.suspected
        return share(found, found + self.vain + self.suspected_vain)

    @property
    def open_share(self) -> float:
        """Is the share of the wanted that is only suspected."""
        return share(self.suspected, self.right + self.suspected + self.missed)


def share(part: float, whole: float) -> float:
    """Returns part of whole; nothing of nothing is 0."""
    return part / whole if whole else 0.0


def tally(
    found: Mapping[Key, int], wanted: frozenset[Key], aside: frozenset[Key], acts: frozenset[str] | None = None
) -> Tally:
    """Compares what was found, with its strength, with what was wanted; what is set aside counts neither way."""
    heard = {key: strength for key, strength in found.items() if key not in aside and _of(key, acts)}
    due = {key for key in wanted if key not in aside and _of(key, acts)}
    sure = {key for key, strength in heard.items() if strength >= SURE}
    open_ = heard.keys() - sure
    return Tally(len(sure & due), len(sure - due), len(open_ & due), len(open_ - due), len(due - heard.keys()))


def _of(key: Key, acts: frozenset[str] | None) -> bool:
    return acts is None or key[2] in acts


@dataclass(frozen=True)
class Changes:
    """Counts pairs of statuses (at no noise or by a person, and at some noise), as `pairs` came."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Changes":
        """Makes it of pairs."""
        return cls(tuple(pairs))

    def count(self, before: str, after: str | None = None) -> int:
        """Counts the pairs of two statuses, or of any second one."""
        return sum(one == before and after in (None, two) for one, two in self.pairs)

    def became(self, before: str, after: str) -> float:
        """Is the share of those of one status that came to another."""
        return share(self.count(before, after), self.count(before))

    @property
    def recall(self) -> float:
        """Is the share of the first met that are met, `unsure` left out."""
        return share(self.count("met", "met"), self.count("met") - self.count("met", "unsure"))

    @property
    def precision(self) -> float:
        """Is the share of the second met that were met."""
        return share(self.count("met", "met"), sum(two == "met" for _, two in self.pairs))

    @property
    def unsure(self) -> float:
        """Is the share of all that are unsure in the second place."""
        return share(sum(two == "unsure" for _, two in self.pairs), len(self.pairs))


@dataclass(frozen=True)
class Table:
    """Is a table to be printed: a title, the heads of its columns, its rows."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        """Returns it as Markdown; columns of figures are set to the right."""
        figures = [all(row[at][:1].isdigit() or row[at] == NONE for row in self.rows) for at in range(len(self.head))]
        rule = " | ".join("---:" if figure else "---" for figure in figures)
        lines = (f"| {' | '.join(row)} |" for row in (self.head, *self.rows))
        first, *rest = lines
        return "\n".join((f"{self.title}\n", first, f"| {rule} |", *rest, ""))


def three(*figures: float) -> tuple[str, ...]:
    """Writes figures to three places."""
    return tuple(f"{figure:.3f}" for figure in figures)


def percent(rate: float) -> str:
    """Writes an error rate."""
    return f"{100 * rate:g} %"
