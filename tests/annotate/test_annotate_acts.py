"""Acts: from matches to hits, with what is in doubt, only heard, reported, or out of place."""

import pytest
from annotate_kit import annotator, document, hits, quotes

from autoscore.model import FAINTLY

MIDDLE = (
    "a|行",
    "c|好",
    "a|行",
    "c|好",
    "a|行",
    "c|好",
    "a|行",
    "c|好",
    "a|行",
    "c|好",
    "a|行",
    "c|好",
    "a|行",
    "c|好",
)
REPORTED = ["你没说对不住您了", "他说：“非常抱歉”", "他说非常抱歉", "我不敢 非常抱歉", "他說非常抱歉"]
SAID = ["非常抱歉，他说", "他说了，非常抱歉", "没说错，非常抱歉", "他说你好。非常抱歉"]


def forms(*turns: str, label: str) -> list[tuple[int, str, str]]:
    """Returns the turn, the raw words and the form of the hits of a label that are told, faint ones left out."""
    found = document(*turns)
    told = (hit for hit in hits(found, label) if hit.doubt != FAINTLY)
    return [(hit.turn, found.quote(hit.turn, hit.start, hit.end), hit.form) for hit in told]


@pytest.mark.parametrize("text", REPORTED)
def test_reported_speech_is_no_hit(text: str) -> None:
    """What is told of others, or denied, is not said: no hit right behind such words, blanks and quotes aside."""
    assert quotes(document(f"a|{text}"), "apology") == []


@pytest.mark.parametrize("text", SAID)
def test_speech_away_from_a_report_is_a_hit(text: str) -> None:
    """Words of reporting behind the hit, or with something between, change nothing."""
    assert quotes(document(f"a|{text}"), "apology") == [(0, "非常抱歉")]


def test_a_report_at_the_end_of_a_turn_is_over() -> None:
    """What the next speaker says is not reported by the one before."""
    assert quotes(document("c|他说", "a|非常抱歉"), "apology") == [(1, "非常抱歉")]


def test_hits_are_by_whoever_spoke() -> None:
    """Each hit tells the role of its turn."""
    found = document("a|非常抱歉", "c|非常抱歉", "o|非常抱歉", "i|非常抱歉", by=annotator(assume=True))
    assert [(hit.turn, hit.by) for hit in hits(found, "apology")] == [
        (0, "agent"),
        (1, "customer"),
        (2, "other"),
        (3, "ivr"),
    ]


def test_weak_words_are_in_doubt() -> None:
    """Words that alone prove nothing are hits in doubt, as they are written."""
    found = document("a|不好意思，非常抱歉")
    assert [(hit.start, hit.form, hit.doubt) for hit in hits(found, "apology")] == [
        (0, "clean", "weak"),
        (5, "clean", ""),
    ]


def test_long_sound_alikes_count_anywhere() -> None:
    """Four characters or more that sound like an act are garbled hits in any turn."""
    assert forms(*MIDDLE, "a|飞常抱歉，不是", *MIDDLE, label="apology") == [(14, "飞常抱歉", "garbled")]


def test_sound_alikes_of_a_placed_act_count_only_at_its_place() -> None:
    """Two characters that sound like the farewell count in the last turns and not in the middle of a call."""
    assert forms("a|在建", *MIDDLE, "a|在建", *MIDDLE, "a|在建", label="farewell") == [(30, "在建", "garbled")]


def test_words_as_written_count_anywhere() -> None:
    """An act that is due at one place is a clean hit wherever it is said."""
    assert forms("a|再见", *MIDDLE, "a|再见", *MIDDLE, label="farewell") == [
        (0, "再见", "clean"),
        (15, "再见", "clean"),
    ]


def test_known_mishearings_count_only_at_their_place() -> None:
    """What is known to be misheard for an act is garbled, and a hit only where the act is due."""
    assert forms("a|宁好", *MIDDLE, "a|宁好", *MIDDLE, label="greeting") == [(0, "宁好", "garbled")]
    assert forms("a|周六", *MIDDLE, "a|周六", *MIDDLE, "a|周六", label="farewell") == [(30, "周六", "garbled")]


