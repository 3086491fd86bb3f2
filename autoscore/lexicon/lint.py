"""Lint of lexicons: entries that can never be found, that say nothing new, or that are not what they look like."""

from collections.abc import Iterator

from autoscore.errors import LexiconError, Problem
from autoscore.lexicon.compile import compile_sets
from autoscore.lexicon.entry import SIGNS, Entry, Lexicon, PhraseSet
from autoscore.lexicon.lint_pairs import across_sets, within_set
from autoscore.lexicon.listed import is_bound, texts
from autoscore.lexicon.template import Choice, Gap, Literal, Sequence, Slot, literals

# Words that any two sentences may share: the slot that holds them.
COMMON = "常用二字"
_SAID = ("way", "exact")


def findings(lexicon: Lexicon) -> tuple[Problem, ...]:
    """Returns what is wrong with the entries of a lexicon, in order of file.

    What only says nothing new, or reaches less or further than it looks, is advice: its code begins with `advice_`.
    """
    found: list[Problem] = []
    try:
        compile_sets(lexicon)
    except LexiconError as error:
        found.extend(error.problems)
    common = lexicon.slot_set(COMMON)
    for phrases in lexicon.sets.values():
        found.extend(within_set(phrases))
        for entry in phrases.entries:
            found.extend(_of_entry(entry))
            if _counts_anywhere(phrases):
                found.extend(_everywhere(entry, common))
        found.extend(_empty_slots(phrases, lexicon))
    found.extend(across_sets(lexicon.sets.values()))
    return tuple(sorted(found, key=lambda problem: (problem.place.file, problem.place.line or 0)))


def _of_entry(entry: Entry) -> Iterator[Problem]:
    yield from _filler(entry)
    yield from _inner_sign(entry)
    yield from _gap_at_edge(entry)


def _counts_anywhere(phrases: PhraseSet) -> bool:
    """Tells whether a set's ways count by themselves wherever they stand; those of phrases are but parts of rules."""
    return phrases.is_act and not phrases.places


def _filler(entry: Entry) -> Iterator[Problem]:
    """Yields an entry in which an alternative is a mere filler: it is ignored, and the choice becomes an option."""
    whole = entry.turn_start and entry.turn_end
    if not whole and not list(_signs_inside(entry)) and any(literal == "" for literal in literals(entry.nodes)):
        what = "有一段只是语气词或标点，会被忽略，所在的括号等于可省"
        yield Problem(entry.place, what, "去掉它，或改用方括号", entry.source, "advice_filler")


def _inner_sign(entry: Entry) -> Iterator[Problem]:
    """Yields an entry with a sign where it is none: marks are ignored there, so it hits more than it says."""
    found = [*_signs_inside(entry)]
    if found:
        what = f"“{found[0]}”不在{'结尾' if found[0] == '$' else '开头'}，会被当作标点忽略"
        todo = "把它放到整条的头尾；括号里各有各的写法时拆成几行"
        yield Problem(entry.place, what, todo, entry.source, "inner_sign")


def _signs_inside(entry: Entry) -> Iterator[str]:
    """Yields the signs that stand inside an entry: a second one before it, or `^`, `=` and `$` off their places."""
    body = entry.source
    for sign in SIGNS:
        body = body.removeprefix(sign)
    yield from (sign.strip() for sign in SIGNS if body.startswith(sign))
    body = body[1:] if entry.turn_start or entry.clause else body
    yield from (char for char in body.removesuffix("$") if char in "^=$")


def _gap_at_edge(entry: Entry) -> Iterator[Problem]:
    """Yields an entry that begins or ends in a gap which no sign holds: nothing stands beyond it that it could reach.

    The first gap of a block takes in the ways before it.
    """
    todo = "去掉它，或在外面再写上要有的字"
    if not _least(entry.nodes):
        return
    if not (entry.turn_end or entry.clause) and _has_gap_at(entry.nodes, -1):
        what = "结尾的间隔没有东西可隔，有没有它都一样"
        yield Problem(entry.place, what, todo, entry.source, "advice_gap_at_edge")
    elif not (entry.turn_start or entry.clause or entry.sign == "block") and _has_gap_at(entry.nodes, 0):
        what = "开头的间隔没有东西可隔：不要求前面有字，只会把前面的字也算成原话"
        yield Problem(entry.place, what, todo, entry.source, "advice_gap_at_edge")


def _has_gap_at(nodes: Sequence, edge: int) -> bool:
    """Tells whether a sequence, or any of its choices there, has a gap at its first (0) or last (-1) place."""
    if not nodes:
        return False
    node = nodes[edge]
    return isinstance(node, Gap) or (isinstance(node, Choice) and any(_has_gap_at(one, edge) for one in node.options))


def _everywhere(entry: Entry, common: frozenset[str]) -> Iterator[Problem]:
    """Yields a way whose words are so few or so common that nearly every call has them."""
    if entry.sign not in _SAID or is_bound(entry):
        return
    short = _least(entry.nodes) == 1
    usual = next((text for text in texts(entry) if text in common), None)
    if short or usual:
        what = "有的说法只剩一个字可认" if short else f"“{usual}”是谁都常说的两个字"
        todo = "前后多写一两个字，或用 ^、$、= 限定它独自成句"
        yield Problem(entry.place, f"{what}，差不多哪里都会命中", todo, entry.source, "advice_everywhere")


def _least(nodes: Sequence) -> int:
    """Returns how many characters the shortest wording of a sequence has; a slot's value is held to be two."""
    return sum(_least_of(node) for node in nodes)


def _least_of(node: Literal | Gap | Slot | Choice) -> int:
    if isinstance(node, Literal):
        return len(node.text)
    if isinstance(node, Choice):
        return min(map(_least, node.options))
    return 2 if isinstance(node, Slot) else 0


def _empty_slots(phrases: PhraseSet, lexicon: Lexicon) -> Iterator[Problem]:
    """Yields entries with a slot that has been emptied: they are never found."""
    for entry in phrases.entries:
        empty = next((name for name in _slots(entry.nodes) if lexicon.slots.get(name) == ()), None)
        if empty is not None:
            what = f"槽“{{{empty}}}”里一个值也没有，这一条永远找不到"
            yield Problem(entry.place, what, "给槽文件写上值，或删去这一条", entry.source, "advice_empty_slot")


def _slots(nodes: Sequence) -> Iterator[str]:
    """Yields the slots that every wording of a sequence needs."""
    for node in nodes:
        if isinstance(node, Slot):
            yield node.name
        elif isinstance(node, Choice):
            needed = [set(_slots(option)) for option in node.options]
            yield from sorted(set.intersection(*needed))
