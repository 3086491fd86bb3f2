"""Questions of a call: where they stand, of which type they are, whose they are, and how they are put."""

import numpy as np
import pytest
from annotate_kit import ANNOTATOR, annotator, call, document, hits, quotes
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from autoscore.annotate.asking import COUNTER, STACKED
from autoscore.annotate.questions import classified
from autoscore.classify import Classified, Turns
from autoscore.classify.turns import Spans
from autoscore.model import LEANS_NONE, QUESTION, Document, Role, Span, Transcript, annotated

CALL = (
    "a|您好。请问有什么可以帮您？",
    "c|我家的网断了。是不是欠费了？",
    "a|我帮您查一下。请问您的手机号码是多少？",
    "c|一三八零零零。",
    "a|您是要查这个月还是上个月？您是本机号码吧？",
    "c|你们怎么回事？我不是早就跟你们说过了吗？",
    "a|如果有一款更便宜的套餐您会考虑吗？请您稍等一下好吗？",
)
ASKED = [
    (0, "请问有什么可以帮您？", "open", "free"),
    (1, "是不是欠费了？", "closed", "verify"),
    (2, "请问您的手机号码是多少？", "open", "fact"),
    (4, "您是要查这个月还是上个月？", "choice", None),
    (4, "您是本机号码吧？", "speculative", None),
    (5, "你们怎么回事？", "open", "free"),
    (5, "我不是早就跟你们说过了吗？", "rhetorical", None),
    (6, "如果有一款更便宜的套餐您会考虑吗？", "leading", None),
    (6, "请您稍等一下好吗？", "closed", "request"),
]
# No commas and blanks: where sentences end is plain.
WORDS = "您好是什么多少吗吧还是要办卡再见嗯。？😀"
turns = st.builds(
    lambda side, text: f"{side}|{text}", st.sampled_from("acuio"), st.text(st.sampled_from(WORDS), max_size=12)
)
calls = st.lists(st.lists(turns, max_size=4).map(lambda lines: call(*lines)), max_size=4)


def words(turns: Turns, found: Spans) -> list[str]:
    """Returns the words of spans."""
    return ["".join(map(chr, turns.raw[start:end])) for start, end in zip(found.start, found.end, strict=True)]


def shown(of: Document) -> list[tuple[int, str, str | None, str | None]]:
    """Returns turn, words, type and detail of the questions that lean to being one."""
    found = [hit for hit in hits(of, QUESTION) if not hit.fact(LEANS_NONE)]
    return [(one.turn, of.quote(one.turn, one.start, one.end), one.fact("type"), one.fact("detail")) for one in found]


def test_questions_of_a_call() -> None:
    """Each question is found at its words, with its mark, its type and its detail; what is none is not among them."""
    assert shown(document(*CALL)) == ASKED


def test_a_question_has_its_facts() -> None:
    """A sure question has type, detail and probability, no doubt, and is its speaker's."""
    found = document("a|请问您的手机号码是多少？", "c|是不是欠费了？", by=annotator(assume=True))
    for hit, by, type_, detail in zip(
        hits(found, QUESTION), ("agent", "customer"), ("open", "closed"), ("fact", "verify"), strict=True
    ):
        assert (hit.by, hit.doubt, hit.fact("type"), hit.fact("detail")) == (by, "", type_, detail)
        assert [name for name, _ in hit.facts][:3] == ["type", "detail", "probability"]
        assert 0.6 <= float(hit.fact("probability") or 0) <= 1


@pytest.mark.parametrize(("side", "role"), [("a", "agent"), ("c", "customer"), ("i", "ivr"), ("o", "other")])
def test_a_question_is_of_whoever_speaks(side: str, role: Role) -> None:
    """Questions of all sides are found; each is of the role that its turn has."""
    found = document("a|您好。", f"{side}|请问您的手机号码是多少？", by=annotator(assume=True))
    assert [(hit.turn, hit.by) for hit in hits(found, QUESTION)] == [(1, role)]


def test_a_question_follows_its_turns_role() -> None:
    """Where the role of a turn is mended, its questions are of the mended role."""
    found = document(*(f"u:{'S1' if at % 2 == 0 else 'S2'}|{line.partition('|')[2]}" for at, line in enumerate(CALL)))
    assert [hit.by for hit in hits(found, QUESTION)] == [found.roles[hit.turn] for hit in hits(found, QUESTION)]


