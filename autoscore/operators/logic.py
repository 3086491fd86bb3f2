"""The operators `all`, `any`, `none`, `at_least`: conditions of conditions, in three-valued logic."""

from collections.abc import Iterable
from typing import ClassVar

from autoscore.model import Document, Finding, Scope, Truth
from autoscore.operators.base import Condition, Context, Operator
from autoscore.operators.evidence import shown, strongest, weakest


class All(Operator, frozen=True, kw_only=True):
    """所列条件都成立。有一条不成立就不成立；否则有一条看不出就看不出。"""

    key: ClassVar[str] = "all"
    primary: ClassVar[str] = "all"
    sample: ClassVar[str] = "{all: [{act: apology}, {act: empathy}]}"
    of_words: ClassVar[bool] = True

    all: tuple[Condition, ...]

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers with the least certain of the conditions."""
        found = [condition.find(document, context, scope) for condition in self.all]
        least = weakest(found)
        if least.truth is Truth.NO:
            return least
        return Finding(least.truth, shown(found), _reasons(found), least.searched)

    def surely(self, document: Document, scope: Scope, context: Context) -> bool:
        """Tells whether all of the conditions surely hold."""
        return all(condition.surely(document, context, scope) for condition in self.all)

    def children(self) -> Iterable[Condition]:
        """Returns the conditions."""
        return self.all


class Any(Operator, frozen=True, kw_only=True):
    """所列条件有一条成立就成立；都不成立而有看不出的，就看不出。"""

    key: ClassVar[str] = "any"
    primary: ClassVar[str] = "any"
    sample: ClassVar[str] = "{any: [{act: thanks}, {act: blessing}]}"
    of_words: ClassVar[bool] = True

    any: tuple[Condition, ...]

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers with the most certain of the conditions."""
        found = [condition.find(document, context, scope) for condition in self.any]
        best = strongest(found)
        told = [one for one in found if one.truth is best.truth]
        return Finding(best.truth, shown(told), _reasons(told), best.searched)

    def surely(self, document: Document, scope: Scope, context: Context) -> bool:
        """Tells whether one of the conditions surely holds."""
        return any(condition.surely(document, context, scope) for condition in self.any)

    def children(self) -> Iterable[Condition]:
        """Returns the conditions."""
        return self.any


class Nothing(Operator, frozen=True, kw_only=True):
    """所列条件一条也不成立。"""

    key: ClassVar[str] = "none"
    primary: ClassVar[str] = "none"
    sample: ClassVar[str] = "{none: [{act: opens_with_wei, first_turns: 1}]}"
    of_words: ClassVar[bool] = True

    none: tuple[Condition, ...]

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers with the opposite of the most certain condition; what speaks against it stays shown."""
        found = [condition.find(document, context, scope) for condition in self.none]
        best = strongest(found)
        truth = Truth.NO if best.truth is Truth.YES else Truth.YES if best.truth is Truth.NO else Truth.UNSURE
        told = [one for one in found if one.truth is best.truth]
        return Finding(truth, shown(told), _reasons(told), best.searched)

    def children(self) -> Iterable[Condition]:
        """Returns the conditions."""
        return self.none


class AtLeast(Operator, frozen=True, kw_only=True):
    """所列条件（of）至少有几条成立。"""

    key: ClassVar[str] = "at_least_of"
    primary: ClassVar[str] = "at_least_of"
    sample: ClassVar[str] = "{at_least_of: 2, of: [{act: fee_notice}, {act: effective_time}, {act: benefit}]}"
    of_words: ClassVar[bool] = True

    at_least_of: int
    of: tuple[Condition, ...]

    def impossible(self) -> Iterable[str]:
        """Tells where more conditions are wanted than there are, or none."""
        if not 1 <= self.at_least_of <= len(self.of):
            yield f"at_least_of 是 {self.at_least_of}，而条件有 {len(self.of)} 条"

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Counts the conditions that hold; those in doubt could tip it."""
        found = [condition.find(document, context, scope) for condition in self.of]
        sure = [one for one in found if one.truth is Truth.YES]
        possible = [one for one in found if one.truth is not Truth.NO]
        truth = (
            Truth.YES
            if len(sure) >= self.at_least_of
            else Truth.UNSURE
            if len(possible) >= self.at_least_of
            else Truth.NO
        )
        because = f"{len(self.of)} 条里成立 {len(sure)} 条，要 {self.at_least_of} 条"
        return Finding(truth, shown(possible), because, found[0].searched if found else None)

    def children(self) -> Iterable[Condition]:
        """Returns the conditions."""
        return self.of


def _reasons(found: Iterable[Finding]) -> str:
    return "；".join(dict.fromkeys([one.because for one in found if one.because]))
