"""The language of what people are shown: Chinese as it is written in the code, or English looked up by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from autoscore.report.english import ENGLISH

Tongue: TypeAlias = Literal["zh", "en"]
TONGUES: tuple[Tongue, ...] = ("zh", "en")


@dataclass(frozen=True)
class Language:
    """Says a Chinese phrase of ours in a language; `{name}` in it stands for a value.

    What comes out of a rubric or a sheet (titles, reasons, advice) stays as it was written there.
    """

    tongue: Tongue = "zh"

    def __call__(self, chinese: str, **values: object) -> str:
        """Returns a phrase with its values; raises KeyError for one that has no English."""
        phrase = chinese if self.tongue == "zh" else self.english[chinese]
        return phrase.format(**values) if values else phrase

    @property
    def english(self) -> Mapping[str, str]:
        """Is the English of every phrase."""
        return ENGLISH
