"""The nearest miss: what was said that sounds most like a phrase that was not found."""

from annotate_kit import document
from hypothesis import given
from hypothesis import strategies as st

from autoscore.annotate import nearest
from autoscore.model import Nearest

CALL = document("a|嗯，请少等一夏", "c|请您稍候片刻", "a|再在建")


def test_the_likest_run_of_the_wanted_turns() -> None:
    """The nearest miss is the run most like any of the phrases, in the turns that are asked for, as raw words."""
    found = nearest(CALL, (0, 2), ["请稍等一下", "祝您愉快"])
    assert found is not None
    assert (found.turn, found.quote, found.phrase) == (0, "请少等一夏", "请稍等一下")
    assert (found.start, found.end) == (2, 7)
    assert 90 <= found.strength <= 100


def test_nothing_near_is_none() -> None:
    """Where nothing sounds like the phrases, or none of them has two characters, there is no nearest miss."""
    assert nearest(CALL, (0, 1, 2), ["工号幺二三四为您服务"]) is None
    assert nearest(CALL, (0, 1, 2), ["请", "，", ""]) is None
    assert nearest(CALL, (), ["请稍等一下"]) is None
    assert nearest(CALL, (0, 1, 2), []) is None


def test_the_first_of_equally_near_turns() -> None:
    """Of equally near runs the first said is shown."""
    found = nearest(document("a|请少等", "a|请少等"), (0, 1), ["请稍等"])
    assert found == Nearest(0, 0, 3, "请少等", "请稍等", found.strength if found else 0)


@given(st.lists(st.text(st.sampled_from("请稍等少后一下嗯，。您😀"), max_size=12), max_size=4))
def test_the_quote_is_the_raw_text_at_the_span(texts: list[str]) -> None:
    """Whatever was said, the shown words are the raw text at the shown span, and near enough."""
    of = document(*(f"a|{text}" for text in texts))
    found = nearest(of, range(len(texts)), ["请稍等一下", "稍候"])
    if found is not None:
        assert found.quote == of.quote(found.turn, found.start, found.end) != ""
        assert 55 <= found.strength <= 100
