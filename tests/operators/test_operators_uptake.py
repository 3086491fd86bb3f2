"""What is taken up of the other's words is looked up for a whole call at once, and found as a plain search finds it."""

from hypothesis import given
from hypothesis import strategies as st

from autoscore.model import Document, Transcript, Turn
from autoscore.operators.uptake import is_of, said_by, uptake
from autoscore.text.characters import normal_form
from autoscore.text.rarity import Content, contents

PIECES = (
    "宽带",
    "妈妈",
    "妈",
    "流量",
    "一百二十元",
    "１２０",
    "路由器",
    "，",
    "卡",
    "红灯亮",
    "嗯",
    "\n",
    "138001",
    "IPTV",
)
texts = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
calls = st.lists(st.tuples(st.sampled_from(["agent", "customer", "other", "ivr"]), texts), min_size=1, max_size=7)


def document(said: list[tuple[str, str]]) -> Document:
    turns = tuple(Turn(role, text) for role, text in said)  # type: ignore[arg-type]
    return Document(Transcript("t", turns), tuple(turn.role for turn in turns), ())


def taken(one: Content, other: str) -> bool:
    """Tells by a plain search whether a word stands in another text."""
    text, theirs = normal_form(other), {word.word for word in contents(other)}
    forms = {one.word} if len(one.word) > 1 and one.word[0] != "#" else set()
    forms |= {one.word[0]} if one.word == one.word[0] * 2 else set()
    return one.word in theirs or any(form in text for form in forms)


@given(calls, st.data())
def test_uptake_is_what_a_plain_search_finds(said: list[tuple[str, str]], data: st.DataObject) -> None:
    """Each word inside the run that stands in a source counts once, its first time; sources are those that have one."""
    of = document(said)
    turn = data.draw(st.integers(0, len(said) - 1))
    start, end = data.draw(st.integers(-2, 9)), data.draw(st.integers(0, 30))
    sources = tuple(data.draw(st.sets(st.integers(0, len(said) - 1))))
    own = [one for one in contents(said[turn][1]) if start <= one.start and one.end <= end]
    found = [one for one in own if any(taken(one, said[source][1]) for source in sources)]
    words = tuple({one.word: one for one in reversed(found)}.values())
    got = uptake(of, turn, start, end, sources)
    assert sorted(got.words, key=lambda one: one.start) == sorted(words, key=lambda one: one.start) == list(got.words)
    assert got.weight == sum(one.weight for one in got.words)
    assert got.sources == tuple(sorted({s for s in sources if any(taken(one, said[s][1]) for one in found)}))
    assert uptake(of, turn, start, end, sources) == got


@given(calls, st.sampled_from(["agent", "customer", "any"]), st.integers(-2, 8), st.integers(-2, 6))
def test_the_turns_of_a_side(said: list[tuple[str, str]], by: str, first: int, last: int) -> None:
    """They are those of the side between two turns, both inclusive, in order; none beyond the call."""
    of = document(said)
    expected = tuple(turn for turn in range(len(said)) if first <= turn <= last and is_of(of, turn, by))
    assert said_by(of, by, first, last) == expected
