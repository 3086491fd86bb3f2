"""Rubrics from and to a team's own score sheet in a workbook."""

from autoscore.drafting.draft import Drafted, imported
from autoscore.drafting.export import exported
from autoscore.drafting.restore import Restored
from autoscore.drafting.template import template
from autoscore.drafting.told import told

__all__ = ["Drafted", "Restored", "exported", "imported", "template", "told"]
