"""The contract of operators: what each must be, checked when it is loaded and by the tests."""

import re
from collections.abc import Iterator

from msgspec import Struct

from autoscore.model import Scope
from autoscore.operators.base import Operator

_KEY = re.compile(r"[a-z][a-z0-9_]*")
LEAST_MANUAL = 8


def faults(operator: type[Operator]) -> tuple[str, ...]:
    """Returns what is wrong with an operator, in words; nothing where it keeps the contract."""
    return tuple(_faults(operator))


def _faults(operator: type[Operator]) -> Iterator[str]:
    if not _KEY.fullmatch(operator.key):
        yield "its key is to be a lower-case word"
    if operator.key in Scope.__struct_fields__:
        yield f"its key {operator.key!r} is a word of the scope"
    if operator.primary not in operator.__struct_fields__:
        yield f"its primary field {operator.primary!r} is none of its fields"
    if clash := sorted(set(operator.__struct_fields__) & set(Scope.__struct_fields__)):
        yield f"its field {clash[0]!r} is a word of the scope"
    if len((vars(operator).get("__doc__") or "").strip()) < LEAST_MANUAL:
        yield "its docstring, the manual, is missing"
    if not operator.sample:
        yield "it has no sample"
    if operator.find is Operator.find:
        yield "it does not say how to find"
    if not issubclass(operator, Struct) or not operator.__struct_config__.frozen:
        yield "it is not frozen"
