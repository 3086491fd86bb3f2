"""Fair use: what looks like an act and is none is not found, and what is one in hard dress is.

Each file of `fair_use` is for one act; a line is what is expected, a tab, and what is said: a turn of the agent amid a
call, or turns with `a:` or `c:` before each and ` / ` between them. `none` is no hit by the agent, `found` a clean one
in no doubt, `doubt` hits of which none is sure. Of expected acts only clean hits are looked at: how much may only sound
like them is settled elsewhere; a taboo must not even sound.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from annotate_kit import call

from autoscore.api import annotator
from autoscore.model import Document, Transcript

FOLDER = Path(__file__).parent / "fair_use"
UNSOLVED = "unsolved.tsv"
BEFORE = ("a|嗯。", "c|我家宽带断了。", "a|嗯。", "c|是昨天断的。")
AFTER = ("c|是吧。", "a|嗯。", "c|对。", "a|嗯。", "c|行。", "a|嗯。", "c|对。", "a|嗯。")
Row = tuple[str, str, str]


def rows() -> list[Row]:
    """Reads the files: act, what is expected, what is said."""
    return [
        (path.stem, *line.split("\t", 1))
        for path in sorted(FOLDER.glob("*.tsv"))
        if path.name != UNSOLVED
        for line in path.read_text("utf-8").splitlines()
    ]


def unsolved() -> Iterator[tuple[Row, str]]:
    """Reads the rows that are not solved, with the reason of each."""
    for line in (FOLDER / UNSOLVED).read_text("utf-8").splitlines():
        act, expected, said, reason = line.split("\t")
        yield (act, expected, said), reason


def transcript(said: str) -> Transcript:
    """Makes the call of a line; a lone turn stands amid others, where no act is due."""
    if said[:2] in ("a:", "c:"):
        return call(*(f"{turn[0]}|{turn[2:]}" for turn in said.split(" / ")))
    return call(*BEFORE, f"a|{said}", *AFTER)


@cache
def documents() -> dict[str, Document]:
    """Annotates all that is said in the files at once."""
    said = list(dict.fromkeys([*(row[2] for row in rows()), *(row[2] for row, _ in unsolved())]))
    return dict(zip(said, annotator(assume_roles=True).annotate([transcript(one) for one in said]), strict=True))


@cache
def taboos() -> frozenset[str]:
    return frozenset(label for label, found in annotator().lexicon.sets.items() if found.kind in ("taboo", "red_line"))


def judged(act: str, said: str) -> str:
    """Tells whether an act was found for sure, in doubt or not at all."""
    heard = act in taboos()
    hits = [hit for hit in documents()[said].labelled(act) if hit.by == "agent" and (heard or hit.form == "clean")]
    if any(not hit.doubt and hit.form == "clean" for hit in hits):
        return "found"
    return "doubt" if hits else "none"


def test_every_act_has_cases_of_both_kinds() -> None:
    """No act goes without words that are it and words that are not, six of each at least."""
    acts = {label for label, found in annotator().lexicon.sets.items() if found.is_act}
    held = {act: [row[1] for row in rows() if row[0] == act] for act in acts}
    assert [act for act, kinds in held.items() if min(kinds.count("none"), len(kinds) - kinds.count("none")) < 6] == []


@pytest.mark.parametrize(("act", "expected", "said"), rows())
def test_fair_use(act: str, expected: str, said: str) -> None:
    """An act is found where it was done, and nowhere else."""
    assert judged(act, said) == expected


@pytest.mark.parametrize(
    ("act", "expected", "said"),
    [pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason)) for row, reason in unsolved()],
)
def test_not_solved(act: str, expected: str, said: str) -> None:
    """What is known to go wrong still does; a case that comes right moves to its act's file."""
    assert judged(act, said) == expected
