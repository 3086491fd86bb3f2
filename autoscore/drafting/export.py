"""A rubric as a workbook: the sheet to fill in by hand, and the rules from which it can be read back."""

from autoscore.drafting.paper import paper_page
from autoscore.drafting.rulebook import rule_pages
from autoscore.drafting.trees import tree_of
from autoscore.drafting.workbook import workbook
from autoscore.rubric import load


def exported(name: str, theme: str | None = None) -> bytes:
    """Returns a rubric, by bundled id or path, as an XLSX file; a theme is laid in where one is named.

    Raises RubricError where the rubric cannot be used.
    """
    tree = tree_of(name, theme)
    return workbook((paper_page(tree, load(name, theme)), *rule_pages(tree)))
