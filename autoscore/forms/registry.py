"""Finds the scoring forms: every file of this folder that defines one."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from autoscore.errors import AutoscoreError
from autoscore.forms.base import Form


@cache
def forms() -> Mapping[str, type[Form]]:
    """Returns all forms by their YAML key, in order of key."""
    found: dict[str, type[Form]] = {}
    for form in sorted(_defined(), key=lambda one: one.key):
        if form.key in found or form.primary not in form.__struct_fields__ or not form.sample:
            raise AutoscoreError(f"form {form.__name__} ({form.__module__}) breaks the contract of forms")
        found[form.key] = form
    return MappingProxyType(found)


def _defined() -> Iterator[type[Form]]:
    package = importlib.import_module("autoscore.forms")
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, Form)
                and value.__module__ == module.__name__
                and value.key
            ):
                yield value