def test_garbled_hits_are_less_than_sure() -> None:
    """What is only heard has a strength below that of what is written."""
    found = document("a|宁好，飞常抱歉，非常抱歉")
    strengths = {(hit.label, hit.form): hit.strength for hit in found.hits if hit.label in ("greeting", "apology")}
    assert strengths["apology", "clean"] == 100
    assert all(0 < strengths[label, "garbled"] < 100 for label in ("greeting", "apology"))


def test_the_place_after_a_wait() -> None:
    """A mishearing of the thanks for waiting counts in the turn that ends a wait, and not before it."""
    turns = ("a 0-1|九等了", "c 1-2|行", "a 2-3|我查一下", "a 30-31|九等了", "c 31-32|好")
    assert forms(*turns, label="hold_thanks") == [(3, "九等了", "garbled")]


def test_the_call_may_open_with_wei_only_in_the_agents_first_turn() -> None:
    """喂 is an opening where the agent first speaks, and nothing later or from the customer."""
    assert quotes(document("c|喂", "a|喂你好", "c|喂", "a|喂，听得到吗"), "opens_with_wei") == [(1, "喂")]
    assert quotes(document("a|你好", "c|喂", "a|喂"), "opens_with_wei") == []


@pytest.mark.parametrize("text", ["嗯", "嗯。", " 嗯！", "“嗯”"])
def test_a_whole_turn_of_a_filler_is_a_hit(text: str) -> None:
    """An entry that is a filler is found where the whole turn is nothing else, marks aside, as the whole turn."""
    assert quotes(document("c|查话费", f"a|{text}", "c|好"), "mumble") == [(1, text)]


@pytest.mark.parametrize("text", ["嗯嗯", "嗯，好", "好，嗯", "哦", "", "嗯。。。。。。。。。。。"])
def test_a_filler_within_a_turn_is_no_hit(text: str) -> None:
    """With any word beside it, said twice, or with a trail of marks, a filler is only a filler."""
    assert quotes(document("c|查话费", f"a|{text}", "c|好"), "mumble") == []


def test_a_weak_whole_turn_is_in_doubt() -> None:
    """A whole turn may be a weak way like any other."""
    assert [(hit.turn, hit.doubt) for hit in hits(document("a|啊？"), "mumble")] == [(0, "weak")]


def test_thanks_answered_in_the_same_turn_are_the_customers() -> None:
    """谢谢 with 不客气 right behind it are two speakers in one turn: the thanks are given back, in doubt."""
    found = document("c|行", "a|谢谢啊。不客气，非常抱歉。谢谢。")
    assert [(hit.start, hit.by, hit.doubt) for hit in hits(found, "thanks")] == [
        (0, "customer", "role"),
        (13, "agent", ""),
    ]
    assert [(hit.by, hit.doubt) for hit in hits(found, "welcome_reply")] == [("agent", "")]


def test_thanks_are_answered_in_their_own_turn_only() -> None:
    """不客气 in another turn, before the thanks, or far behind them gives nothing back."""
    for turns in (("a|谢谢", "a|行，不客气"), ("a|不客气，谢谢",), ("a|谢谢，我查一下，不客气",)):
        assert [(hit.by, hit.doubt) for hit in hits(document(*turns), "thanks")] == [("agent", "")]


def test_hits_are_in_order_of_place() -> None:
    """The hits of a document are in order of turn and place, each with its raw words."""
    found = document("a|您好，非常抱歉，再见", "c|谢谢，再见")
    assert list(found.hits) == sorted(found.hits)
    assert quotes(found, "greeting", "apology", "farewell", "thanks") == [
        (0, "您好"),
        (0, "非常抱歉"),
        (0, "再见"),
        (1, "谢谢"),
        (1, "再见"),
    ]


def test_a_block_of_a_whole_turn_is_no_hit() -> None:
    """What a block says is never a hit, also where it is a filler as a whole turn."""
    by = annotator("label: yes_word\nkind: expected\nplace: opening\n\n好的呢\n- ^哦$")
    assert quotes(document("a|哦", by=by), "yes_word") == []


@pytest.mark.xfail(strict=True, reason="the brackets of an entry of fillers are dropped: it is looked for as 哦噢")
@pytest.mark.parametrize("text", ["哦", "噢"])
def test_alternatives_of_whole_turns(text: str) -> None:
    """An entry of alternative fillers is found where a turn is one of them."""
    by = annotator("label: yes_word\nkind: expected\n\n^(哦|噢)$")
    assert quotes(document(f"a|{text}", by=by), "yes_word") == [(0, text)]
