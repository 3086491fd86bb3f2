"""The door to Jinja2: templates that lie in a package, in which nothing out of a transcript can become markup."""

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

# A line feed and a tab are readable, and do no harm in HTML.
_KEPT = frozenset("\n\t")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Joins emoji into one sign: taken out, a family becomes three people.
_JOINER = "\u200d"


def visible(text: str) -> str:
    """Returns a text in which each control, bidirectional or unassigned character is a `·`, one for one.

    Line feeds, tabs and the joiner between two signs that are no letters stay.
    """
    if text.isprintable():
        return text
    return "".join(char if _harmless(text, at) else "·" for at, char in enumerate(text))


def _harmless(text: str, at: int) -> bool:
    char = text[at]
    if char == _JOINER:
        return _sign(text[at - 1 : at]) and _sign(text[at + 1 : at + 2])
    return char in _KEPT or unicodedata.category(char) not in _UNSEEN


def _sign(char: str) -> bool:
    # A joiner may follow a skin tone (Sk) or a variation selector (Mn).
    return char != "" and unicodedata.category(char) in {"So", "Sk", "Mn"}


def environment(package_folder: str) -> "Environment":
    """Returns an environment of the templates in a folder below this package, such as `html/templates`.

    Every value is escaped, and made visible on its way out (`visible` is also a filter); a name that is not there
    raises jinja2.UndefinedError. Blocks leave no lines of their own.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    made = Environment(
        loader=PackageLoader("autoscore.report", package_folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_finalize,
    )
    made.filters["visible"] = visible
    return made


def _finalize(value: object) -> object:
    # Markup is ours, made of parts that came through here.
    return visible(value) if type(value) is str else value
