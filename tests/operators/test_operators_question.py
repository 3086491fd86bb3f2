"""`question`: questions of a call by type, detail, certainty, and how they are put."""

from dataclasses import replace

import pytest
from operators_kit import NO, UNSURE, YES, ask, bind, call, refused, spans

from autoscore.model import Finding, Truth

OPEN = "{question(type=open,detail=fact,probability=0.900):您贵姓？}"
FREE = "{question(type=open,detail=free,probability=0.700):为什么要退？}"
VERIFY = "{question(type=closed,detail=verify,probability=0.990):是您本人吗？}"
REQUEST = "{question(type=closed,detail=request,probability=0.990):稍等好吗？}"
CHOICE = "{question(type=choice,probability=0.800):今天还是明天？}"
DOUBT = "{?question(type=open,detail=free,probability=0.500):怎么呢}"
LEANING = "{?question(type=open,probability=0.300,leans_none=yes):什么都行}"
HALF = "{question(type=open,detail=fact,probability=0.900,half=yes):您的地址是}"
PUT = "{question(type=choice,probability=0.900,stacked=yes,counter=yes):坐车还是走？}"


def check(condition: str, truth: Truth, *lines: str, strict: bool = False) -> Finding:
    """Checks what a condition answers to a call whose sentences were classified, and by which words."""
    told = call(*lines)
    told = replace(told, document=replace(told.document, classified=True))
    found = ask(condition, told, strict=strict)
    assert (found.truth, spans(found)) == (truth, told.marked), found
    return found


@pytest.mark.parametrize(
    ("condition", "truth", "line"),
    [
        ("{question: [open]}", YES, f"客服：[[{OPEN}]]"),
        ("{question: [open]}", YES, f"客服：{VERIFY}[[{OPEN}]][[{FREE}]]"),
        ("{question: [open]}", NO, f"客服：{VERIFY}{CHOICE}"),
        ("{question: [open, choice]}", YES, f"客服：[[{OPEN}]]{VERIFY}[[{CHOICE}]]"),
        ("{question: [any]}", YES, f"客服：[[{OPEN}]][[{VERIFY}]][[{CHOICE}]]"),
        ("{question: [any]}", NO, "客服：您好。"),
        ("{question: [leading]}", NO, f"客服：{OPEN}{VERIFY}{CHOICE}"),
        ("{question: [speculative]}", YES, "客服：[[{question(type=speculative,probability=0.9):您是本机吧？}]]"),
        ("{question: [rhetorical]}", YES, "客服：[[{question(type=rhetorical,probability=0.9):难道怪我？}]]"),
    ],
)
def test_questions_by_type(condition: str, truth: Truth, line: str) -> None:
    """Only questions of the types that are named count; `any` stands for all."""
    check(condition, truth, line)


@pytest.mark.parametrize(
    ("condition", "truth", "line"),
    [
        ("{question: [open], detail: [free]}", YES, f"客服：{OPEN}[[{FREE}]]"),
        ("{question: [open], detail: [free]}", NO, f"客服：{OPEN}"),
        ("{question: [closed], detail: [verify, ability]}", YES, f"客服：{REQUEST}[[{VERIFY}]]"),
        ("{question: [any], detail: [request, fact]}", YES, f"客服：[[{REQUEST}]][[{OPEN}]]{FREE}{CHOICE}"),
        ("{question: [open, choice], detail: [free]}", NO, f"客服：{CHOICE}"),
    ],
)
def test_questions_by_detail(condition: str, truth: Truth, line: str) -> None:
    """Where details are named, a question has to have one of them: one that has none does not count."""
    check(condition, truth, line)


@pytest.mark.parametrize(("least", "truth"), [("0", YES), ("0.7", YES), ("0.71", UNSURE), ("1", UNSURE)])
def test_questions_by_certainty(least: str, truth: Truth) -> None:
    """A question counts from the probability that is named, that one included; a less certain one is in doubt."""
    check(f"{{question: [open], least: {least}}}", truth, f"客服：[[{FREE}]]")


@pytest.mark.parametrize(
    ("condition", "truth", "line"),
    [
        ("{question: [any], put: [half]}", YES, f"客服：{OPEN}[[{HALF}]]{PUT}"),
        ("{question: [any], put: [stacked]}", YES, f"客服：{HALF}[[{PUT}]]"),
        ("{question: [any], put: [half, counter]}", YES, f"客服：[[{HALF}]]{OPEN}[[{PUT}]]"),
        ("{question: [open], put: [counter]}", NO, f"客服：{HALF}{PUT}"),
        ("{question: [any], put: [self_closed]}", NO, f"客服：{HALF}{PUT}{OPEN}"),
    ],
)
def test_questions_by_how_they_are_put(condition: str, truth: Truth, line: str) -> None:
    """Where ways are named, a question has to be put in one of them."""
    check(condition, truth, line)


