"""How operators and scoring forms are found: every file of a folder that defines one, each kept to a contract."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType, ModuleType
from typing import Any, TypeVar

from autoscore.errors import AutoscoreError

T = TypeVar("T", bound=type[Any])
# The base class stands here; it is none of its own kind.
BASE = "base"
LEAST_MANUAL = 8
_KEY = re.compile(r"[a-z][a-z0-9_]*")


def discovered(package: str, base: T, faults: Callable[[T], tuple[str, ...]]) -> Mapping[str, T]:
    """Returns the subclasses of a base that the files of a package define, by their YAML key, in order of key.

    Raises AutoscoreError where one breaks its contract or takes another's key.
    """
    found: dict[str, T] = {}
    for kind in sorted(_defined(package, base), key=lambda one: str(one.key)):
        broken = faults(kind)
        if kind.key in found:
            broken = (*broken, f"the key {kind.key!r} is taken by {found[kind.key].__name__}")
        if broken:
            raise AutoscoreError(f"{base.__name__.lower()} {kind.__name__} ({kind.__module__}): {'; '.join(broken)}")
        found[kind.key] = kind
    return MappingProxyType(found)


def _defined(package: str, base: T) -> Iterator[T]:
    for info in pkgutil.iter_modules(importlib.import_module(package).__path__):
        if info.name != BASE:
            yield from _of_module(importlib.import_module(f"{package}.{info.name}"), base)


def _of_module(module: ModuleType, base: T) -> Iterator[T]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, base) and value.__module__ == module.__name__:
            yield value  # type: ignore[misc]


def common_faults(kind: type[Any]) -> Iterator[str]:
    """Yields what is wrong with the words that every operator and form has: key, primary field, manual, sample."""
    if not _KEY.fullmatch(kind.key):
        yield "its key is to be a lower-case word"
    if kind.primary not in kind.__struct_fields__:
        yield f"its primary field {kind.primary!r} is none of its fields"
    if len((vars(kind).get("__doc__") or "").strip()) < LEAST_MANUAL:
        yield "its docstring, the manual, is missing"
    if not kind.sample:
        yield "it has no sample"
    if not kind.__struct_config__.frozen:
        yield "it is not frozen"
