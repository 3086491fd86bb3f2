"""A turn's text is cut so that every criterion finds its own words again."""

from hypothesis import given
from hypothesis import strategies as st

from autoscore.report.html.highlight import Mark, Piece, pieces

TEXT = "乔女士，话费是三十块"


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """Draws a text with marks in it, of which no two of one criterion lie over each other."""
    text = draw(st.text(max_size=40))
    marks = []
    for line in range(draw(st.integers(0, 5))):
        edges = sorted(draw(st.lists(st.integers(0, len(text)), unique=True, max_size=6)))
        marks += [Mark(start, end, line) for start, end in zip(edges[::2], edges[1::2], strict=False)]
    return text, marks


@given(marked())
def test_pieces_are_the_text_and_cover_each_mark_once(drawn: tuple[str, list[Mark]]) -> None:
    """Joined, the pieces are the text; those that carry a criterion are exactly its characters."""
    text, marks = drawn
    found = list(pieces(text, marks))
    assert "".join(piece.text for piece in found) == text
    assert all(piece.text for piece in found)
    place, carried = 0, set()
    for piece in found:
        carried |= {(line, at) for line in piece.lines for at in range(place, place + len(piece.text))}
        place += len(piece.text)
    assert carried == {(mark.line, at) for mark in marks for at in range(mark.start, mark.end)}


def test_overlapping_evidence_carries_both_criteria() -> None:
    """Where two criteria point at the same words, the piece carries both; the rest carries one."""
    found = list(pieces(TEXT, [Mark(0, 3, 1), Mark(0, 10, 4), Mark(2, 5, 7, near=True)]))
    assert found == [
        Piece("乔女", (1, 4)),
        Piece("士", (1, 4), (7,)),
        Piece("，话", (4,), (7,)),
        Piece("费是三十块", (4,)),
    ]


def test_marks_beyond_the_text_are_cut_off() -> None:
    """A sheet that does not fit its call does no harm."""
    assert list(pieces("您好", [Mark(1, 9, 0), Mark(5, 9, 1)])) == [Piece("您"), Piece("好", (0,))]
    assert list(pieces("", [Mark(0, 1, 0)])) == []


def test_evidence_outweighs_nearness_of_the_same_criterion() -> None:
    """Words that are a criterion's evidence and its nearest are its evidence."""
    assert list(pieces("您好", [Mark(0, 2, 0, near=True), Mark(0, 2, 0)])) == [Piece("您好", (0,))]
