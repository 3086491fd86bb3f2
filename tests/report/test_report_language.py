"""Everything of our own that people are shown can be said in English."""

import ast
import importlib
import pkgutil
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import autoscore
from autoscore.report import english
from autoscore.report.english import ENGLISH
from autoscore.report.language import Language
from autoscore.report.words import ROLE, STATUS, passed

PACKAGE = Path(autoscore.__file__).parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# In templates: say("…") and say('…').
SAID = re.compile(r"""\bsay\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")


def phrases() -> Iterator[tuple[str, str]]:
    """Yields every phrase that stands in a call of `say`, with its file."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _is_say(node.func) and node.args:
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and CHINESE.search(part.value):
                        yield part.value, path.name
    for path in sorted(PACKAGE.rglob("*.j2")):
        for found in SAID.finditer(path.read_text("utf-8")):
            yield ast.literal_eval(found[1]), path.name


def fields(phrase: str) -> set[str]:
    """Returns the values that a phrase names."""
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def _is_say(func: ast.expr) -> bool:
    name = func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""
    return name in ("say", "_say")


def test_every_phrase_has_its_english() -> None:
    """What stands in a call of `say`, in code or in a template, is in the English table."""
    found = list(phrases())
    assert len(found) > 10
    assert sorted({(text, file) for text, file in found if text not in ENGLISH}) == []


def test_words_of_statuses_and_sides_have_their_english() -> None:
    """What is looked up by a value rather than written out is there too."""
    said = [word for word, _ in STATUS.values()] + list(ROLE.values()) + [passed(one) for one in (True, False, None)]
    assert [word for word in said if word not in ENGLISH] == []


@pytest.mark.parametrize("chinese", sorted(ENGLISH))
def test_english_takes_the_same_values(chinese: str) -> None:
    """An English phrase names the same values as the Chinese one, and holds no Chinese itself."""
    assert fields(chinese) == fields(ENGLISH[chinese])
    assert not CHINESE.search(ENGLISH[chinese])


def test_no_phrase_is_said_in_two_ways() -> None:
    """Reports that say the same phrase say the same English, so that the order of the files is of no matter."""
    said: dict[str, set[str]] = {}
    for name in [one.name for one in pkgutil.iter_modules(english.__path__)]:
        for chinese, phrase in importlib.import_module(f"{english.__name__}.{name}").ENGLISH.items():
            said.setdefault(chinese, set()).add(phrase)
    assert {chinese: ways for chinese, ways in said.items() if len(ways) > 1} == {}


def test_a_phrase_without_english_is_an_error() -> None:
    """Nothing goes out half translated."""
    with pytest.raises(KeyError):
        Language("en")("没有这句话")
    assert Language()("没有这句话") == "没有这句话"
