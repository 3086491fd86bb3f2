"""Reads calls from files, folders, globs, bytes or standard input; what cannot be read becomes a Problem."""

from autoscore.readers.decisions import read_decisions
from autoscore.readers.inputs import read_inputs
from autoscore.readers.piece import Format
from autoscore.readers.reading import Reading, read_bytes
from autoscore.readers.registry import known_formats
from autoscore.readers.roles import parse_roles
from autoscore.readers.sentences import SentenceLine, read_sentences

__all__ = [
    "Format",
    "Reading",
    "SentenceLine",
    "known_formats",
    "parse_roles",
    "read_bytes",
    "read_decisions",
    "read_inputs",
    "read_sentences",
]
