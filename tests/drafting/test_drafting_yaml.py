"""Rubric files as they are written: what is read back is what was meant, whatever stands in it."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from autoscore.drafting.trees import node_of
from autoscore.drafting.yaml_text import Bare, Blank, Noted, comment, document, scalar
from autoscore.errors import Problem
from autoscore.rubric.tree import Mapping, Tree, parse

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
# What YAML would take for something else: signs, words, numbers, dates, breaks of lines, marks that cannot be seen.
SIGNS = [
    "- a",
    "? a",
    "a: b",
    "a:",
    ":a",
    "#a",
    "a #b",
    "'a'",
    '"a"',
    "[a]",
    "{a: b}",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "%a",
]
WORDS = [
    "",
    " ",
    "~",
    "null",
    "NULL",
    "yes",
    "No",
    "on",
    "true",
    "1",
    "1.0",
    "-1",
    "1e3",
    "0x1f",
    "2025-05-13",
    "$knob",
]
BREAKS = ["a\nb", "a\r\nb", "a\tb", "\ufeffa", "a\u2028b", "a\x85b", "a\u202eb", "\x07", "\x7f", "\U0001ffff", "\uffff"]
OTHERS = [
    "@a",
    "`a",
    "---",
    "...",
    "=1+1",
    "\U0001f600",
    "待填：# 甲",
    "说“您好”",
    "（1）问好；得2分",
    "  a",
    "a  ",
    "a  b",
]
ODD = st.sampled_from([*SIGNS, *WORDS, *BREAKS, *OTHERS])
LEAVES = TEXTS | ODD
KEYS = st.sampled_from(["find", "title", "examples", "turns", "why", "criteria"]) | LEAVES
NODES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(KEYS, inner, min_size=1, max_size=4),
    max_leaves=12,
)


def read(text: str) -> Any:
    return yaml.safe_load(text)


@given(LEAVES)
def test_a_text_is_read_back_as_that_text(text: str) -> None:
    """Any text, as a value, a key, or inside a line of lists, is the same text again: never a number, date or null."""
    assert read(document({"key": text})) == {"key": text}
    assert read(f"[{scalar(text)}, {{k: {scalar(text)}}}]") == [text, {"k": text}]


@given(st.dictionaries(KEYS, NODES, min_size=1, max_size=5))
def test_a_file_is_read_back_as_it_was_meant(entries: dict[str, Any]) -> None:
    """Lists and mappings of texts come back as they were, by the library and by the loader of rubrics."""
    text = document(entries)
    assert read(text) == entries
    found: list[Problem] = []
    tree = parse(text, "f", found.append)
    assert not found
    assert isinstance(tree, Mapping)
    assert document(node_of(tree)) == text  # type: ignore[arg-type]


@given(LEAVES, LEAVES)
def test_comments_stay_comments(note: str, hint: str) -> None:
    """Whatever a comment or a hint says, it takes one line and changes no value."""
    text = document(
        {"a": Noted("x", (note,)), "b": Blank(hint), "c": [Noted({"d": "y", "why": "z"}, (note, hint))]}, (hint,)
    )
    assert read(text) == {"a": "x", "b": None, "c": [{"d": "y", "why": "z"}]}
    assert len(comment(note).splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("主动招呼", "主动招呼"),
        ("您好，请问有什么可以帮您？", "您好，请问有什么可以帮您？"),
        ("S0-介绍业务1", "S0-介绍业务1"),
        ("1", '"1"'),
        ("$x", '"$x"'),
        ("yes", '"yes"'),
        ("a: b", '"a: b"'),
        ("甲\u2028乙", '"甲\\u2028乙"'),
        ("\ud800", '"\ufffd"'),
    ],
)
def test_only_what_needs_quotes_has_them(text: str, written: str) -> None:
    """Plain Chinese stands as it is; what YAML would read otherwise is quoted, and half a character is replaced."""
    assert scalar(text) == written


def test_short_things_stand_on_one_line_and_criteria_are_laid_out() -> None:
    """A condition that fits is one line, a longer one a block; criteria and examples are always laid out."""
    long = {"any": [{"act": [f"label_{number}" for number in range(9)]} for _ in range(3)]}
    criterion = {"id": "a", "why": "好", "points": Bare("4"), "find": {"act": "greeting"}, "applies": long}
    lines = document({"criteria": [criterion]}).splitlines()
    assert lines[:6] == [
        "criteria:",
        "  - id: a",
        "    why: 好",
        "    points: 4",
        "    find: {act: greeting}",
        "    applies:",
    ]
    assert lines[6] == "      any:"
    assert max(map(len, lines)) <= 120


def knob(value: str, *, quoted: bool) -> Tree:
    found: list[Problem] = []
    tree = parse(f'{{k: "{value}"}}' if quoted else f"{{k: {value}}}", "f", found.append)
    assert isinstance(tree, Mapping)
    return tree


def test_a_knob_and_a_text_that_looks_like_one_stay_apart() -> None:
    """`$name` without quotes stays a knob, with quotes a text."""
    assert document(node_of(knob("$turns", quoted=False))) == "k: $turns\n"  # type: ignore[arg-type]
    assert document(node_of(knob("$turns", quoted=True))) == 'k: "$turns"\n'  # type: ignore[arg-type]
