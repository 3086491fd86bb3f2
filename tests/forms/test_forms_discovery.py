"""What holds of every form; adding a file adds one; a file that breaks the contract is refused."""

import subprocess
import sys
from pathlib import Path

import pytest

from autoscore.forms import forms
from autoscore.forms.contract import faults
from autoscore.operators import Condition
from autoscore.rubric import parse_text

HEAD = 'rubric: t\ntitle: t\nversion: "1"\nchannel: phone\nsource: S\ncriteria:\n'
BONUS = '''
from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from autoscore.forms.base import Form, full, none
from autoscore.model import Award, Document, Truth
from autoscore.operators import Condition, Context


class Inverse(Form, frozen=True, kw_only=True):
    """没说 unsaid 得满分，说了得 least 分。"""

    key: ClassVar[str] = "unsaid"
    primary: ClassVar[str] = "unsaid"
    sample: ClassVar[str] = "unsaid: {act: rude}"

    unsaid: Condition
    least: Decimal = Decimal(0)

    def award(self, document: Document, context: Context, points: Decimal) -> Award:
        told = self.unsaid.find(document, context)
        return none(told) if told.truth is Truth.YES else full(points, told)

    def conditions(self) -> Iterable[Condition]:
        return (self.unsaid,)
'''
USE = '''
import sys
import autoscore.forms

autoscore.forms.__path__.append(sys.argv[1])

from autoscore.lexicon import Lexicon
from autoscore.model import Transcript, Turn
from autoscore.rubric import parse_text
from autoscore.rubric.manual import operator_manual
from autoscore.rubric.schema import schema
from autoscore.scoring import compile_rubric

text = """
rubric: t
title: t
version: "1"
channel: phone
source: S
criteria:
  - {id: a, title: t, why: w, source: S, points: 5, unsaid: {phrase: 你急什么}}
  - {id: b, title: t, why: w, source: S, points: 3, unsaid: {phrase: 自己看去}, least: 1}
  - {id: c, title: t, why: w, source: S, points: 3, unsiad: {phrase: 自己看}}
"""
rubric, problems = parse_text(text)
print([(one.code, one.todo) for one in problems if one.code == "unknown_key"])
[sheet] = compile_rubric(rubric, Lexicon({}, {})).score([Transcript("t", (Turn("agent", "你急什么"),))])
print([(one.id, one.status, one.points, [(e.turn, e.start, e.end) for e in one.evidence]) for one in sheet.criteria])
print("| `unsaid` |" in operator_manual(), '"unsaid"' in repr(schema()).replace("'", '"'))
'''
REFUSED = """
import sys
import autoscore.forms
from autoscore.errors import AutoscoreError

autoscore.forms.__path__.append(sys.argv[1])
try:
    autoscore.forms.forms()
except AutoscoreError as error:
    print(error)
"""


def run(script: str, folder: Path) -> str:
    command = [sys.executable, "-c", script, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("key", forms())
def test_every_form_keeps_the_contract(key: str) -> None:
    """A form's key is its first field, no word of every criterion; it has a manual and a sample and is frozen."""
    kind = forms()[key]
    assert faults(kind) == ()
    assert kind.key == key == kind.__struct_fields__[0]


@pytest.mark.parametrize("key", forms())
def test_every_sample_is_a_criterion(key: str) -> None:
    """The sample that the manual shows binds to the form that shows it, and its conditions are known."""
    rubric, problems = parse_text(f"{HEAD}  - {{id: a, title: a, why: w, source: S, {forms()[key].sample}}}\n")
    assert problems == ()
    assert rubric is not None
    assert type(rubric.criteria[0].form) is forms()[key]
    assert all(isinstance(one, Condition) for one in rubric.criteria[0].form.conditions())


def test_a_file_is_the_registration(tmp_path: Path) -> None:
    """One new file makes a new form work in rubrics, with its own keys, in the schema and in the manual."""
    (tmp_path / "unsaid.py").write_text(BONUS, "utf-8")
    assert run(USE, tmp_path).splitlines() == [
        "[('unknown_key', '是不是“unsaid”？')]",
        "[('a', 'not_met', '0', [(0, 0, 4)]), ('b', 'met', '3', [])]",
        "True True",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('key: ClassVar[str] = "unsaid"', 'key: ClassVar[str] = "Unsaid"', "its key is to be a lower-case word"),
        ('key: ClassVar[str] = "unsaid"', "", "its key is to be a lower-case word"),
        ('key: ClassVar[str] = "unsaid"', 'key: ClassVar[str] = "least"', "its key 'least' is not its primary field"),
        ('key: ClassVar[str] = "unsaid"', 'key: ClassVar[str] = "find"', "the key 'find' is taken by "),
        ('primary: ClassVar[str] = "unsaid"', "", "its primary field '' is none of its fields"),
        ("    unsaid: Condition\n", "    unsaid: Condition\n    why: str = ''\n", "its field 'why' is a word of every"),
        ('"""没说 unsaid 得满分，说了得 least 分。"""', "", "its docstring, the manual, is missing"),
        ('sample: ClassVar[str] = "unsaid: {act: rude}"', "", "it has no sample"),
        ("def award(", "def give(", "it does not say how to award"),
    ],
)
def test_a_file_that_breaks_the_contract_is_refused(old: str, new: str, fault: str, tmp_path: Path) -> None:
    """The form and what is wrong with it are named."""
    assert BONUS.count(old) == 1
    (tmp_path / "unsaid.py").write_text(BONUS.replace(old, new), "utf-8")
    told = run(REFUSED, tmp_path)
    assert "form " in told
    assert fault in told
    if "taken" not in fault:
        assert told.startswith("form Inverse (autoscore.forms.unsaid): ")
