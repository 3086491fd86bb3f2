"""Finds the scoring forms: every file of this folder that defines one."""

from collections.abc import Mapping
from functools import cache

from autoscore.forms.base import Form
from autoscore.forms.contract import faults
from autoscore.operators.discovery import discovered


@cache
def forms() -> Mapping[str, type[Form]]:
    """Returns all forms by their YAML key, in order of key; raises where one breaks the contract of forms."""
    return discovered("autoscore.forms", Form, faults)
