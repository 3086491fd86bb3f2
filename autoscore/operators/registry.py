"""Finds the operators: every file of this folder that defines one."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType, ModuleType

from autoscore.errors import AutoscoreError
from autoscore.operators.base import Operator
from autoscore.operators.contract import faults

# The base class stands here; it is no operator.
_NONE = frozenset({"base"})


@cache
def operators() -> Mapping[str, type[Operator]]:
    """Returns all operators by their YAML key, in order of key; raises where one breaks the contract of operators."""
    found: dict[str, type[Operator]] = {}
    for operator in sorted(_defined(), key=lambda one: one.key):
        broken = faults(operator)
        if operator.key in found:
            broken = (*broken, f"the key {operator.key!r} is taken by {found[operator.key].__name__}")
        if broken:
            raise AutoscoreError(f"operator {operator.__name__} ({operator.__module__}): {'; '.join(broken)}")
        found[operator.key] = operator
    return MappingProxyType(found)


def _defined() -> Iterator[type[Operator]]:
    package = importlib.import_module("autoscore.operators")
    for info in pkgutil.iter_modules(package.__path__):
        if info.name not in _NONE:
            yield from _operators_of(importlib.import_module(f"{package.__name__}.{info.name}"))


def _operators_of(module: ModuleType) -> Iterator[type[Operator]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Operator) and value.__module__ == module.__name__:
            yield value
