"""The shipped question model: plain sentences of each type get it, however they are written and beside whatever."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from classify_kit import any_sentence, gold, training
from hypothesis import given, settings
from hypothesis import strategies as st

from autoscore.classify import ALL_DETAILS, DETAILS, NONE, TYPES, Classified, Sentence, classify
from autoscore.classify.features import blocks
from autoscore.classify.model import SURE, probabilities, scores
from autoscore.classify.shipped import Arrays, arrays

# Type, detail, the turn before, the sentence.
PLAIN = [
    ("none", None, "", "我帮您把这张卡重新激活一下。"),
    ("none", None, "我的快递还没到。", "好的先生，我马上给您催一下配送员。"),
    ("none", None, "", "感谢您的来电，祝您生活愉快，再见。"),
    ("none", None, "您什么时候方便？", "我下午都在家的。"),
    ("none", None, "水表不走了。", "我先帮您查一下是什么原因造成的。"),
    ("none", None, "", "请您把身份证放在读卡器上。"),
    ("none", None, "", "有什么问题您再联系我们。"),
    ("none", None, "", "这个月的账单已经发到您的邮箱里面了。"),
    ("closed", "verify", "", "请问您是机主本人吗？"),
    ("closed", "verify", "", "您有没有收到我们发的短信？"),
    ("closed", "verify", "", "您的地址是建设路十八号，对吗？"),
    ("closed", "verify", "", "您是不是已经换过一次水表了？"),
    ("closed", "verify", "好的谢谢。", "请问还有其他需要帮您的吗？"),
    ("closed", "ability", "", "这张卡在国外能不能用？"),
    ("closed", "ability", "", "我没带身份证可不可以办？"),
    ("closed", "request", "", "请您稍等一下，好吗？"),
    ("closed", "request", "", "我帮您登记一下，您看可以吗？"),
    ("closed", "request", "", "麻烦您提供一下订单号，可以吗？"),
    ("open", "fact", "", "请问您的订单号是多少？"),
    ("open", "fact", "", "师傅，你们几点下班？"),
    ("open", "fact", "", "请问您家住在哪里？"),
    ("open", "fact", "", "这个检查一共要多少钱？"),
    ("open", "free", "", "请问有什么可以帮您？"),
    ("open", "free", "", "为什么我的网这么慢？"),
    ("open", "free", "", "这个退款要怎么申请？"),
    ("open", "free", "", "您觉得我们的服务怎么样？"),
    ("choice", None, "", "您是想办宽带还是想办电视？"),
    ("choice", None, "", "您要纸质发票还是电子发票？"),
    ("choice", None, "", "您是今天来还是明天来？"),
    ("choice", None, "我们有大份和小份两种。", "您选哪一种？"),
    ("speculative", None, "", "您应该是第一次来我们这儿吧？"),
    ("speculative", None, "", "您是用手机银行转的账，对吧？"),
    ("speculative", None, "", "您可能是忘记密码了吧？"),
    ("speculative", None, "", "您想办的是定期存款，是吧？"),
    ("leading", None, "", "如果有一款更便宜的保险，您会考虑吗？"),
    ("leading", None, "", "假如每个月能省二十块钱，您愿意换吗？"),
    ("leading", None, "", "要是我们上门给您安装，您会不会更放心？"),
    ("leading", None, "", "万一您家里人生病了，有这份保障是不是更安心？"),
    ("rhetorical", None, "", "我不是早就跟您说过了吗？"),
    ("rhetorical", None, "", "难道这也要怪我吗？"),
    ("rhetorical", None, "", "你们这么做不是骗人吗？"),
    ("rhetorical", None, "", "天底下哪有这样的道理？"),
]


def one(text: str, previous: str = "") -> Classified:
    [found] = classify([Sentence(text, previous)])
    return found


@pytest.mark.parametrize(("type_", "detail", "previous", "text"), PLAIN, ids=[row[3] for row in PLAIN])
def test_a_plain_sentence_gets_its_type(type_: str, detail: str | None, previous: str, text: str) -> None:
    """A plain sentence of each type and detail gets both, and for certain."""
    found = one(text, previous)
    assert (found.type, found.detail, found.sure) == (type_, detail, True)


def test_plain_sentences_are_none_that_the_model_knows() -> None:
    """There are all types and details among them, and none was trained on."""
    assert {row[0] for row in PLAIN} == set(TYPES)
    assert {row[1] for row in PLAIN} - {None} == set(ALL_DETAILS)
    assert {row[3] for row in PLAIN} & {row.text for row in training()} == set()


@pytest.mark.parametrize("previous", ["", "请问您是机主本人吗？"])
@pytest.mark.parametrize("text", ["嗯。", "嗯", "好的。", "行。", "哦哦", "对。", "对对对"])
def test_a_back_channel_is_none_for_certain(text: str, previous: str) -> None:
    """The commonest sentences of all ask nothing, and leave no doubt of it."""
    found = one(text, previous)
    assert (found.type, found.sure) == (NONE, True)


def test_a_batch_is_as_one_by_one() -> None:
    """What a sentence is told to be does not depend on those beside it, nor on their number."""
    sentences = [row.sentence for row in gold("questions_plain.jsonl")[:200]]
    alone = [found for sentence in sentences for found in classify([sentence])]
    assert classify(sentences) == alone
    assert [found for at in range(0, 200, 7) for found in classify(sentences[at : at + 7])] == alone


@settings(deadline=None)
@given(st.lists(any_sentence, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_order_is_kept(sentences: list[Sentence], random: object) -> None:
    """In another order each sentence is told to be the same."""
    order = [*range(len(sentences))]
    random.shuffle(order)  # type: ignore[attr-defined]
    found = classify(sentences)
    assert classify([sentences[at] for at in order]) == [found[at] for at in order]


@settings(deadline=None)
@given(st.lists(any_sentence, min_size=1, max_size=6))
def test_what_holds_of_any_sentence(sentences: list[Sentence]) -> None:
    """Probabilities are from 0 to 1; `asks` is a question, the type where that is one; a detail is one of its type."""
    for found in classify(sentences):
        assert 0 <= found.asked <= found.probability <= 1
        assert found.asks in TYPES
        assert found.asks != NONE
        assert found.type in (NONE, found.asks)
        assert found.type == NONE or found.asked == found.probability
        assert found.detail in DETAILS.get(found.type, (None,))
        assert found.sure == (found.probability >= SURE)


def test_no_sentences_are_no_answers() -> None:
    """Of nothing there is nothing to tell, whichever model is used."""
    assert classify([]) == []
    assert classify([], arrays()) == []


@pytest.mark.parametrize("text", ["", " ", "\u3000\n", "。", "😀", "😀😀！", "……", "\ud800"])
def test_a_sentence_without_words_asks_nothing(text: str) -> None:
    """Blanks, marks and pictures are no question; nothing fails."""
    assert (one(text).type, one(text).detail) == (NONE, None)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("請問您要辦理什麼業務？", "请问您要办理什么业务？"),
        ("您是機主本人嗎？", "您是机主本人吗？"),
        ("您要的是ＶＩＰ套餐９９元吗？", "您要的是vip套餐99元吗?"),
        ("嗯，您您是，呃，机主本人吗？", "您是,机主本人吗？"),
    ],
)
def test_it_matters_not_how_a_sentence_is_written(written: str, plain: str) -> None:
    """Traditional and full-width characters, fillers and stutters get what the plain sentence gets."""
    assert one(written) == one(plain)


@pytest.mark.parametrize("picture", ["😀", "👍👍", "🙏\ufe0f"])
def test_a_picture_changes_no_plain_type(picture: str) -> None:
    """An emoji ahead of a plain question leaves its type."""
    assert one(f"{picture}请问您是机主本人吗？").type == "closed"
    assert one(f"{picture}请问您的订单号是多少？").type == "open"


@pytest.mark.parametrize("mark", ["", "。", "，"])
def test_a_lost_mark_changes_no_plain_type(mark: str) -> None:
    """Without its question mark, or with a wrong one, a plain question with a cue is what it was."""
    for type_, _, previous, text in PLAIN[8:]:
        assert one(text.replace("，", "")[:-1] + mark, previous).type == type_, text


def test_the_turn_before_tells_a_choice_from_an_open_question() -> None:
    """哪个 picks where two have been named, and asks openly where none has."""
    assert one("您说的是哪个？", "有蓝的，还有红的，两种颜色。").type == "choice"
    assert one("您说的是哪个？", "我昨天去过你们营业厅。").type == "open"


@pytest.mark.xfail(reason="要哪个 and 选哪种 are taken for a choice, whatever stands ahead of them")
@pytest.mark.parametrize("text", ["您要哪个？", "您需要哪一个？", "您选哪一种？"])
def test_nothing_to_choose_from_is_an_open_question(text: str) -> None:
    """Where the turn before has no alternatives, no words make a choice of an open question."""
    assert one(text, "我昨天去过你们营业厅。").type == "open"


@pytest.mark.parametrize(
    "text", ["那您看" * 3334, "吗" * 10_000, "好不好" * 3334, "您是什么还是" * 1667, "😀" * 10_000]
)
def test_a_very_long_sentence_is_told_as_quickly(text: str) -> None:
    """Ten thousand characters in one sentence come to an end, and change nothing for the sentence beside it."""
    long, beside = classify([Sentence(text, text), Sentence("请问您是机主本人吗？")])
    assert long.type in TYPES
    assert beside == one("请问您是机主本人吗？")


def test_the_model_that_is_given_is_used() -> None:
    """With a model that says one type of everything, everything is of that type."""
    shipped = arrays()
    for number, type_ in enumerate(TYPES):
        mixing = np.zeros_like(shipped.mixing)
        mixing[-1, number] = 50
        model = replace(shipped, mixing=mixing)
        assert {found.type for found in classify([Sentence("您好"), Sentence("是您吗？")], model)} == {type_}


@given(st.lists(st.lists(st.floats(-9, 9, width=32), min_size=7, max_size=7), min_size=1, max_size=4))
def test_probabilities_come_to_one(rows: list[list[float]]) -> None:
    """The probabilities of a sentence's types are from 0 to 1 and come to one, also for scores far apart."""
    found = probabilities(np.array(rows, dtype=np.float32) * 100, arrays())
    assert ((found >= 0) & (found <= 1)).all()
    assert found.sum(axis=1) == pytest.approx(np.ones(len(rows)), abs=1e-5)