@pytest.mark.parametrize(
    ("condition", "truth", "lines"),
    [
        ("{question: [open]}", NO, (f"客户：{OPEN}",)),
        ("{question: [open], by: customer}", YES, (f"客服：{OPEN}", f"客户：[[{FREE}]]")),
        ("{question: [open], by: any}", YES, (f"客服：[[{OPEN}]]", f"客户：[[{FREE}]]")),
        ("{question: [open], first_turns: 1}", NO, ("客服：您好。", "客户：您好。", f"客服：{OPEN}")),
        ("{question: [open], first_turns: 2}", YES, ("客服：您好。", "客户：您好。", f"客服：[[{OPEN}]]")),
        ("{question: [open], last_turns: 1}", YES, (f"客服：{OPEN}", "客户：张。", f"客服：[[{FREE}]]")),
    ],
)
def test_where_is_looked(condition: str, truth: Truth, lines: tuple[str, ...]) -> None:
    """The agent's questions are looked at where nobody is named, within the turns that are named."""
    check(condition, truth, *lines)


@pytest.mark.parametrize(
    "line", [f"客服：[[{DOUBT}]]", f"客服：[[{LEANING}]]", f"客服：{VERIFY}[[{DOUBT}]][[{LEANING}]]"]
)
def test_what_is_in_doubt_leaves_it_open(line: str) -> None:
    """Doubtful questions, and statements that may be some, are no proof, and no proof of the contrary."""
    check("{question: [open]}", UNSURE, line)
    check("{question: [choice]}", NO, line.replace("[[", "").replace("]]", ""))


def test_a_sure_question_outweighs_doubtful_ones() -> None:
    """Where one is sure, the answer is yes by it, and the doubtful ones are kept apart."""
    found = check("{question: [open]}", YES, f"客服：{DOUBT}[[{OPEN}]]{LEANING}")
    assert [hit.fact("probability") for hit in found.doubtful] == ["0.500", "0.300"]


def test_what_was_heard_is_told() -> None:
    """The reason names the ways in which questions were to be put."""
    assert check("{question: [any]}", YES, f"客服：[[{OPEN}]]").because == "说了这类问句"
    line = f"客服：[[{HALF}]]"
    assert check("{question: [any], put: [half, stacked]}", YES, line).because == "说了半句问话、一口气连问"
    assert check("{question: [any], put: [counter]}", NO, f"客服：{OPEN}").because == "没有听到反过来问客户"


@pytest.mark.parametrize("line", [f"客服：{OPEN}", "客服：您好。"])
def test_a_call_that_was_not_classified_leaves_it_open(line: str) -> None:
    """Without the question model nothing is known of a call, also not that nothing was asked."""
    found = ask("{question: [open]}", call(line))
    assert (found.truth, found.hits, found.because) == (UNSURE, (), "没有装问句模型，看不出")


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("{question: [open], detail: [fact, free]}", []),
        ("{question: [any], detail: [request, free], least: 1}", []),
        ("{question: [open], detail: [verify, free]}", ["这几类问句里没有 verify"]),
        ("{question: [choice], detail: [free]}", ["这几类问句里没有 free"]),
        ("{question: [open, choice], least: 1.5}", ["least 1.5 不在 0 到 1 之间"]),
        ("{question: [open], least: -0.1}", ["least -0.1 不在 0 到 1 之间"]),
    ],
)
def test_what_can_never_hold_is_told(condition: str, told: list[str]) -> None:
    """A detail that no wanted type has, and a certainty beyond 0 and 1, are told of before any call is read."""
    assert [*bind(condition).operator.impossible()] == told


@pytest.mark.parametrize(
    "condition", ["{question: [opne]}", "{question: [open], put: [hlaf]}", "{question: {open: 1}}"]
)
def test_words_that_do_not_exist_are_refused(condition: str) -> None:
    """An unknown type, way or shape is a problem of the rubric."""
    assert refused(condition) != []


def test_one_type_needs_no_list() -> None:
    """A single type may stand bare."""
    assert bind("{question: open}") == bind("{question: [open]}")
