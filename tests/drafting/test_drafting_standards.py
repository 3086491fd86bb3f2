"""The bundled rubrics say in a sheet's own words what each row asks."""

import re

import pytest

from autoscore.drafting.trees import items, tree_of, word
from autoscore.rubric import bundled, load, themes_of
from autoscore.rubric.tree import Mapping

RUBRICS = [(name, theme) for name in bundled() for theme in (None, *(one.id for one in themes_of(name)))]
# The points that a standard names: what half of a thing gets, what a fault costs, what each fact is worth.
POINTS = re.compile(r"(\d+)(?:～\d+)? 分")


@pytest.mark.parametrize(("name", "theme"), RUBRICS)
def test_every_row_has_a_standard(name: str, theme: str | None) -> None:
    """A standard says more than the title, in one short sentence."""
    for one in load(name, theme).criteria:
        assert 9 < len(one.standard) < 45, one.id
        assert one.standard != one.title


def numbers(tree: Mapping) -> set[str]:
    """Returns the points that a criterion's rule gives, takes or is worth."""
    found = {word(tree, "points")}
    for key in ("partial", "levels", "facts", "deduct"):
        for item in items(tree, key):
            found |= {word(item, "points"), word(item, "each")}
    return found


@pytest.mark.parametrize(("name", "theme"), RUBRICS)
def test_a_standard_names_no_points_that_its_rule_does_not_give(name: str, theme: str | None) -> None:
    """得 3 分 in a standard is 3 points in the rule; only what people score freely names points of its own."""
    for one in items(tree_of(name, theme), "criteria"):
        if not {"observer", "range"} & set(one.keys()):
            assert set(POINTS.findall(word(one, "standard"))) <= numbers(one), word(one, "id")
