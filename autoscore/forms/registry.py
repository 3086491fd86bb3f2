"""Finds the scoring forms: every file of this folder that defines one."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType, ModuleType

from autoscore.errors import AutoscoreError
from autoscore.forms.base import Form
from autoscore.forms.contract import faults

# The base class stands here; it is no form.
_NONE = frozenset({"base"})


@cache
def forms() -> Mapping[str, type[Form]]:
    """Returns all forms by their YAML key, in order of key; raises where one breaks the contract of forms."""
    found: dict[str, type[Form]] = {}
    for form in sorted(_defined(), key=lambda one: one.key):
        broken = faults(form)
        if form.key in found:
            broken = (*broken, f"the key {form.key!r} is taken by {found[form.key].__name__}")
        if broken:
            raise AutoscoreError(f"form {form.__name__} ({form.__module__}): {'; '.join(broken)}")
        found[form.key] = form
    return MappingProxyType(found)


def _defined() -> Iterator[type[Form]]:
    package = importlib.import_module("autoscore.forms")
    for info in pkgutil.iter_modules(package.__path__):
        if info.name not in _NONE:
            yield from _forms_of(importlib.import_module(f"{package.__name__}.{info.name}"))


def _forms_of(module: ModuleType) -> Iterator[type[Form]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Form) and value.__module__ == module.__name__:
            yield value
