"""Small rubrics for the tests of the rubric language; a rubric is written as its changes to the smallest good one."""

from autoscore.errors import Problem
from autoscore.model import Rubric
from autoscore.rubric import parse_text

FILE = "house.yaml"
HEAD = 'rubric: house\ntitle: 试用表\nversion: "1"\nchannel: phone\nsource: S\n'
LINE = "  - {id: hi, title: 问候, why: 有礼, source: S, points: 5, find: {act: greeting}}\n"
# The line of a file on which the first criterion of `whole` stands.
FIRST = 7


def whole(criteria: str = LINE, head: str = HEAD) -> str:
    """Returns a rubric file; every line of `criteria` keeps its place from line 7 on."""
    return f"{head}criteria:\n{criteria}"


def changed(old: str, new: str) -> str:
    """Returns the smallest good rubric with one piece of it changed."""
    text = whole()
    assert text.count(old) == 1, old
    return text.replace(old, new)


def condition(text: str) -> str:
    """Returns the smallest good rubric with another condition."""
    return changed("{act: greeting}", text)


def problems(text: str) -> tuple[Problem, ...]:
    return parse_text(text, FILE)[1]


def only(text: str) -> Problem:
    """Returns the one problem of a rubric."""
    [found] = problems(text)
    return found


def good(text: str) -> Rubric:
    rubric, found = parse_text(text, FILE)
    assert not found, [str(one) for one in found]
    assert rubric is not None
    return rubric


def at(text: str, words: str) -> tuple[str, int, int]:
    """Returns the file, line and column from 1 at which some words of a rubric first stand."""
    before = text[: text.index(words)]
    return FILE, before.count("\n") + 1, len(before) - before.rfind("\n")


def where(problem: Problem) -> tuple[str, int | None, int | None]:
    return problem.place.file, problem.place.line, problem.place.column


def codes(found: tuple[Problem, ...]) -> list[str]:
    return [one.code for one in found]
