"""Playback: the customer's numbers and needs said back."""

import pytest
from annotate_kit import annotator, document, hits

NUMBERS = {
    "the same digits": (("c|尾号四一七六", "a|4176，记下了"), [(1, "4176")]),
    "spoken for written": (("c|尾号4176", "a|尾号是四幺七六"), [(1, "四幺七六")]),
    "the last of them": (("c|号码13800004176", "a|尾号是4176吧"), [(1, "4176")]),
    "more than was said": (("c|尾号176", "a|您是4176"), [(1, "4176")]),
    "full width": (("c|４１７６", "a|4176"), [(1, "4176")]),
    "a masked number": (("c|我的号码是[号码]", "a|[号码]是吧"), [(1, "[号码]")]),
    "three turns back": (("c|4176", "a|好", "c|嗯", "a|4176"), [(3, "4176")]),
    "four turns back": (("c|4176", "a|好", "c|嗯", "c|行", "a|4176"), []),
    "another number in a sentence": (("c|尾号4176", "a|您的尾号应该是4277"), []),
    "another number alone": (("c|尾号4176", "a|4177。"), [(1, "4177")]),
    "a number where none was given": (("c|查话费", "a|4177。"), []),
    "one digit": (("c|我要三个", "a|三个"), []),
    "said by the agent before": (("a|4176", "c|嗯", "a|4176"), []),
    "nothing said before": (("a|4176是吧", "c|对"), []),
    "said back by the customer": (("a|4176", "c|4176"), []),
}
NEEDS = {
    "the need": (("c|我想把宽带提速", "a|您是想宽带提速对吗"), [(1, "您是想宽带提速对吗")]),
    "only its clause": (("c|我想把宽带提速", "a|好的，您是想宽带提速，对吗？"), [(1, "您是想宽带提速，对吗")]),
    "not over a sentence": (("c|我想把宽带提速", "a|宽带提速好的。您查话费对吗"), []),
    "without a tag": (("c|我想把宽带提速", "a|您想宽带提速"), [(1, "您想宽带提速")]),
    "another need": (("c|我想把宽带提速", "a|您是想查话费对吗"), []),
    "only common pairs": (("c|那么现在，可以", "a|您现在可以对吗"), []),
    "the customer's own words": (("c|三百兆就行", "a|三百兆就行。我给您办"), [(1, "三百兆就行")]),
    "less than the customer's own words": (("c|三百兆就行", "a|三百块就好"), []),
    "nothing said before": (("a|您是想宽带提速对吗",), []),
}


def said_back(kind: str, *turns: str) -> list[tuple[int, str]]:
    """Returns the turn and the raw words of what was said back of one kind."""
    found = document(*turns)
    said = (hit for hit in hits(found, "repeat_confirm") if hit.fact("kind") == kind)
    return [(hit.turn, found.quote(hit.turn, hit.start, hit.end)) for hit in said]


@pytest.mark.parametrize(("turns", "expected"), NUMBERS.values(), ids=NUMBERS)
def test_numbers_said_back(turns: tuple[str, ...], expected: list[tuple[int, str]]) -> None:
    """A number of the customer's that the agent repeats within three turns, or one alone behind it, is played back."""
    assert said_back("number", *turns) == expected


@pytest.mark.parametrize(("turns", "expected"), NEEDS.values(), ids=NEEDS)
def test_needs_said_back(turns: tuple[str, ...], expected: list[tuple[int, str]]) -> None:
    """A clause with a pair of the customer's and a tag behind it, or one nearly to the letter, is played back."""
    assert said_back("need", *turns) == expected


def test_playback_tells_what_kind_it_is() -> None:
    """A number and a need in one turn are two hits of the agent, each told by its kind, in order of place."""
    found = document("c|我想给4176的宽带提速", "a|4176，我记下了。您想给宽带提速是吗")
    assert [(hit.by, hit.form, hit.facts) for hit in hits(found, "repeat_confirm")] == [
        ("agent", "clean", (("kind", "number"),)),
        ("agent", "clean", (("kind", "need"),)),
    ]


def test_what_the_lexicon_finds_is_not_told_twice() -> None:
    """Where a way of the lexicon overlaps what was played back, there is one hit, the lexicon's."""
    by = annotator("label: repeat_confirm\nkind: expected\n\n您说的是…8对吗")
    found = document("c|我想把宽带提速", "a|您说的是宽带提速对吗", by=by)
    assert [(found.quote(1, hit.start, hit.end), hit.facts) for hit in hits(found, "repeat_confirm")] == [
        ("您说的是宽带提速对吗", ())
    ]


def test_the_same_words_are_not_said_back_twice() -> None:
    """Digits that are said back are one hit, not a number and a need at the same place."""
    found = document("c|尾号4176", "a|4176")
    assert [(hit.start, hit.end) for hit in hits(found, "repeat_confirm")] == [(0, 4)]
