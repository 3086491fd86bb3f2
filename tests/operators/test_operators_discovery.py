"""Adding a file adds an operator; a file that breaks the contract is refused with what is wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

COUNT_WORDS = '''
from typing import ClassVar

from autoscore.model import Document, Finding, Hit, Scope, Truth
from autoscore.operators.base import Context, Operator
from autoscore.operators.select import side


class CountWords(Operator, frozen=True, kw_only=True):
    """说话人一轮至少说了 count_words 个字。"""

    key: ClassVar[str] = "count_words"
    primary: ClassVar[str] = "count_words"
    sample: ClassVar[str] = "{count_words: 10}"

    count_words: int

    def find(self, document: Document, scope: Scope, context: Context) -> Finding:
        texts = [(turn, document.transcript.turns[turn].text) for turn in document.turns_of(side(scope))]
        long = tuple(Hit(turn, 0, len(text), "long") for turn, text in texts if len(text) >= self.count_words)
        return Finding(Truth.YES if long else Truth.NO, long, f"有一轮说了 {self.count_words} 字")
'''
USE = '''
import sys
import autoscore.operators

autoscore.operators.__path__.append(sys.argv[1])

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
  - {id: long, title: t, why: w, source: S, points: 5, find: {count_words: 6}}
  - {id: nested, title: t, why: w, source: S, points: 5, find: {any: [{count_words: 5, by: customer}]}}
  - {id: wrong, title: t, why: w, source: S, points: 5, find: {count_word: 6}}
"""
rubric, problems = parse_text(text)
print([(one.code, one.todo) for one in problems])
call = Transcript("t", (Turn("agent", "您好请讲吧您"), Turn("customer", "查话费")))
[sheet] = compile_rubric(rubric, Lexicon({}, {})).score([call])
print([(one.id, one.status, [(e.turn, e.start, e.end, e.quote) for e in one.evidence]) for one in sheet.criteria])
print("count_words" in schema()["$defs"], "| `count_words` |" in operator_manual())
'''
REFUSED = """
import sys
import autoscore.operators
from autoscore.errors import AutoscoreError

autoscore.operators.__path__.append(sys.argv[1])
try:
    autoscore.operators.operators()
except AutoscoreError as error:
    print(error)
"""


def run(script: str, folder: Path) -> str:
    command = [sys.executable, "-c", script, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_file_is_the_registration(tmp_path: Path) -> None:
    """One new file makes a new key work in rubrics, alone and inside others, in the schema and in the manual."""
    (tmp_path / "count_words.py").write_text(COUNT_WORDS, "utf-8")
    assert run(USE, tmp_path).splitlines() == [
        "[('unknown_operator', '是不是“count_words”？')]",
        "[('long', 'met', [(0, 0, 6, '您好请讲吧您')]), ('nested', 'not_met', [])]",
        "True True",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('key: ClassVar[str] = "count_words"', 'key: ClassVar[str] = "Count"', "its key is to be a lower-case word"),
        ('key: ClassVar[str] = "count_words"', 'key: ClassVar[str] = "by"', "its key 'by' is a word of the scope"),
        ('key: ClassVar[str] = "count_words"', 'key: ClassVar[str] = "act"', "the key 'act' is taken by "),
        ('primary: ClassVar[str] = "count_words"', "", "its primary field '' is none of its fields"),
        ("    count_words: int\n", "    count_words: int\n    by: str\n", "its field 'by' is a word of the scope"),
        ('"""说话人一轮至少说了 count_words 个字。"""', "", "its docstring, the manual, is missing"),
        ('sample: ClassVar[str] = "{count_words: 10}"', "", "it has no sample"),
        ("def find(", "def look(", "it does not say how to find"),
    ],
)
def test_a_file_that_breaks_the_contract_is_refused(old: str, new: str, fault: str, tmp_path: Path) -> None:
    """The operator and what is wrong with it are named."""
    assert COUNT_WORDS.count(old) == 1
    (tmp_path / "count_words.py").write_text(COUNT_WORDS.replace(old, new), "utf-8")
    told = run(REFUSED, tmp_path)
    assert "operator " in told
    assert fault in told
    if "taken" not in fault:
        assert told.startswith("operator CountWords (autoscore.operators.count_words): ")
