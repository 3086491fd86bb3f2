"""Lint of lexicons: entries that can never be found, and entries that say nothing new."""

from collections.abc import Iterator

from autoscore.errors import LexiconError, Problem
from autoscore.lexicon.compile import compile_sets
from autoscore.lexicon.entry import Entry, Lexicon, PhraseSet
from autoscore.lexicon.template import MOST_EXPANSIONS, count, expand, is_plain, literals


def findings(lexicon: Lexicon) -> tuple[Problem, ...]:
    """Returns what is wrong with the entries of a lexicon, in order of file; repetitions are advice."""
    found: list[Problem] = []
    try:
        compile_sets(lexicon)
    except LexiconError as error:
        found.extend(error.problems)
    for phrases in lexicon.sets.values():
        found.extend(_shadowed(phrases))
        found.extend(_fillers(phrases))
    return tuple(sorted(found, key=lambda problem: (problem.place.file, problem.place.line or 0)))


def _fillers(phrases: PhraseSet) -> Iterator[Problem]:
    """Yields entries in which an alternative is a mere filler: it is ignored, and the alternatives become an option."""
    for entry in phrases.entries:
        whole = entry.turn_start and entry.turn_end
        if not whole and any(literal == "" for literal in literals(entry.nodes)):
            what = "有一段只是语气词或标点，会被忽略，所在的括号等于可省"
            yield Problem(entry.place, what, "去掉它，或改用方括号", entry.source, "advice_filler")


def _shadowed(phrases: PhraseSet) -> Iterator[Problem]:
    """Yields ways that one of the set's own blocks always cancels, and ways that stand twice."""
    blocks = {
        text: one
        for one in phrases.entries
        if one.sign == "block" and _is_listed(one) and not _is_bound(one)
        for text in _texts(one)
    }
    seen: dict[tuple[str, bool, bool, bool], Entry] = {}
    for entry in phrases.entries:
        if entry.sign == "block" or not _is_listed(entry):
            continue
        texts = _texts(entry)
        if texts and all(text in blocks for text in texts):
            by = blocks[texts[0]].place
            yield Problem(
                entry.place, f"永远找不到：{by} 的排除项把它全挡住了", "删去一条", entry.source, "never_matches"
            )
        keys = [(text, entry.turn_start, entry.turn_end, entry.clause) for text in texts]
        if keys and all(key in seen for key in keys):
            other = seen[keys[0]].place
            yield Problem(entry.place, f"与 {other} 重复", "删去一条", entry.source, "advice_duplicate")
        seen.update(dict.fromkeys(keys, entry))


def _is_bound(entry: Entry) -> bool:
    return entry.turn_start or entry.turn_end or entry.clause


def _is_listed(entry: Entry) -> bool:
    return is_plain(entry.nodes) and count(entry.nodes) <= MOST_EXPANSIONS


def _texts(entry: Entry) -> list[str]:
    return [text for text in expand(entry.nodes) if text]
