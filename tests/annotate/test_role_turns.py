"""Turns that hold both sides' words: which ones are noticed, what in them is whose, and what is left in doubt."""

from collections.abc import Sequence
from functools import cache

import pytest
from annotate_kit import document, hits, kinds

from autoscore.annotate import Annotator
from autoscore.api import annotator
from autoscore.model import Document, Hit

# Thanks returned in one turn are two speakers' whatever the roles are.
RETURNED = ("thanks", "thanks_word", "closing_thanks", "call_closes")
OPENING = ("a|您好，请问有什么可以帮您？", "c|我问一下话费。")
CLOSING = ("a|请您稍后评价，再见。", "c|再见。")


@cache
def shipped(assume: bool = False) -> Annotator:
    return annotator(assume_roles=assume)


def within(*lines: str, assume: bool = False) -> Document:
    """Returns a call with some lines between an opening and a closing that are as they should be."""
    return document(*OPENING, *lines, *CLOSING, by=shipped(assume))


def of(found: Document, label: str, turn: int = len(OPENING)) -> list[tuple[str, str, str]]:
    """Returns the words, side and doubt of the hits of a label in a turn."""
    here: Sequence[Hit] = [hit for hit in hits(found, label) if hit.turn == turn]
    return [(found.quote(hit.turn, hit.start, hit.end), hit.by, hit.doubt) for hit in here]


AGENTS_IN_CUSTOMERS = [
    ("嗯那个业务是什么，好的，您稍等。", "hold_notice", "稍等"),
    ("等我，您稍等。", "hold_notice", "稍等"),
    ("那弄一下吧，请您稍等。", "hold_notice", "稍等"),
    ("我从来没点过啊。先生您好，我帮您核实一下。", "plain_address", "先生"),
    ("女士，您这个是上个月扣的。可我没点过啊", "plain_address", "女士"),
    ("我不懂，先生您先别着急，我给您查一下。", "plain_address", "先生"),
    ("行，请您稍后评价，再见。", "farewell", "再见"),
    ("不用了，感谢您的来电，祝您生活愉快，再见。", "farewell", "再见"),
    ("没有了，非常抱歉，让您久等了。", "apology", "非常抱歉"),
    ("是我办的，您还有其他问题吗？没有了", "anything_else", "还有其他问题吗"),
    ("哦，感谢您的耐心等待，查询到您上月扣了十元。", "hold_thanks", "感谢您的耐心等待"),
]


@pytest.mark.parametrize(("said", "label", "quote"), AGENTS_IN_CUSTOMERS)
def test_an_agents_words_in_a_customers_turn_are_his_in_doubt(said: str, label: str, quote: str) -> None:
    """What only staff say counts as the agent's, in doubt, with a warning; the turn stays the customer's."""
    found = within(f"c|{said}")
    assert any(quote in words and side == "agent" and doubt == "role" for words, side, doubt in of(found, label))
    assert kinds(found) == ["roles_merged"]
    assert found.roles[len(OPENING)] == "customer"


CUSTOMERS_OWN = [
    "您好，谢谢您。",
    "谢谢啊，再见。",
    "好的，麻烦您了。",
    "您帮我看看行吗？",
    "麻烦您帮我查一下。",
    "您稍等，我找一下。",
    "您稍等一下我拿个笔。",
    "稍等我记一下。",
    "您贵姓来着？",
    "请问多少钱？",
    "不好意思，我没听清。",
    "你好，师傅，给您身份证。",
    "您忙吧，谢谢您。",
    "您好您好，我想问一下这个月怎么多扣了。",
    "对，是我本人。",
]


@pytest.mark.parametrize("said", CUSTOMERS_OWN)
def test_a_polite_customer_is_a_customer(said: str) -> None:
    """Thanks, greetings and polite requests show no agent: the words stay the customer's, and nothing is warned of."""
    found = within(f"c|{said}")
    assert kinds(found) == []
    assert {hit.by for hit in found.hits if hit.turn == len(OPENING)} <= {"customer"}


@pytest.mark.parametrize(
    ("said", "label", "quote"),
    [
        ("还有其他可以帮您的吗？谢谢，我没别的事了。", "thanks", "谢谢"),
        ("我的卡怎么停了，你好，我手机又被扣费。好的，您稍等。", "greeting", "你好"),
        ("我要投诉你们，再见。给您办好了，请您核对一下。", "farewell", "再见"),
    ],
)
def test_what_both_sides_say_stays_the_customers_where_the_seam_is_not_clear(said: str, label: str, quote: str) -> None:
    """Thanks, greetings and goodbyes beside the customer's own clauses are not taken for the agent's."""
    assert (quote, "customer", "") in of(within(f"c|{said}"), label)


CUSTOMERS_IN_AGENTS = [
    "女士，这个扣了十元，我明明没点播，你们怎么扣我的钱。",
    "给您反馈好吧，要不我投诉你们，你们凭什么扣我钱。",
    "您还需要我帮您反馈吗？你们给我反馈，我从来没开过。",
    "我帮您核实，我的手机怎么又停了。",
    "请问还有其他可以帮您的吗？没有了，好的，感谢来电。",
    "还有其他可以帮您的吗没有了谢谢",
    "谢谢，不客气，请问还有其他可以帮您的吗？",
    "好的谢谢啊，不客气，再见。",
    "请问您是机主本人吗？是的，好的，您稍等。",
    "您这边之前收到过短信吗？没有。好的，我帮您查一下。",
]


