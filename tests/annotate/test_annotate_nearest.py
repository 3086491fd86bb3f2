"""The nearest miss: what was said that sounds most like a phrase that was not found."""

from collections.abc import Sequence

from annotate_kit import document
from hypothesis import given, settings
from hypothesis import strategies as st

from autoscore.annotate import Asked, Miss, nearest
from autoscore.annotate.nearest import alike
from autoscore.lexicon import PhraseSet, Skeletons, Way, hear, skeletons
from autoscore.lexicon.heard import LEAST_LIKE
from autoscore.model import Document
from autoscore.text.view import View

CALL = document("a|嗯，请少等一夏", "c|请您稍候片刻", "a|再在建")
MOST = 10


SETS = {
    label: PhraseSet(label, label, ways=tuple(Way("way", (text,)) for text in texts.split()))
    for label, texts in {
        "wait": "请稍等一下 请稍候 请您稍等一会儿",
        "thanks": "谢谢您 感谢您的等待 请稍候",
        "bye": "请您慢走 祝您愉快",
        "none": "",
    }.items()
}
PARTS = (("wait",), ("thanks", "bye"), ("none",), ("bye", "wait", "unknown"))


def phrases(*texts: str) -> Skeletons:
    """Makes what an act's entries sound like."""
    return skeletons({"wait": PhraseSet("wait", "等", ways=(Way("way", texts),))}, [("wait",)], MOST)


def nearest_in(of: Document, turns: Sequence[int], known: Skeletons) -> Miss | None:
    """Returns the nearest miss of one question about one call."""
    [found] = nearest([of], [Asked(0, tuple(turns), 0)], known)
    return found


def plainly(of: Document, asked: Asked) -> tuple[int, int, int, str, str] | None:
    """Returns the nearest miss of a question as a search of its own finds it, in its turns and for its phrases only."""
    known = skeletons(SETS, [PARTS[asked.part]], MOST).known
    texts = [of.transcript.turns[turn].text for turn in asked.turns]
    view = View.of(texts)
    found = [(alike(len(known.texts[one.row]), one.likeness), -one.start, -one.row, one) for one in hear(known, view)]
    if not found:
        return None
    one = max(found, key=lambda found: found[:3])[3]
    number, start, end = view.raw(one.start, one.end)
    return asked.turns[number], start, end, texts[number][start:end], known.texts[one.row]


def near(found: Miss | None) -> tuple[int, int, int, str, str] | None:
    return found and (found.near.turn, found.near.start, found.near.end, found.near.quote, found.near.phrase)


def test_the_likest_run_of_the_wanted_turns() -> None:
    """The nearest miss is the run for which most speaks, in the turns that are asked for, as raw words."""
    found = nearest_in(CALL, (0, 2), phrases("请稍等一下", "祝您愉快"))
    assert near(found) == (0, 2, 7, "请少等一夏", "请稍等一下")
    assert found is not None
    assert 90 <= found.near.strength < 100
    assert 3 < found.alike < 5


def test_nothing_near_is_none() -> None:
    """Where nothing sounds like the phrases, or none of them has three syllables, there is no nearest miss."""
    assert nearest_in(CALL, (0, 1, 2), phrases("工号幺二三四为您服务")) is None
    assert nearest_in(CALL, (0, 1, 2), phrases("请", "请稍")) is None
    assert nearest_in(CALL, (), phrases("请稍等一下")) is None
    assert nearest_in(CALL, (0, 1, 2), phrases()) is None


def test_the_first_of_equally_near_turns() -> None:
    """Of equally near runs the first said is shown."""
    assert near(nearest_in(document("a|请少等", "a|请少等"), (0, 1), phrases("请稍等"))) == (
        0,
        0,
        3,
        "请少等",
        "请稍等",
    )


def test_other_words_are_no_mishearing() -> None:
    """What only lacks some of the words was not misheard; what is written with others of their sound may have been."""
    written, heard = (
        nearest_in(document(f"a|{said}"), (0,), phrases("请您稍等一下")) for said in ("请您一下", "请您捎灯一下")
    )
    assert written is not None
    assert not written.misheard
    assert heard is not None
    assert heard.misheard


def test_gaps_and_wordings_are_left_out() -> None:
    """Of each entry so many wordings are compared, longer ones first, never more than asked for."""
    many = tuple(f"请稍等{char}下" for char in "一二三四五")
    owner = PhraseSet("wait", "等", ways=(Way("way", many), Way("way", ("请您稍等一会儿",))))
    known = skeletons({"wait": owner}, [("wait",)], 2).known
    assert known.texts[0] == "请您稍等一会儿"
    assert len(known.texts) == 2


def test_each_question_compares_its_own_phrases() -> None:
    """Questions share the phrases that they have in common, and each has the longest of its own."""
    for most in (1, 2, 10):
        together = skeletons(SETS, PARTS, most)
        for part, labels in zip(together.parts, PARTS, strict=True):
            own = skeletons(SETS, [labels], most).known.texts
            assert tuple(text for text, member in zip(together.known.texts, part, strict=True) if member) == own


def test_many_questions_are_kept_apart() -> None:
    """Also beyond as many questions as a number has bits, each is answered with its own phrases only."""
    many = tuple(("wait",) if number % 2 else ("bye",) for number in range(150))
    asked = [Asked(0, (0,), part) for part in range(len(many))]
    found = nearest([document("a|请少等一夏，祝您鱼快")], asked, skeletons(SETS, many, MOST))
    assert [one and one.near.phrase for one in found] == ["祝您愉快", "请稍等一下"] * 75


said = st.text(st.sampled_from("请稍等少后一下嗯，。谢您感的待祝愉快慢走😀"), max_size=12)


@st.composite
def batches(draw: st.DrawFn) -> tuple[list[Document], list[Asked]]:
    """Draws some calls and questions about some of their turns, in order of the turns."""
    calls = draw(st.lists(st.lists(said, min_size=1, max_size=4), min_size=1, max_size=3))
    asked = [
        Asked(call, tuple(sorted(draw(st.sets(st.integers(0, len(calls[call]) - 1))))), part)
        for call, part in draw(st.lists(st.tuples(st.integers(0, len(calls) - 1), st.integers(0, 3)), max_size=6))
    ]
    return [document(*(f"a|{text}" for text in texts)) for texts in calls], asked


@settings(deadline=None, max_examples=300)
@given(batches())
def test_all_questions_at_once_are_answered_as_each_alone(batch: tuple[list[Document], list[Asked]]) -> None:
    """The answers of a batch are those of searches in the turns, and for the phrases, of each question alone."""
    documents, asked = batch
    found = nearest(documents, asked, skeletons(SETS, PARTS, MOST))
    assert [*map(near, found)] == [plainly(documents[one.call], one) for one in asked]


def test_for_whatever_is_heard_something_speaks() -> None:
    """Even of what is least like a phrase there is more that speaks for it than against it."""
    assert alike(1, LEAST_LIKE) > 0


@given(st.lists(st.text(st.sampled_from("请稍等少后一下嗯，。您😀"), max_size=12), max_size=4))
def test_the_quote_is_the_raw_text_at_the_span(texts: list[str]) -> None:
    """Whatever was said, the shown words are the raw text at the shown span, and near enough."""
    of = document(*(f"a|{text}" for text in texts))
    found = nearest_in(of, range(len(texts)), phrases("请稍等一下", "请稍候"))
    if found is not None:
        assert found.near.quote == of.quote(found.near.turn, found.near.start, found.near.end) != ""
        assert 60 <= found.near.strength <= 100
