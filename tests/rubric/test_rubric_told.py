"""Rules told in Chinese: every condition and form has words, and no field's name or emptiness shows."""

import re
import typing
from typing import Any

import pytest
from rubric_kit import HEAD, good, whole

from autoscore.forms import forms
from autoscore.operators import operators
from autoscore.rubric import bundled, load
from autoscore.rubric.manual import rule
from autoscore.rubric.told import Teller, bundled_title
from autoscore.rubric.told_forms import _LINES
from autoscore.rubric.told_operators import PHRASES

# What a person wrote himself: quoted words, patterns, names of facts that a system gives.
OWN = re.compile(r"“[^”]*”|正则式 \S+|符合 \S+|系统信息里?有? ?\w+")
LATIN = re.compile(r"[A-Za-z_=]{2,}")
OBSERVER = "由在场的人看"


def told(condition: str) -> str:
    """Returns how a condition is told as what a criterion asks for."""
    row = f"  - {{id: hi, title: 问候, why: w, source: S, points: 5, find: {condition}}}\n"
    [line] = rule(good(whole(row)).criteria[0])
    return line.removeprefix("算做到，得 5 分：")


def test_every_operator_and_form_has_words() -> None:
    """Whatever a rubric may ask for is told in words of its own."""
    assert set(PHRASES) == set(operators())
    assert set(_LINES) == set(forms())


@pytest.mark.parametrize("name", bundled())
def test_no_name_of_a_field_shows(name: str) -> None:
    """In the rules of the bundled rubrics nothing is left of keys, empty fields or labels of lexicons."""
    for criterion in load(name).criteria:
        for line in rule(criterion):
            bare = OWN.sub("", line)
            assert not LATIN.search(bare) or OBSERVER in line or "只在分支" in line, (criterion.id, line)
            assert not [odd for odd in ("（）", "，，", "：：", "““", "  ") if odd in bare], (criterion.id, line)


@pytest.mark.parametrize("key", operators())
def test_every_sample_is_told(key: str) -> None:
    """The sample of each operator is told without its key, and within a larger condition too."""
    sample = operators()[key].sample
    line = told(sample)
    assert not LATIN.search(OWN.sub("", line)), line
    assert line in told(f"{{none: [{sample}]}}")


def _choices() -> list[tuple[str, str, str]]:
    """Returns the words that fields of operators allow."""
    found = []
    for key, kind in operators().items():
        hints = typing.get_type_hints(kind)
        for field in kind.__struct_fields__:
            found += [(key, field, word) for word in _literals(hints[field])]
    return found


def _literals(hint: Any) -> list[str]:
    if typing.get_origin(hint) is typing.Literal:
        return [word for word in typing.get_args(hint) if isinstance(word, str)]
    return [word for part in typing.get_args(hint) for word in _literals(part)]


@pytest.mark.parametrize(("key", "field", "word"), _choices())
def test_every_choice_of_a_field_is_told(key: str, field: str, word: str) -> None:
    """Each word that a field allows can be told."""
    kind = operators()[key]
    primary = {"phrase": "phrase: [甲]", "like": "like: 您好请讲", "takes_up": "takes_up: {act: greeting}"}.get(key)
    first = primary or {"wait": "wait: 5", "question": "question: open"}.get(key, "")
    listed = "tuple" in str(typing.get_type_hints(kind)[field])
    value = f"{field}: {[word] if listed else word}".replace("'", "")
    parts = [value] if field == kind.primary else [first, value]
    assert not LATIN.search(OWN.sub("", told(f"{{{', '.join(parts)}}}")))


TOLD = {
    "{act: greeting}": "说了“问候”",
    "{act: [greeting, farewell]}": "说了“问候”、“道别”之一",
    "{act: greeting, unless: [greet_not]}": "说了“问候”（“音近问候的话”不算）",
    "{act: greeting, by: customer, first_turns: 2}": "客户在最先 2 轮里说了“问候”",
    "{act: greeting, share: [30, 100]}": "在全程 30% 以后里说了“问候”",
    "{act: greeting, min_strength: 100}": "说了“问候”（只认字面清楚的）",
    "{any: [{act: greeting}, {all: [{act: farewell}, {phrase: 甲}]}]}": "说了“问候”，或者（说了“道别”，并且说了“甲”）",
    "{none: [{act: greeting}]}": "没有出现：说了“问候”",
    "{after: {act: greeting}, then: {act: farewell}, within_turns: 3}": "说了“问候”以后 3 轮内，说了“道别”",
    "{wait: 5}": "让客户等了至少 5 秒",
    "{pattern: '.+', by: customer}": "客户开过口",
}


@pytest.mark.parametrize("condition", TOLD)
def test_conditions_read_as_sentences(condition: str) -> None:
    """Who, where, what, and what does not count, in this order; what is joined within a sentence stands in brackets."""
    assert told(condition) == TOLD[condition]


FORMS = {
    "find: {act: greeting}, partial: [{when: {phrase: 甲}, points: 2}], doubt: {phrase: 乙}": [
        "算做到，得 5 分：说了“问候”",
        "没全做到，得 2 分：说了“甲”",
        "没做到，但有这种情形就交人判断：说了“乙”",
    ],
    "deduct: [{when: {phrase: 甲}, each: 2}]": [
        "从 5 分扣起，扣到 0 分为止；字面清楚的才扣",
        "每有一处扣 2 分：说了“甲”",
    ],
    "fatal: {phrase: 甲}": ["一票否决，全表记零分：说了“甲”"],
    "observer: 微笑": ["文字里看不到，由在场的人看：微笑"],
    "applies: {phrase: 丙}, due: closing, find: {phrase: 甲}": [
        "有场合才评：说了“丙”",
        "算做到，得 5 分：说了“甲”",
        "收尾项：录音不完整时存疑，不扣分",
    ],
}


@pytest.mark.parametrize("form", FORMS)
def test_forms_tell_what_earns_and_costs_points(form: str) -> None:
    """Each line of a form says what it does to the points, and by what."""
    made = good(f"{HEAD}criteria:\n  - {{id: hi, title: 问候, why: w, source: S, points: 5, {form}}}\n")
    assert list(rule(made.criteria[0])) == FORMS[form]


def test_a_label_of_a_house_stands_for_itself() -> None:
    """A set that the bundled lexicons lack is told by its label; a title's own quotation marks become single ones."""
    assert bundled_title("greeting") == "问候"
    assert bundled_title("house_set") == "house_set"
    assert Teller(lambda _: "说“喂”").named(["x"]) == "“说‘喂’”"