@pytest.mark.parametrize("said", CUSTOMERS_IN_AGENTS)
def test_a_customers_half_in_an_agents_turn_is_warned_of(said: str) -> None:
    """Both halves of a pair, or a customer's complaint beside the agent's words, make a merged turn."""
    found = within(f"a|{said}")
    assert kinds(found) == ["roles_merged"]
    [notice] = [one for one in found.notices if one.kind == "roles_merged"]
    assert "第 3 轮记在坐席名下，却有客户的话" in notice.because


ANSWERS_HIMSELF = [
    "是吗？是的。",
    "您看是这个吗？是的，就是这个。",
    "还有其他可以帮您的吗？没有的话祝您生活愉快。",
    "您是问这个月怎么扣的？对，是上个月的。",
    "好的，好的，您稍等。",
    "您说的是二十九的吗？对，二十九的，下个月生效。",
    "那您是要改套餐吗？好的，我帮您看一下。",
    "我没有这个权限，我帮您问一下。",
    "我想问您一下，您是哪天办的？",
    "您把身份证给我看一下，我帮您复印。",
    "我来查一下，您别着急。",
    "您说我们扣您的钱，我帮您核实。",
    "没有了，这款卖完了。",
    "不客气，应该的。",
    "我的同事会跟您联系。",
    "谢谢您的配合，请您核对一下。",
]


@pytest.mark.parametrize("said", ANSWERS_HIMSELF)
def test_an_agent_who_answers_himself_is_no_merged_turn(said: str) -> None:
    """Questions that a clerk answers himself, and words that he says of himself, are warned of nowhere."""
    assert kinds(within(f"a|{said}")) == []


@pytest.mark.parametrize(
    ("said", "label", "expected"),
    [
        ("您稍等，我帮您查。我明明没点播，你听懂没有，你们怎么扣我的钱。", "impatient", ("agent", "role")),
        ("我从来没开过你们凭什么扣我钱，你有病。先生，您别着急。", "rude", ("agent", "role")),
        ("你听懂没有，您先别着急，我帮您查。", "impatient", ("agent", "")),
    ],
)
def test_a_taboo_beside_a_seam_is_in_doubt(said: str, label: str, expected: tuple[str, str]) -> None:
    """A taboo in a merged turn counts for nothing sure; in a turn of the agent's alone it does."""
    assert {(side, doubt) for _, side, doubt in of(within(f"a|{said}"), label)} == {expected}


def test_a_customers_taboo_in_his_own_merged_turn_is_no_act() -> None:
    """A customer who asks whether he is understood stays a customer, though the turn holds an agent's words too."""
    found = within("c|我明明没点播，你听懂没有。好的，您稍等。")
    assert {side for _, side, _ in of(found, "impatient")} == {"customer"}
    assert of(found, "hold_notice") == [("稍等", "agent", "role")]


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("我帮您核实，请您稍等。我明明没点播，你们怎么扣我的钱。", "hold_notice"),
        ("您好先生，我帮您查一下。我的手机怎么又停了。", "plain_address"),
        ("还有其他可以帮您的吗？没有了，感谢您的来电，再见。", "farewell"),
    ],
)
def test_expected_acts_of_a_merged_turn_still_count(said: str, label: str) -> None:
    """What is clean and polite in an agent's merged turn is his, and in no doubt."""
    assert {(side, doubt) for _, side, doubt in of(within(f"a|{said}"), label)} == {("agent", "")}


def test_a_customers_thanks_in_an_agents_turn_are_nobodys_act() -> None:
    """Thanks that are returned at once are the customer's, in doubt, and so no thanks of the agent's."""
    found = within("a|那谢谢啊，不客气。")
    assert of(found, "thanks") == [("谢谢", "customer", "role")]


@pytest.mark.parametrize(
    "line",
    ["c|好的，您稍等。", "a|我的手机怎么又停了，你们凭什么扣我钱。", "a|谢谢，不客气。", "c|请您稍后评价。"],
)
def test_assumed_roles_are_kept_and_doubt_nothing(line: str) -> None:
    """With assume_roles nothing is moved, warned of or doubted, but for thanks that are returned in one turn."""
    found = within(line, assume=True)
    assert kinds(found) == []
    given = found.transcript.turns[len(OPENING)].role
    assert found.roles[len(OPENING)] == given
    acts = [hit for hit in found.hits if hit.turn == len(OPENING) and hit.label not in RETURNED]
    assert all(hit.by == given and hit.doubt != "role" for hit in acts)


def test_a_warning_shows_few_and_short_words() -> None:
    """At most three quotes of at most ten characters are shown for a side, whatever is said."""
    lines = [f"c|嗯，麻烦您这边提供一下登记的手机号码{end}。" for end in ("吧", "哈", "哦", "呢", "了")]
    agents = ("a|请您稍等，我帮您查。", "a|感谢您的耐心等待。", "a|给您办好了。", "a|您还有其他问题吗？")
    [notice] = [one for one in within(*lines, *agents).notices if one.kind == "roles_merged"]
    quotes = [part.partition("”")[0] for part in notice.because.split("“")[1:]]
    assert len(quotes) == 3
    assert all(len(quote) <= 10 for quote in quotes)
    assert "第 3、4、5、6、7 轮" in notice.because


def test_cues_are_no_findings() -> None:
    """The words that tell the sides apart serve for nothing else, and are not among the hits."""
    assert not [*hits(within("a|您稍等，我帮您查。"), "agent_words", "customer_words")]
