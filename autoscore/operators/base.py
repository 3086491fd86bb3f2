"""What every operator is, and what a rubric's condition consists of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import ClassVar

from msgspec import Struct

from autoscore.model import Document, Finding, Scope, Truth

DEFAULT_SURE = 80


@dataclass(frozen=True, eq=False)
class Context:
    """Is what operators may ask for while judging; one is made for a rubric, and kept.

    `sure` is the strength from which a sound-alike counts; `strict` means that only clean words of a certain speaker
    count, as they must where something is held against a person; `titles` gives the Chinese name of a label.
    """

    sure: int = DEFAULT_SURE
    strict: bool = False
    titles: Callable[[str], str] = lambda label: label

    @cached_property
    def strictly(self) -> Context:
        """Is the same with strict eyes."""
        return self if self.strict else replace(self, strict=True)

    @cached_property
    def _names(self) -> dict[tuple[str, ...], str]:
        return {}

    def named(self, labels: tuple[str, ...]) -> str:
        """Returns the Chinese names of some labels, each once, as they are listed in a reason."""
        if labels not in self._names:
            self._names[labels] = "、".join(dict.fromkeys(map(self.titles, labels)))
        return self._names[labels]


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
    its docstring is the manual that inspectors read, `sample` a condition that shows its use. `of_words` promises that
    its answer hangs on nothing but the hits of what it needs, the answers of its conditions, and where they are looked
    for: where there are no such hits, it is the same in every call.
    """

    key: ClassVar[str] = ""
    primary: ClassVar[str] = ""
    sample: ClassVar[str] = ""
    of_words: ClassVar[bool] = False

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        """Answers the condition for a document within a scope."""
        raise NotImplementedError

    def surely(self, document: Document, scope: Scope, context: Context) -> bool:
        """Tells whether the condition surely holds; to be overridden where that is cheaper told than shown."""
        return self.find(document, scope, context).truth is Truth.YES

    def needs(self) -> Needs:
        """Returns what is to be searched for."""
        return Needs()

    def impossible(self) -> Iterable[str]:
        """Yields why the condition can never hold, or never fail, as it is written."""
        return ()

    def children(self) -> Iterable[Condition]:
        """Returns the conditions inside this one."""
        return ()


class Condition(Struct, frozen=True, cache_hash=True):
    """Is an operator with the scope in which it looks.

    What is asked of a call twice in the same context is answered once: many criteria hang on the same words.
    """

    operator: Operator
    scope: Scope = Scope()

    def find(self, document: Document, context: Context, outer: Scope | None = None) -> Finding:
        """Answers the condition; what its own scope leaves open, the scope around it settles."""
        asked = self if outer is None else _inside(self, outer)
        answers = document.answers.get(context)
        if answers is None:
            answers = document.answers[context] = {}
        found = answers.get(asked)
        if found is None:
            found = answers[asked] = asked.operator.find(document, asked.scope, context)
        return found

    def surely(self, document: Document, context: Context, outer: Scope | None = None) -> bool:
        """Tells whether the condition surely holds: most are asked for that alone, and their words not shown."""
        asked = self if outer is None else _inside(self, outer)
        answers = document.answers.get(context)
        found = None if answers is None else answers.get(asked)
        if found is None:
            return asked.operator.surely(document, asked.scope, context)
        return found.truth is Truth.YES

    def walk(self) -> Iterator[Condition]:
        """Yields this condition and all inside it."""
        yield self
        for child in self.operator.children():
            yield from child.walk()


def within(inner: Scope, outer: Scope | None) -> Scope:
    """Returns the inner scope with its open fields filled from the outer one."""
    if outer is None:
        return inner
    fields = {
        name: getattr(inner if getattr(inner, name) != getattr(_ANYWHERE, name) else outer, name)
        for name in Scope.__struct_fields__
    }
    return Scope(**fields)


@lru_cache(maxsize=4096)
def _inside(condition: Condition, outer: Scope) -> Condition:
    """Returns a condition with its final scope; there are few, and calls many."""
    return Condition(condition.operator, within(condition.scope, outer))


_ANYWHERE = Scope()
