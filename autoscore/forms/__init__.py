"""The scoring forms: how answers become a status and points; adding a file is the registration."""

from autoscore.forms.base import Form
from autoscore.forms.registry import forms

__all__ = ["Form", "forms"]
