"""Reads calls from files, folders, globs, bytes or standard input; what cannot be read becomes a Problem.

People's decisions are read by `autoscore.readers.decisions`, imported where they are given.
"""

from autoscore.readers.between import Shard, cut, read_lines_between, read_shard
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
    "Shard",
    "cut",
    "known_formats",
    "parse_roles",
    "read_bytes",
    "read_inputs",
    "read_lines_between",
    "read_sentences",
    "read_shard",
]
