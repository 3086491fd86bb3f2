"""The door to markup: what is written into a page as it stands, which is only what was made here."""

from pathlib import Path

from markupsafe import Markup

_STATIC = Path(__file__).parent / "static"


def ours(made: str) -> Markup:
    """Returns markup that was made here; never anything out of a transcript, sheet, rubric or manifest."""
    return Markup(made)  # noqa: S704 - the one place where text becomes markup


def static(name: str) -> str:
    """Returns a style or script that ships with the package."""
    return (_STATIC / name).read_text("utf-8")