@settings(deadline=None, max_examples=60)
@given(calls)
def test_calls_together_are_as_one_by_one(batch: list[Transcript]) -> None:
    """A call has the questions in a batch that it has alone, each at words of its turn, in order."""
    together = ANNOTATOR.annotate(batch)
    assert [[*hits(one, QUESTION)] for one in together] == [
        [*hits(ANNOTATOR.annotate([one])[0], QUESTION)] for one in batch
    ]
    for one in together:
        assert one.classified
        spans = [hit.span for hit in hits(one, QUESTION)]
        assert spans == sorted(spans, key=lambda span: (span.turn, span.start))
        assert all(quote.strip() == quote != "" for _, quote in quotes(one, QUESTION))


def test_a_call_does_not_hear_the_call_before() -> None:
    """The first sentence of a call has nothing before it, whatever call stands ahead in the batch."""
    ahead = call("a|有大份的，还有小份的，两种。")
    alone = ANNOTATOR.annotate([call("a|您选哪一种？")])
    assert [*hits(ANNOTATOR.annotate([ahead, call("a|您选哪一种？")])[1], QUESTION)] == [*hits(alone[0], QUESTION)]


def test_a_sentence_is_told_by_what_was_said_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the first sentence of a turn stands the turn before, before the others their own turn so far as well."""
    heard: list[str] = []
    opening: list[bool] = []

    def hear(turns: Turns, found: Spans, opens: NDArray[np.bool_]) -> list[Classified]:
        heard.extend(words(turns, found))
        opening.extend(opens.tolist())
        return [kind("none", 0.9) for _ in found.turn]

    monkeypatch.setattr("autoscore.annotate.questions.classify_spans", hear)
    said = classified([call("a|您好。请讲。", "c|我查话费。"), call("c|喂。")])
    assert [[(one.turn, one.start, one.end, one.text) for one in of] for of in said] == [
        [(0, 0, 3, "您好。"), (0, 3, 6, "请讲。"), (1, 0, 5, "我查话费。")],
        [(0, 0, 2, "喂。")],
    ]
    assert heard == ["您好。", "请讲。", "我查话费。", "喂。"]
    assert opening == [True, False, True]


# ------------------------------------------------------------------ in doubt


def kind(
    type_: str, probability: float, asks: str = "open", asked: float = 0.0, detail: str | None = None
) -> Classified:
    return Classified(type_, detail, probability, asks if type_ == "none" else type_, asked or probability)


@pytest.mark.parametrize(
    ("told", "facts", "doubt"),
    [
        (kind("none", 0.9), None, ""),
        (kind("none", 0.5, "open", 0.4), {"type": "open", "probability": "0.400", LEANS_NONE: "yes"}, "weak"),
        (kind("open", 0.5, detail="free"), {"type": "open", "detail": "free", "probability": "0.500"}, "weak"),
        (kind("open", 0.9, detail="free"), {"type": "open", "detail": "free", "probability": "0.900"}, ""),
        (kind("choice", 0.7), {"type": "choice", "probability": "0.700"}, ""),
    ],
)
def test_what_may_be_a_question(
    told: Classified, facts: dict[str, str] | None, doubt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A doubtful question is weak; a doubtful statement is weak, leans to none and tells what it may ask."""
    monkeypatch.setattr("autoscore.annotate.questions.classify_spans", lambda _, found, __: [told] * len(found.turn))
    found = document("a|天灵灵地灵灵。")
    assert [(hit.span, hit.doubt, dict(hit.facts)) for hit in hits(found, QUESTION)] == (
        [] if facts is None else [(Span(0, 0, 7), doubt, facts)]
    )


def test_what_leans_to_none_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """`annotate` writes the questions that lean to being one, doubtful or not, and no others."""
    kinds = {"天": kind("none", 0.5, asked=0.4), "地": kind("open", 0.5, detail="fact"), "人": kind("choice", 0.9)}
    monkeypatch.setattr(
        "autoscore.annotate.questions.classify_spans",
        lambda turns, found, _: [kinds[text[0]] for text in words(turns, found)],
    )
    [turn] = annotated(document("a|天灵灵。地灵灵。人灵灵。"), frozenset()).turns
    assert [(one.start, one.end, one.text, one.type, one.detail, one.probability) for one in turn.questions] == [
        (4, 8, "地灵灵。", "open", "fact", 0.5),
        (8, 12, "人灵灵。", "choice", None, 0.9),
    ]


def test_traits_are_facts_of_a_hit() -> None:
    """How a question of a call is put stands among the facts of its hit."""
    found = document("c|这个多少钱？", "a|请问您要买几个？您有会员卡吗？", by=annotator(assume=True))
    ways = [
        (hit.turn, [name for name in (COUNTER, STACKED) if hit.fact(name) == "yes"]) for hit in hits(found, QUESTION)
    ]
    assert ways == [(0, []), (1, [COUNTER, STACKED]), (1, [STACKED])]
