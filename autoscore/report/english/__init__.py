"""English for the words that people are shown, by the Chinese that stands in the code; a file for each report."""

from collections import ChainMap
from collections.abc import Mapping
from types import MappingProxyType

from autoscore.report.english import appeal, excel, html, machine, shared_words, terminal, versions

_FILES = (shared_words, terminal, html, excel, appeal, versions, machine)
ENGLISH: Mapping[str, str] = MappingProxyType(dict(ChainMap(*(file.ENGLISH for file in _FILES))))
