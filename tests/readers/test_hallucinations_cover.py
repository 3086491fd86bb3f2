"""The quick looks for lines that nobody said pass over none of them, however it is written."""

from collections.abc import Iterator

import pytest

from autoscore.model import Turn
from autoscore.readers.hallucinations import _LOOP, _LOOP_FROM, known, without_hallucinations
from autoscore.text.characters import FILLERS, STUTTERS, normal_form, squeeze

EVERY = "".join(map(chr, range(0x10000)))
WRITTEN: dict[str, str] = {}
for normal, char in zip(normal_form(EVERY), EVERY, strict=True):
    WRITTEN[normal] = f"{WRITTEN.get(normal, '')}{char}"
LINES = sorted({*known().whole, *known().beginnings})
# What squeezing drops between characters, and at the start.
DROPPED = ["嗯", "，", " ", "。", "——", "嗯，啊", "·"]
STARTS = ["", "那个，", "嗯。", "，那个，", "那个，那个，", "\u3000"]


def is_kept(text: str) -> bool:
    return without_hallucinations((Turn("agent", text, 1.0),))[0] != ()


def ways(line: str) -> Iterator[str]:
    """Yields a listed line in other ways to write it: scripts, marks, hesitation, stutters, a little more behind it."""
    for number in range(4):
        yield "".join(WRITTEN[char][number % len(WRITTEN[char])] for char in line)
    for mark in DROPPED:
        yield mark.join(line)
        yield f"{mark}{line}{mark}"
    for start in STARTS:
        yield f"{start}{line}"
        yield f"{start}{line[0]}，那个，{line[1:]}"
    yield "".join(char * (3 if char in STUTTERS else 1) for char in line)
    yield f"{line}的人"


@pytest.mark.parametrize("line", LINES)
def test_a_listed_line_is_never_passed_over(line: str) -> None:
    """Each way to write a line of the list that the list knows once it is squeezed is left out."""
    unsaid = [text for text in ways(line) if known().has(squeeze(text))]
    assert [text for text in unsaid if is_kept(text)] == []
    assert len(unsaid) > len(DROPPED)


def loops() -> Iterator[str]:
    """Yields phrases said just often enough, that begin with whatever may be dropped or be written in other ways."""
    for char in f"好观a1那个{STUTTERS}{FILLERS}":
        for phrase in (f"{char}看", f"看{char}", f"{char}，看", f"{char}那个看", f"那个，看{char}"):
            yield phrase * 10
            yield f"那个，{phrase * 10}"
            yield f"嗯，{phrase * 10}"
    for char in "观好a1":
        for written in WRITTEN[char]:
            yield f"{char}{written * 29}"
            yield f"{char}看{f'{written}看' * 9}"


def test_a_loop_is_never_passed_over() -> None:
    """A timed turn that is one phrase over and over once it is squeezed is left out, whatever it begins with."""
    unsaid = [text for text in loops() if len(squeeze(text)) >= _LOOP_FROM and _LOOP.fullmatch(squeeze(text))]
    assert [text for text in unsaid if is_kept(text)] == []
    assert len(unsaid) > 100
