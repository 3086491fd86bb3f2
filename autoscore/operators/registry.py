"""Finds the operators: every file of this folder that defines one."""

from collections.abc import Mapping
from functools import cache

from autoscore.operators.base import Operator
from autoscore.operators.contract import faults
from autoscore.operators.discovery import discovered


@cache
def operators() -> Mapping[str, type[Operator]]:
    """Returns all operators by their YAML key, in order of key; raises where one breaks the contract of operators."""
    return discovered("autoscore.operators", Operator, faults)
