"""The nearest miss: what was said that sounds most like a phrase that was not found."""

from annotate_kit import document
from hypothesis import given
from hypothesis import strategies as st

from autoscore.annotate import Miss, nearest
from autoscore.lexicon import PhraseSet, References, Way, skeletons

CALL = document("a|嗯，请少等一夏", "c|请您稍候片刻", "a|再在建")
MOST = 10


def phrases(*texts: str) -> References:
    """Makes what an act's entries sound like."""
    return skeletons((PhraseSet("wait", "等", ways=(Way("way", texts),)),), MOST)


def near(found: Miss | None) -> tuple[int, int, int, str, str] | None:
    return found and (found.near.turn, found.near.start, found.near.end, found.near.quote, found.near.phrase)


def test_the_likest_run_of_the_wanted_turns() -> None:
    """The nearest miss is the run for which most speaks, in the turns that are asked for, as raw words."""
    found = nearest(CALL, (0, 2), phrases("请稍等一下", "祝您愉快"))
    assert near(found) == (0, 2, 7, "请少等一夏", "请稍等一下")
    assert found is not None
    assert 90 <= found.near.strength < 100
    assert 3 < found.alike < 5


def test_nothing_near_is_none() -> None:
    """Where nothing sounds like the phrases, or none of them has three syllables, there is no nearest miss."""
    assert nearest(CALL, (0, 1, 2), phrases("工号幺二三四为您服务")) is None
    assert nearest(CALL, (0, 1, 2), phrases("请", "请稍")) is None
    assert nearest(CALL, (), phrases("请稍等一下")) is None
    assert nearest(CALL, (0, 1, 2), phrases()) is None


def test_the_first_of_equally_near_turns() -> None:
    """Of equally near runs the first said is shown."""
    assert near(nearest(document("a|请少等", "a|请少等"), (0, 1), phrases("请稍等"))) == (0, 0, 3, "请少等", "请稍等")


def test_other_words_are_no_mishearing() -> None:
    """What only lacks some of the words was not misheard; what is written with others of their sound may have been."""
    written, heard = (
        nearest(document(f"a|{said}"), (0,), phrases("请您稍等一下")) for said in ("请您一下", "请您捎灯一下")
    )
    assert written is not None
    assert not written.misheard
    assert heard is not None
    assert heard.misheard


def test_gaps_and_wordings_are_left_out() -> None:
    """Of each entry so many wordings are compared, longer ones first, never more than asked for."""
    many = tuple(f"请稍等{char}下" for char in "一二三四五")
    known = skeletons((PhraseSet("wait", "等", ways=(Way("way", many), Way("way", ("请您稍等一会儿",)))),), 2)
    assert known.texts[0] == "请您稍等一会儿"
    assert len(known.texts) == 2


@given(st.lists(st.text(st.sampled_from("请稍等少后一下嗯，。您😀"), max_size=12), max_size=4))
def test_the_quote_is_the_raw_text_at_the_span(texts: list[str]) -> None:
    """Whatever was said, the shown words are the raw text at the shown span, and near enough."""
    of = document(*(f"a|{text}" for text in texts))
    found = nearest(of, range(len(texts)), phrases("请稍等一下", "请稍候"))
    if found is not None:
        assert found.near.quote == of.quote(found.near.turn, found.near.start, found.near.end) != ""
        assert 60 <= found.near.strength <= 100
