"""The contract of forms: what each must be, checked when it is loaded and by the tests."""

from collections.abc import Iterator

from autoscore.forms.base import Form
from autoscore.model import Criterion
from autoscore.operators.discovery import common_faults


def faults(form: type[Form]) -> tuple[str, ...]:
    """Returns what is wrong with a form, in words; nothing where it keeps the contract."""
    return (*common_faults(form), *_faults(form))


def _faults(form: type[Form]) -> Iterator[str]:
    if form.key != form.primary:
        yield f"its key {form.key!r} is not its primary field"
    if clash := sorted(set(form.__struct_fields__) & set(Criterion.__dataclass_fields__)):
        yield f"its field {clash[0]!r} is a word of every criterion"
    if form.award is Form.award:
        yield "it does not say how to award"
