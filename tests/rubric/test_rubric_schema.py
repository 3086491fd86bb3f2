"""The JSON Schema and the manual, both made from the records themselves."""

import json
import re
from typing import Any

import pytest
import yaml
from rubric_kit import HEAD, condition, whole

from autoscore import resources
from autoscore.forms import forms
from autoscore.model import Scope
from autoscore.operators import operators
from autoscore.rubric import bundled, load, parse_text
from autoscore.rubric.manual import explain, operator_manual
from autoscore.rubric.schema import schema

_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": int | float, "boolean": bool}


def faults(value: Any, rule: dict[str, Any], root: dict[str, Any], path: str = "") -> list[str]:
    """Returns where a value breaks a schema, as far as our schema goes: an independent reading of JSON Schema."""
    if "$ref" in rule:
        return faults(value, root["$defs"][rule["$ref"].rsplit("/", 1)[1]], root, path)
    told = [] if _is_type(value, rule.get("type")) else [f"{path}: type"]
    if "enum" in rule and value not in rule["enum"]:
        told.append(f"{path}: enum")
    if "pattern" in rule and isinstance(value, str) and not re.search(rule["pattern"], value):
        told.append(f"{path}: pattern")
    if "anyOf" in rule and all(faults(value, one, root, path) for one in rule["anyOf"]):
        told.append(f"{path}: anyOf")
    if "if" in rule and faults(value, rule["if"], root, path):
        told += faults(value, rule.get("else", {}), root, path)
    if isinstance(value, dict):
        told += _object_faults(value, rule, root, path)
    if isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", 10**9):
            told.append(f"{path}: length")
        for number, item in enumerate(value):
            told += faults(item, rule.get("items", {}), root, f"{path}/{number}")
    return told


def _object_faults(value: dict[str, Any], rule: dict[str, Any], root: dict[str, Any], path: str) -> list[str]:
    told = [f"{path}: lacks {name}" for name in rule.get("required", ()) if name not in value]
    for name, inner in value.items():
        inside = rule.get("properties", {}).get(name, rule.get("additionalProperties", {}))
        told += [f"{path}/{name}: unknown"] if inside is False else faults(inner, inside or {}, root, f"{path}/{name}")
    return told


def _is_type(value: Any, wanted: Any) -> bool:
    if wanted is None:
        return True
    names = [wanted] if isinstance(wanted, str) else wanted
    if isinstance(value, bool):
        return "boolean" in names
    return any(value is None if name == "null" else isinstance(value, _TYPES[name]) for name in names)


def check(text: str) -> list[str]:
    rule = schema()
    return faults(yaml.safe_load(text), rule, rule)


@pytest.mark.parametrize("name", bundled())
def test_bundled_rubrics_are_within_the_schema(name: str) -> None:
    """An editor that checks a bundled rubric against the schema finds nothing."""
    assert check((resources.folder("rubrics") / f"{name}.yaml").read_text("utf-8")) == []


def test_the_schema_is_plain_json() -> None:
    """The schema can be written as JSON, and every reference in it leads somewhere."""
    text = json.dumps(schema())
    assert set(re.findall(r'"#/\$defs/(\w+)"', text)) <= set(schema()["$defs"])


@pytest.mark.parametrize("key", operators())
def test_every_operator_is_in_the_schema(key: str) -> None:
    """Each operator stands with all its fields and those of the scope; its sample is within the schema."""
    described = schema()["$defs"][key]
    assert set(described["properties"]) == {*operators()[key].__struct_fields__, *Scope.__struct_fields__}
    assert {"$ref": f"#/$defs/{key}"} in schema()["$defs"]["condition"]["anyOf"]
    assert check(condition(operators()[key].sample)) == []


@pytest.mark.parametrize("key", forms())
def test_every_form_is_in_the_schema(key: str) -> None:
    """Each form's sample is within the schema, and what is written beside it is checked."""
    text = f"{HEAD}criteria:\n  - {{id: a, title: A, why: w, source: S, {forms()[key].sample}}}\n"
    assert check(text) == []
    assert check(text.replace("id: a", "id: a, tilte: x")) != []


# The loader and the schema are to agree on these.
SLIPS = {
    "an unknown key of the head": f"titel: x\n{whole()}",
    "an unknown key of a criterion": whole().replace("why:", "wyh:"),
    "an unknown operator": condition("{akt: greeting}"),
    "an unknown scope": condition("{act: greeting, last_turn: 2}"),
    "a bad choice": condition("{act: greeting, by: us}"),
    "a wrong type": condition("{act: greeting, last_turns: two}"),
    "half a range": condition("{act: greeting, share: [10]}"),
    "a single value for a range": condition("{act: greeting, share: 10}"),
    "no criteria": HEAD,
    "no form": whole().replace(", find: {act: greeting}", ""),
    "a missing key": whole().replace("title: 问候, ", ""),
}


@pytest.mark.parametrize("name", SLIPS)
def test_the_schema_refuses_what_the_loader_refuses(name: str) -> None:
    """A slip that the loader tells is one that an editor underlines."""
    assert parse_text(SLIPS[name])[1] != ()
    assert check(SLIPS[name]) != []


@pytest.mark.parametrize("value", ["$turns", "3"])
def test_a_knob_may_stand_for_a_number(value: str) -> None:
    """Where a number may stand, a knob may stand for it."""
    assert check(condition(f"{{act: greeting, last_turns: {value}}}")) == []


def test_a_rubric_that_extends_another_writes_only_its_changes() -> None:
    """Under `extends`, head and criteria may be in part, but keys stay checked."""
    assert check("extends: hotline\nrubric: own\ncriteria: [{id: greeting, points: 9, mode: hint}]\n") == []
    assert check("extends: hotline\nrubric: own\ncriteria: [{id: greeting, pionts: 9}]\n") != []
    assert check("extends: hotline\nrubric: own\ncriteria: [{points: 9}]\n") != []


def test_the_manual_holds_every_condition_and_form() -> None:
    """The manual has a row for each key, with its prose and its sample."""
    manual = operator_manual()
    for key, kind in {**operators(), **forms()}.items():
        prose = "".join(line.strip() for line in (kind.__doc__ or "").splitlines()).replace("|", "\\|")
        sample = kind.sample.replace("|", "\\|")
        assert f"| `{key}` | {prose} | `{sample}` |" in manual


@pytest.mark.parametrize("name", bundled())
def test_every_criterion_can_be_explained(name: str) -> None:
    """Each criterion is explained with its reason, its source and its points; one alone is explained as among all."""
    rubric = load(name)
    everything = list(explain(rubric))
    for criterion in rubric.criteria:
        told = list(explain(rubric, criterion.id))
        alone = told[told.index("") :]
        assert any(criterion.why in line and criterion.source in line for line in alone)
        assert "\n".join(alone) in "\n".join(everything)
