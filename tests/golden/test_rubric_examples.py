"""Every example inside a bundled rubric, and inside a theme of one, is a test."""

import pytest

from autoscore.lexicon import load as load_lexicon
from autoscore.rubric import bundled, load, themes_of
from autoscore.rubric.lint import findings
from autoscore.scoring import compile_rubric, run_examples

RUBRICS = [(name, theme) for name in bundled() for theme in (None, *(one.id for one in themes_of(name)))]


@pytest.mark.parametrize(("name", "theme"), RUBRICS)
def test_examples_give_what_they_say_on_the_words_they_mark(name: str, theme: str | None) -> None:
    """Each example gets its status or points, and the evidence is exactly what is marked."""
    faults = [
        f"{fault.place} {fault.criterion} {fault.what}"
        for fault in run_examples(compile_rubric(load(name, theme), load_lexicon()))
    ]
    assert not faults


@pytest.mark.parametrize(("name", "theme"), RUBRICS)
def test_bundled_rubrics_have_no_findings(name: str, theme: str | None) -> None:
    """Lint has nothing to say of a bundled rubric: reasons, sources, examples for and against, points that add up."""
    assert not findings(load(name, theme))
