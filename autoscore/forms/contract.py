"""The contract of forms: what each must be, checked when it is loaded and by the tests."""

import re
from collections.abc import Iterator

from autoscore.forms.base import Form
from autoscore.model import Criterion

_KEY = re.compile(r"[a-z][a-z0-9_]*")
LEAST_MANUAL = 8


def faults(form: type[Form]) -> tuple[str, ...]:
    """Returns what is wrong with a form, in words; nothing where it keeps the contract."""
    return tuple(_faults(form))


def _faults(form: type[Form]) -> Iterator[str]:
    if not _KEY.fullmatch(form.key):
        yield "its key is to be a lower-case word"
    if form.primary not in form.__struct_fields__:
        yield f"its primary field {form.primary!r} is none of its fields"
    if form.key != form.primary:
        yield f"its key {form.key!r} is not its primary field"
    if clash := sorted(set(form.__struct_fields__) & set(Criterion.__dataclass_fields__)):
        yield f"its field {clash[0]!r} is a word of every criterion"
    if len((vars(form).get("__doc__") or "").strip()) < LEAST_MANUAL:
        yield "its docstring, the manual, is missing"
    if not form.sample:
        yield "it has no sample"
    if form.award is Form.award:
        yield "it does not say how to award"
    if not form.__struct_config__.frozen:
        yield "it is not frozen"
