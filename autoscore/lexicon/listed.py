"""Entries that are short lists of phrases: those can be held against each other."""

from autoscore.lexicon.entry import Entry
from autoscore.lexicon.template import MOST_EXPANSIONS, count, expand, is_plain


def is_bound(entry: Entry) -> bool:
    """Tells whether an entry counts only at a place: where a turn begins or ends, or as a clause."""
    return entry.turn_start or entry.turn_end or entry.clause


def is_listed(entry: Entry) -> bool:
    """Tells whether an entry stands for a few phrases, with neither gap nor slot."""
    return is_plain(entry.nodes) and count(entry.nodes) <= MOST_EXPANSIONS


def texts(entry: Entry) -> list[str]:
    """Returns the phrases that an entry stands for; none where they are not listed."""
    return [text for text in expand(entry.nodes) if text] if is_listed(entry) else []
