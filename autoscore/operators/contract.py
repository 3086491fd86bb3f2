"""The contract of operators: what each must be, checked when it is loaded and by the tests."""

from collections.abc import Iterator

from autoscore.model import Scope
from autoscore.operators.base import Operator
from autoscore.operators.discovery import common_faults


def faults(operator: type[Operator]) -> tuple[str, ...]:
    """Returns what is wrong with an operator, in words; nothing where it keeps the contract."""
    return (*common_faults(operator), *_faults(operator))


def _faults(operator: type[Operator]) -> Iterator[str]:
    if operator.key in Scope.__struct_fields__:
        yield f"its key {operator.key!r} is a word of the scope"
    if clash := sorted(set(operator.__struct_fields__) & set(Scope.__struct_fields__)):
        yield f"its field {clash[0]!r} is a word of the scope"
    if operator.find is Operator.find:
        yield "it does not say how to find"