def extreme(seed: int) -> Arrays:
    """Returns a model whose weights are all as large as they may be; no feature (0) has none."""
    shipped = arrays()
    signs = np.random.default_rng(seed).choice(np.array([-127, 127], dtype=np.int8), shipped.weights.shape)
    signs[0] = 0
    return replace(shipped, weights=signs if seed else np.abs(signs))


@pytest.mark.parametrize("make", [arrays, lambda: extreme(0), lambda: extreme(1)], ids=["shipped", "largest", "mixed"])
def test_scores_are_the_plain_sums(make: Callable[[], Arrays]) -> None:
    """A score is the sum, over kinds of features, of their weights over the root of their number, scaled."""
    sentences = [row.sentence for row in gold("questions_traps.jsonl")[:40]] + [Sentence(""), Sentence("吗" * 5000)]
    model = make()
    weights = model.weights.astype(np.float64)
    total = np.zeros((len(sentences), model.columns))
    for block in blocks(sentences):
        for row in range(len(sentences)):
            own = block.number[block.row == row]
            total[row] += weights[own].sum(axis=(0, 1)) / np.sqrt(max((own > 0).sum(), 1))
    plain = total * model.scale[0] + model.scale[1]
    assert scores(sentences, model) == pytest.approx(plain, rel=1e-4, abs=1e-4)


def test_no_feature_weighs_nothing() -> None:
    """The line of the number 0, which stands for no feature, is empty in the shipped weights."""
    assert not arrays().weights[0].any()
