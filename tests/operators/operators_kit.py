"""Conditions put to calls whose hits are written into the words, or are found by small lexicons.

A turn is `客服：话`, `[秒-秒] 客户：话` or, where only its start is known, `[秒-] 客户：话`. `{greeting:您好}` is
a hit of 您好; a sign before the label puts it in doubt: `~` only sounds alike (60), `≈` sounds alike (90), `?` hangs
on tone, `@` may be somebody else's. Facts stand behind the label: `{amount(yuan=5.00):五块}`. `[[…]]` marks the words
that a condition is to answer with.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from autoscore.errors import Place, ProblemsError
from autoscore.lexicon import Lexicon, PhraseSet, entry
from autoscore.model import Document, Finding, Hit, Role, Span, Transcript, Truth, Turn
from autoscore.operators import Condition, Context
from autoscore.rubric import parse_text
from autoscore.scoring import compile_rubric
from autoscore.text.words import word_starts

YES, NO, UNSURE = Truth.YES, Truth.NO, Truth.UNSURE
_ROLES: dict[str, Role] = {"客服": "agent", "客户": "customer", "旁人": "other", "系统": "ivr"}
_LINE = re.compile(r"(?:\[(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)?\] )?(客服|客户|旁人|系统)：(.*)")
_MARK = re.compile(r"\{([~≈?@]?)(\w+)(?:\(([^)]*)\))?:|\}|\[\[|\]\]")
_HEAD = 'rubric: t\ntitle: t\nversion: "1"\nchannel: phone\nsource: S\ncriteria:\n'


@dataclass(frozen=True)
class Told:
    """Is a call as written: its document, and the spans that are marked."""

    document: Document
    marked: frozenset[Span]


def call(*lines: str, metadata: Mapping[str, str] | None = None, date: str | None = None) -> Told:
    """Reads a call with the hits that are written into it."""
    turns: list[Turn] = []
    hits: list[Hit] = []
    marked: list[Span] = []
    for number, line in enumerate(lines):
        start, end, role, words = _parts(line)
        text, found, spans = _read(words, number, role)
        turns.append(Turn(role, text, start, end))
        hits += found
        marked += spans
    transcript = Transcript("t", tuple(turns), "phone", date, metadata=dict(metadata or {}))
    roles = tuple(turn.role for turn in turns)
    return Told(Document(transcript, roles, tuple(sorted(hits)), words=word_starts), frozenset(marked))


def _parts(line: str) -> tuple[float | None, float | None, Role, str]:
    match = _LINE.fullmatch(line)
    assert match is not None, line
    start, end = (None if stamp is None else float(stamp) for stamp in match.group(1, 2))
    return start, end, _ROLES[match[3]], match[4]


def _read(words: str, turn: int, role: Role) -> tuple[str, list[Hit], list[Span]]:
    text, done = "", 0
    opened: list[tuple[re.Match[str] | None, int]] = []
    hits: list[Hit] = []
    spans: list[Span] = []
    for mark in _MARK.finditer(words):
        text += words[done : mark.start()]
        done = mark.end()
        if mark[0] in ("}", "]]"):
            begun, start = opened.pop()
            if begun is None:
                spans.append(Span(turn, start, len(text)))
            else:
                hits.append(_hit(begun, Span(turn, start, len(text)), role))
        else:
            opened.append((None if mark[0] == "[[" else mark, len(text)))
    assert not opened, words
    return text + words[done:], hits, spans


def _hit(mark: re.Match[str], span: Span, role: Role) -> Hit:
    form, strength = {"~": ("garbled", 60), "≈": ("garbled", 90)}.get(mark[1], ("clean", 100))
    doubt = {"?": "weak", "@": "role"}.get(mark[1], "")
    pairs = (fact.partition("=") for fact in (mark[3] or "").split(",") if fact)
    facts = tuple((name, value) for name, _, value in pairs)
    return Hit(span.turn, span.start, span.end, mark[2], role, form, strength, doubt, facts)  # type: ignore[arg-type]


def refused(condition: str, words: Lexicon | None = None) -> list[str]:
    """Returns the codes of the problems that a rubric with a condition has before any call is read."""
    text = f"{_HEAD}  - {{id: a, title: a, why: w, source: S, find: {condition}}}\n"
    rubric, problems = parse_text(text)
    if rubric is not None and not problems:
        try:
            compile_rubric(rubric, words or lexicon({}))
        except ProblemsError as error:
            problems = error.problems
    return [one.code for one in problems]


def bind(condition: str) -> Condition:
    """Binds a condition as a rubric would."""
    text = f"{_HEAD}  - {{id: a, title: a, why: w, source: S, find: {condition}}}\n"
    rubric, problems = parse_text(text)
    assert not problems, [str(one) for one in problems]
    assert rubric is not None
    return rubric.criteria[0].form.find  # type: ignore[attr-defined, no-any-return]


def ask(condition: str, told: Told, *, sure: int = 80, strict: bool = False) -> Finding:
    return bind(condition).find(told.document, Context(sure=sure, strict=strict))


def spans(finding: Finding) -> frozenset[Span]:
    return frozenset(hit.span for hit in finding.hits)


def check(
    condition: str, truth: Truth, *lines: str, sure: int = 80, strict: bool = False, date: str | None = None
) -> Finding:
    """Checks what a condition answers to a call, and by which words."""
    told = call(*lines, date=date)
    found = ask(condition, told, sure=sure, strict=strict)
    assert (found.truth, spans(found)) == (truth, told.marked), found
    return found


def lexicon(sets: Mapping[str, str], slots: Mapping[str, str] | None = None) -> Lexicon:
    """Makes a lexicon: the entries of a set in one text, parted by spaces; `label@customer` says who says them."""
    found = [_set(*label.partition("@")[::2], ways) for label, ways in sets.items()]
    values = {name: tuple(text.split()) for name, text in (slots or {}).items()}
    return Lexicon({one.label: one for one in found}, values)


def _set(label: str, by: str, ways: str) -> PhraseSet:
    lines = tuple(entry(label, way, Place("test")) for way in ways.split())
    return PhraseSet(label, label, kind="expected", by=by or "agent", entries=lines)


def hear(
    condition: str,
    truth: Truth,
    *lines: str,
    words: Lexicon | None = None,
    metadata: Mapping[str, str] | None = None,
    date: str | None = None,
    strict: bool = False,
) -> Finding:
    """Checks what a condition answers to a call whose hits are found by a lexicon and the rubric's own words."""
    text = f"{_HEAD}  - {{id: a, title: a, why: w, source: S, find: {condition}}}\n"
    rubric, problems = parse_text(text)
    assert not problems, [str(one) for one in problems]
    assert rubric is not None
    scorer = compile_rubric(rubric, words or lexicon({}), assume_roles=True)
    told = call(*lines, metadata=metadata, date=date)
    [document] = scorer.annotator.annotate([told.document.transcript])
    found = bind(condition).find(document, Context(strict=strict))
    assert (found.truth, spans(found)) == (truth, told.marked), found
    return found
