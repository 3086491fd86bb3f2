"""What every operator is, and what a rubric's condition consists of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from msgspec import Struct

from autoscore.model import Document, Finding, Scope

DEFAULT_SURE = 80


@dataclass(frozen=True)
class Context:
    """Is what operators may ask for while judging.

    `sure` is the strength from which a sound-alike counts; `strict` means that only clean words of a certain speaker
    count, as they must where something is held against a person; `titles` gives the Chinese name of a label.
    """

    sure: int = DEFAULT_SURE
    strict: bool = False
    titles: Callable[[str], str] = lambda label: label


class Needs(Struct, frozen=True):
    """Is what an operator wants to be searched for in the one pass over a call.

    `labels` are lexicon sets by name; `phrases` are the rubric's own ways of saying with the label they are to get;
    `patterns` are linear-time patterns with theirs.
    """

    labels: tuple[str, ...] = ()
    phrases: tuple[tuple[str, tuple[str, ...]], ...] = ()
    patterns: tuple[tuple[str, str], ...] = ()


class Operator(Struct, frozen=True, kw_only=True):
    """Is the base of all operators.

    A subclass names its YAML `key` and the field that a bare value fills (`primary`); its fields are the YAML keys,
    its docstring is the manual that inspectors read, `sample` a condition that shows its use.
    """

    key: ClassVar[str] = ""
    primary: ClassVar[str] = ""
    sample: ClassVar[str] = ""

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers the condition for a document within a scope."""
        raise NotImplementedError

    def needs(self) -> Needs:
        """Returns what is to be searched for."""
        return Needs()

    def impossible(self) -> Iterable[str]:
        """Yields why the condition can never hold, or never fail, as it is written."""
        return ()

    def children(self) -> Iterable[Condition]:
        """Returns the conditions inside this one."""
        return ()


class Condition(Struct, frozen=True):
    """Is an operator with the scope in which it looks."""

    operator: Operator
    scope: Scope = Scope()

    def find(self, document: Document, context: Context, outer: Scope | None = None) -> Finding:
        """Answers the condition; what its own scope leaves open, the scope around it settles."""
        return self.operator.find(document, within(self.scope, outer), context)

    def walk(self) -> Iterator[Condition]:
        """Yields this condition and all inside it."""
        yield self
        for child in self.operator.children():
            yield from child.walk()


def within(inner: Scope, outer: Scope | None) -> Scope:
    """Returns the inner scope with its open fields filled from the outer one."""
    if outer is None:
        return inner
    empty = Scope()
    fields = {
        name: getattr(inner if getattr(inner, name) != getattr(empty, name) else outer, name)
        for name in Scope.__struct_fields__
    }
    return Scope(**fields)
