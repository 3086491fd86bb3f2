"""Every example inside a bundled rubric is a test."""

import pytest

from autoscore.lexicon import load as load_lexicon
from autoscore.rubric import bundled, load
from autoscore.rubric.lint import findings
from autoscore.scoring import compile_rubric, run_examples


@pytest.mark.parametrize("name", bundled())
def test_examples_give_what_they_say_on_the_words_they_mark(name: str) -> None:
    """Each example gets its status or points, and the evidence is exactly what is marked."""
    faults = [
        f"{fault.place} {fault.criterion} {fault.what}"
        for fault in run_examples(compile_rubric(load(name), load_lexicon()))
    ]
    assert not faults


@pytest.mark.parametrize("name", bundled())
def test_bundled_rubrics_have_no_findings(name: str) -> None:
    """Lint has nothing to say of a bundled rubric: reasons, sources, examples for and against, points that add up."""
    assert not findings(load(name))
