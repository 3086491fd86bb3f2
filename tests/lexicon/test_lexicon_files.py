"""Lexicon files: the head, the signs of entries, and every problem at its place."""

import pytest
from lexicon_kit import FILE, phrases

from autoscore.errors import Place, Problem
from autoscore.lexicon import PhraseSet, entry
from autoscore.lexicon.files import phrase_set, split
from autoscore.lexicon.template import expand

GOOD = """\ufeff# 问候
# 一行注释

label：hello
title: 打招呼
kind: expected
by: any
place: opening，wait
sound: place
formula: yes

(您|你)好
# 又一行注释

- 您好像
"""
# A line, then: sign, turn start, turn end, clause, phrases.
SIGNED = {
    "您好": ("way", False, False, False, ["您好"]),
    "- 您好像": ("block", False, False, False, ["您好像"]),
    "~ 宁好": ("mishearing", False, False, False, ["宁好"]),
    "! 您好": ("exact", False, False, False, ["您好"]),
    "! ^喂": ("exact", True, False, False, ["喂"]),
    "? 你好": ("weak", False, False, False, ["你好"]),
    "^喂": ("way", True, False, False, ["喂"]),
    "再见$": ("way", False, True, False, ["再见"]),
    "^喂$": ("way", True, True, False, ["喂"]),
    "=坐": ("way", False, False, True, ["坐"]),
    "- ^您好像": ("block", True, False, False, ["您好像"]),
    "~ =宁好": ("mishearing", False, False, True, ["宁好"]),
    "? ^好$": ("weak", True, True, False, ["好"]),
    "  您好  ": ("way", False, False, False, ["您好"]),
}
GUESSES = {
    "lable: hello": "是不是“label”？",
    "sounds: never": "是不是“sound”？",
    "titel: 打招呼": "是不是“title”？",
    "places: opening": "是不是“place”？",
    "sound: nver": "可选：any never place",
    "kind: exspected": "可选：expected phrases red_line taboo",
    "by: agnet": "可选：agent any customer",
    "mode: replcae": "可选：add replace",
    "formula: ja": "可选：no yes",
}
BAD_HEADS = {"colour: red": "unknown_key", "您好": "unknown_key", "kind: foo": "bad_value", "by: me": "bad_value"}


def read(text: str) -> tuple[PhraseSet | None, list[Problem]]:
    problems: list[Problem] = []
    return phrase_set(split(FILE, text, problems.append), problems.append), problems


def test_head_and_entries_are_told_apart() -> None:
    """Comments are dropped, the head ends at the first empty line behind it, and lines keep their numbers."""
    problems: list[Problem] = []
    file = split(FILE, GOOD, problems.append)
    head = {"label": "hello", "title": "打招呼", "kind": "expected", "by": "any"}
    head |= {"place": "opening，wait", "sound": "place", "formula": "yes"}
    assert (file.name, file.head, file.lines) == (FILE, head, ((12, "(您|你)好"), (15, "- 您好像")))
    assert problems == []


def test_the_head_says_what_the_set_is() -> None:
    """Each key of the head goes to the set; places may be parted by blanks or commas of either width."""
    found, problems = read(GOOD)
    assert problems == []
    assert found is not None
    facts = (found.label, found.title, found.kind, found.by, found.places, found.sound, found.formula, found.is_act)
    assert facts == ("hello", "打招呼", "expected", "any", {"opening", "wait"}, "place", True, True)
    assert [one.source for one in found.entries] == ["(您|你)好", "- 您好像"]
    assert [one.place for one in found.entries] == [Place(FILE, 12, 1), Place(FILE, 15, 1)]


def test_a_head_of_a_label_alone_means_the_defaults() -> None:
    """Without more, a set is of phrases that the agent says anywhere, with sound-alikes, titled by its label."""
    found = phrases("您好", label="hello")
    facts = (found.title, found.kind, found.by, found.places, found.sound, found.formula, found.is_act)
    assert facts == ("hello", "phrases", "agent", frozenset(), "any", False, False)


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_system_are_read(line_end: str) -> None:
    """Files written on another system are the same files."""
    assert read(GOOD.replace("\n", line_end))[0] is not None
    assert split(FILE, GOOD.replace("\n", line_end), lambda _: None) == split(FILE, GOOD, lambda _: None)


