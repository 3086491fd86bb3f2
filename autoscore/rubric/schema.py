"""The JSON Schema of rubric files, made from the records and operators themselves, for editors to check against."""

import types
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from autoscore.forms import forms
from autoscore.model import Scope
from autoscore.operators import Condition, operators
from autoscore.rubric.shape import CriterionShape, RubricShape

_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": ["string", "number", "boolean"]},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    bool: {"type": "boolean"},
}
_KNOB = {"type": "string", "pattern": r"^\$\w+$"}


def schema() -> dict[str, Any]:
    """Returns the schema of a rubric file."""
    head = _record([RubricShape])
    whole = {"required": [*head["required"], "criteria"], "properties": {"criteria": _listed(_whole_criteria())}}
    head["properties"] |= {
        "extends": {"type": "string"},
        "knobs": {"type": "object"},
        "criteria": _listed(_criterion_in_part()),
    }
    head["required"] = []
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "autoscore rubric",
        **head,
        "if": {"required": ["extends"]},
        "else": whole,
        "$defs": {
            "condition": {"anyOf": [{"$ref": f"#/$defs/{key}"} for key in operators()]},
            **{key: _record([operator, Scope]) for key, operator in operators().items()},
        },
    }


def _listed(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": items}


def _whole_criteria() -> dict[str, Any]:
    return {"anyOf": [_record([CriterionShape, form]) for form in forms().values()]}


def _criterion_in_part() -> dict[str, Any]:
    """Describes a criterion of which a rubric that extends another may write only what it changes."""
    return {**_record([CriterionShape, *forms().values()]), "required": ["id"]}


def _record(kinds: list[type[Struct]]) -> dict[str, Any]:
    properties = {name: _described(hint) for kind in kinds for name, hint in _hints(kind)}
    required = [one.name for kind in kinds for one in fields(kind) if _is_required(one)]
    text = kinds[-1 if len(kinds) == 2 and kinds[-1] is not Scope else 0].__doc__ or ""
    return {
        "type": "object",
        "description": " ".join(text.split()),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _is_required(one: Any) -> bool:
    return one.default is NODEFAULT and one.default_factory is NODEFAULT


def _hints(kind: type[Struct]) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return ((name, hints[name]) for name in kind.__struct_fields__)


def _described(kind: Any) -> dict[str, Any]:
    described = _bare(kind)
    return described if "$ref" in described or kind is str else {"anyOf": [described, _KNOB]}


def _bare(kind: Any) -> dict[str, Any]:
    if kind is Condition:
        return {"$ref": "#/$defs/condition"}
    if kind in _SCALARS:
        return _SCALARS[kind]
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return {"anyOf": [{"type": "null"} if one is type(None) else _bare(one) for one in inside]}
    if origin is Literal:
        return {"enum": list(inside)}
    if origin is tuple and inside[-1] is not Ellipsis:
        return {"type": "array", "items": _bare(inside[0]), "minItems": len(inside), "maxItems": len(inside)}
    if origin is tuple:
        items = _bare(inside[0])
        return {"anyOf": [{"type": "array", "items": items}, items]}
    if origin is dict:
        return {"type": "object", "additionalProperties": _bare(inside[1])}
    return _record([kind])
