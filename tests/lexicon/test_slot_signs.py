"""The signs by which turns are picked out for entries with built-in slots stand in all that those slots take up."""

import re
import sys
from pathlib import Path

import pytest
from lexicon_kit import book, clean, garbled, lexicon, phrases

from autoscore.lexicon import compile_book
from autoscore.lexicon.compile import BUILT_IN, SLOT_SIGNS
from autoscore.lexicon.regex import transliterate
from autoscore.text.characters import sound_form
from autoscore.text.view import View

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "text"))

from covering_kit import texts

SPOKEN = {name: texts(re.compile(source), "".join(SLOT_SIGNS.get(name, ()))) for name, source in BUILT_IN.items()}


def without(found: list[str], signs: tuple[str, ...]) -> list[str]:
    return [text for text in found if not any(sign in text for sign in signs)]


@pytest.mark.parametrize("name", SLOT_SIGNS)
def test_whatever_a_slot_takes_up_holds_a_sign(name: str) -> None:
    """Of all that the expression of a slot lists nothing comes without a sign, as written or by its sound."""
    assert without(SPOKEN[name], SLOT_SIGNS[name]) == []
    signs = tuple(map(sound_form, SLOT_SIGNS[name]))
    assert without(texts(re.compile(transliterate(BUILT_IN[name])), "".join(signs)), signs) == []


@pytest.mark.parametrize("name", SLOT_SIGNS)
def test_what_a_house_puts_in_a_slot_needs_no_sign(name: str) -> None:
    """A house may fill a built-in slot with values of its own: then those are found, and nothing else."""
    of = book(f"{{{name}}}办好了", f"帮您办{{{name}}}", slots={name: ("甲", "丙丁")}, sound="never")
    assert clean(of, "丙丁办好了", "帮您办甲", "三块办好了") == ["丙丁办好了", "帮您办甲"]


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("line", ["帮您办理{%s}", "{%s}帮您办理", "{%s}…帮您办理", "帮您办理{%s}啦{%s}"])
def test_an_entry_is_found_wherever_its_expression_matches(name: str, line: str) -> None:
    """Entries that begin or end with a slot are found in every turn that their expression finds something in."""
    entry = line.replace("%s", name)
    said = [line.replace("{%s}", text).replace("…", "了") for text in SPOKEN[name]]
    source = line.replace("{%s}", f"(?:{BUILT_IN[name]})").replace("…", "[^\n]{0,6}?")
    of = compile_book(lexicon(phrases(entry)))
    view = View.of(said)
    there = [re.search(source, one) is not None for one in view.squeezed.split("\n")[:-1]]
    assert sum(there) > len(there) / 2
    assert len(clean(of, *said)) == sum(there)


@pytest.mark.parametrize("name", BUILT_IN)
def test_an_entry_is_heard_wherever_its_expression_sounds_so(name: str) -> None:
    """An entry that ends with a slot is found by sound wherever the slot stands and the rest sounds alike."""
    of = book(f"帮您办理{{{name}}}")
    said = [f"帮您半里{text}" for text in SPOKEN[name]]
    there = [re.search(BUILT_IN[name], one) is not None for one in View.of(said).squeezed.split("\n")[:-1]]
    assert sum(there) > len(there) / 2
    assert len(garbled(of, *said)) == sum(there)