@pytest.mark.parametrize(("line", "expected"), SIGNED.items())
def test_signs_of_an_entry(line: str, expected: tuple[str, bool, bool, bool, list[str]]) -> None:
    """Signs before and behind an entry are told from its words."""
    found = entry("way", line, Place(FILE, 1, 1))
    assert (found.sign, found.turn_start, found.turn_end, found.clause, list(expand(found.nodes))) == expected


@pytest.mark.parametrize(("line", "advice"), GUESSES.items())
def test_a_slip_is_answered_with_what_may_be_meant(line: str, advice: str) -> None:
    """A misspelt key is answered with the key that is near it, a wrong value with those that may stand there."""
    problems = read(f"label: hello\n{line}\n\n您好\n")[1]
    assert [(problem.place, problem.todo, problem.excerpt) for problem in problems] == [
        (Place(FILE, 2, 1), advice, line)
    ]


@pytest.mark.parametrize(("line", "code"), BAD_HEADS.items())
def test_a_line_that_is_no_head_is_refused(line: str, code: str) -> None:
    """What is no known key, or has a value that the key does not take, is a problem at its line."""
    problems = read(f"# 注释\nlabel: hello\n{line}\n\n您好\n")[1]
    assert [(problem.code, problem.place) for problem in problems] == [(code, Place(FILE, 3, 1))]


def test_a_head_without_a_label_is_a_problem() -> None:
    """A file that names no label makes no set, and says what to write."""
    found, problems = read("title: 打招呼\n\n您好\n")
    assert found is None
    assert [(problem.code, problem.place.file) for problem in problems] == [("no_label", FILE)]
    assert "label" in problems[0].todo


def test_an_unknown_place_is_a_problem() -> None:
    """A place that is none is named, with those that there are."""
    problems = read("label: hello\nplace: opening begining\n\n您好\n")[1]
    assert [problem.what for problem in problems] == ["place 不能是“begining”"]
    assert "opening" in problems[0].todo


def test_an_unknown_place_is_told_at_its_line() -> None:
    """The problem of a place stands where the place does."""
    problems = read("# 问候\nlabel: hello\ntitle: 打招呼\nplace: begining\n\n您好\n")[1]
    assert [problem.place.line for problem in problems] == [4]


def test_wrong_entries_are_told_all_at_once_with_line_and_column() -> None:
    """Each wrong line is a problem of its own, at its line and column from 1; the right ones are read."""
    found, problems = read("label: hello\nkind: foo\n\n您(好\n您好\n请…0坐\n您]好\n")
    assert found is not None
    assert [one.source for one in found.entries] == ["您好"]
    assert [(problem.code, problem.place, problem.excerpt) for problem in problems] == [
        ("bad_value", Place(FILE, 2, 1), "kind: foo"),
        ("bad_entry", Place(FILE, 4, 4), "您(好"),
        ("bad_entry", Place(FILE, 6, 2), "请…0坐"),
        ("bad_entry", Place(FILE, 7, 2), "您]好"),
    ]


@pytest.mark.parametrize(("line", "column"), [("- 您)好", 4), ("^您)好", 3), ("? =您)好", 5), ("  您)好", 4)])
def test_columns_are_counted_in_the_line(line: str, column: int) -> None:
    """The column of a problem is that of the character in the line as it is in the file, signs counted too."""
    problems = read(f"label: hello\n\n{line}\n")[1]
    assert [problem.place for problem in problems] == [Place(FILE, 3, column)]


def test_one_wrong_line_is_one_problem() -> None:
    """Where the only line of a head is misspelt, the entries behind the empty line are entries all the same."""
    problems = read("lable: hello\n\n您好\n再见\n")[1]
    assert [(problem.code, problem.place.line) for problem in problems] == [("unknown_key", 1), ("no_label", 1)]
