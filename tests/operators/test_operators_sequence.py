"""`after`, `in_order`, `near` and `count`: one thing behind or beside another, and how often."""

import pytest
from operators_kit import NO, UNSURE, YES, ask, call, check, spans

# ------------------------------------------------------------------ after

SOON = "{after: {act: complaint, by: customer}, then: {act: apology}, within_turns: 2}"


@pytest.mark.parametrize(
    ("between", "truth"),
    [((), YES), (("客户：唉",), YES), (("客户：唉", "客户：喂"), NO), (("客服：好", "客户：唉", "客服：嗯"), NO)],
)
def test_soon_after(between: tuple[str, ...], truth) -> None:
    """What follows counts within so many turns of the whole call, whoever speaks in between."""
    words = "[[{apology:对不起}]]" if truth is YES else "{apology:对不起}"
    check(SOON, truth, "客户：{complaint:又断了}", *between, f"客服：{words}")


def test_before_is_not_after() -> None:
    """The same words before the cause do not follow it."""
    check(SOON, NO, "客服：{apology:对不起}", "客户：{complaint:又断了}", "客服：好")


def test_after_in_the_same_turn() -> None:
    """In one turn what stands behind the cause follows it, what stands before does not."""
    check("{after: {act: a}, then: {act: b}, within_turns: 0}", YES, "客服：{b:先}{a:因}[[{b:果}]]")
    check("{after: {act: a}, then: {act: b}, within_turns: 0}", NO, "客服：{b:先}{a:因}", "客服：{b:果}")


def test_after_at_any_distance() -> None:
    """Without a limit anything later follows."""
    check("{after: {act: a}, then: {act: b}}", YES, "客服：{a:因}", *["客户：嗯"] * 9, "客服：[[{b:果}]]")


def test_without_a_cause_nothing_follows() -> None:
    """Where the first thing did not happen, the second does not follow it."""
    check(SOON, NO, "客服：{apology:对不起}")


def test_once_is_enough_unless_every_time_is_asked() -> None:
    """One cause of two that is followed is enough; with `every` each must be."""
    lines = [
        "客户：{complaint:又断了}",
        "客服：[[{apology:对不起}]]",
        *["客户：唉"] * 3,
        "客户：{complaint:气死了}",
        "客服：好",
    ]
    check(SOON, YES, *lines)
    every = SOON.replace("within", "every: true, within")
    check(every, NO, *[line.replace("[[", "").replace("]]", "") for line in lines])
    check(every, YES, *lines[:-1], "客服：[[{apology:抱歉}]]")


@pytest.mark.parametrize(
    ("first", "then", "truth"),
    [("~complaint", "apology", UNSURE), ("complaint", "~apology", UNSURE), ("?complaint", "?apology", UNSURE)],
)
def test_a_doubtful_half_leaves_it_open(first: str, then: str, truth) -> None:
    """Where the cause or what follows is doubtful, so is the whole."""
    check(SOON, truth, f"客户：{{{first}:又断了}}", f"客服：[[{{{then}:对不起}}]]")


# ------------------------------------------------------------------ in_order

ORDER = "{in_order: [{act: a}, {act: b}, {act: c}]}"


def test_in_order() -> None:
    """All must be said, one behind another; the earliest that do are shown."""
    check(ORDER, YES, "客服：[[{a:一}]]{a:一}", "客户：嗯", "客服：[[{b:二}]][[{c:三}]]")
    check(ORDER, YES, "客服：{c:三}{b:二}[[{a:一}]][[{b:二}]]", "客服：[[{c:三}]]")


def test_out_of_order() -> None:
    """In another order, or with one left out, it does not hold."""
    assert ask(ORDER, call("客服：{b:二}{a:一}{c:三}")).truth is NO
    assert ask(ORDER, call("客服：{a:一}{c:三}")).truth is NO
    assert ask(ORDER, call("客服：{a:一}{b:二}", "客户：{c:三}")).truth is NO


def test_a_doubtful_link_leaves_the_chain_open() -> None:
    """A chain is as sure as its least sure link."""
    check(ORDER, UNSURE, "客服：[[{a:一}]][[{~b:二}]][[{c:三}]]")


def test_a_chain_of_conditions() -> None:
    """Links may be conditions of their own, with their own scopes."""
    condition = "{in_order: [{act: ask}, {act: told, by: customer}, {any: [{act: a}, {act: b}]}]}"
    check(condition, YES, "客服：[[{ask:您贵姓}]]", "客户：[[{told:姓张}]]", "客服：[[{b:好}]]")


# ------------------------------------------------------------------ near

NEAR = "{near: [{act: a}, {act: b}], within_turns: 1}"


@pytest.mark.parametrize(
    ("lines", "truth"),
    [
        (["客服：[[{a:一}]][[{b:二}]]"], YES),
        (["客服：[[{b:二}]]", "客服：[[{a:一}]]"], YES),
        (["客服：{a:一}", "客户：嗯", "客服：{b:二}"], NO),
        (["客服：{a:一}", "客户：嗯", "客服：[[{b:二}]]", "客服：[[{a:一}]]"], YES),
        (["客服：{a:一}", "客户：{b:二}"], NO),
        (["客服：{a:一}"], NO),
        (["客服：[[{a:一}]][[{~b:二}]]"], UNSURE),
    ],
)
def test_near(lines: list[str], truth) -> None:
    """Things said in any order within so many turns of each other are near; a doubtful one leaves it open."""
    check(NEAR, truth, *lines)


# ------------------------------------------------------------------ count


@pytest.mark.parametrize(
    ("bounds", "truth"),
    [
        ("at_least: 2", YES),
        ("at_least: 3", YES),
        ("at_least: 4", NO),
        ("at_most: 2", NO),
        ("at_most: 3", YES),
        ("at_least: 1, at_most: 3", YES),
        ("at_least: 1, at_most: 2", NO),
        ("at_most: 0", NO),
    ],
)
def test_how_often(bounds: str, truth) -> None:
    """Bounds are inclusive, and what was counted is shown."""
    check(f"{{count: {{act: a}}, {bounds}}}", truth, "客服：[[{a:一}]][[{a:二}]]", "客户：{a:嗯}", "客服：[[{a:三}]]")


@pytest.mark.parametrize(("bounds", "truth"), [("at_most: 0", YES), ("at_least: 1", NO), ("at_least: 0", YES)])
def test_never_is_a_number_too(bounds: str, truth) -> None:
    """Nothing said is none."""
    check(f"{{count: {{act: a}}, {bounds}}}", truth, "客服：好")


@pytest.mark.parametrize(
    ("bounds", "truth"), [("at_least: 1", UNSURE), ("at_most: 1", UNSURE), ("at_least: 3", NO), ("at_most: 2", YES)]
)
def test_doubtful_ones_could_tip_the_number(bounds: str, truth) -> None:
    """If it depends on doubtful hits whether the bounds hold, it is open."""
    check(f"{{count: {{act: a}}, {bounds}}}", truth, "客服：[[{~a:一}]][[{~a:二}]]")


# ------------------------------------------------------------------ a doubt costs nothing


@pytest.mark.parametrize(
    ("condition", "lines"),
    [
        ("{count: {act: a}, at_least: 2}", ["客服：{a:一}{~a:二}"]),
        ("{count: {act: a}, at_most: 1}", ["客服：{a:一}{~a:二}"]),
        (SOON, ["客户：{complaint:又断了}", "客服：{~apology:对不齐}", *["客户：唉"] * 5, "客服：{apology:对不起}"]),
        (
            SOON.replace("within", "every: true, within"),
            ["客户：{complaint:断了}", "客服：{apology:抱歉}", "客户：{complaint:又断}", "客服：{~apology:抱清}"],
        ),
        ("{in_order: [{act: a}, {act: b}]}", ["客服：{~a:一}{b:二}{a:三}"]),
        ("{in_order: [{act: a}, {act: b}]}", ["客服：{b:二}{a:三}{~b:四}"]),
        (NEAR, ["客服：{a:一}{~b:二}", *["客户：嗯"] * 3, "客服：{b:三}"]),
    ],
)
def test_doubtful_words_beside_sure_ones_could_tip_it(condition: str, lines: list[str]) -> None:
    """Where taking doubtful words for said would turn the answer, the answer is open."""
    assert ask(condition, call(*lines)).truth is UNSURE


@pytest.mark.parametrize(
    "condition",
    [
        "{after: {act: a, first_seconds: 30}, then: {act: b}}",
        "{after: {act: a}, then: {act: b, last_seconds: 30}}",
        "{in_order: [{act: a, first_seconds: 30}, {act: b}]}",
        "{in_order: [{act: a}, {act: b, last_seconds: 30}]}",
        "{count: {act: a, first_seconds: 30}, at_least: 1}",
        "{count: {question: [open]}, at_least: 3}",
        "{after: {act: a}, then: {question: [open]}}",
        "{near: [{act: a}, {act: b, last_seconds: 30}]}",
    ],
)
def test_a_part_that_cannot_tell_leaves_the_whole_open(condition: str) -> None:
    """Where time stamps or a model are missing, what rests on them is open, never NO."""
    assert ask(condition, call("客服：{a:一}{b:二}")).truth is UNSURE


def test_what_speaks_for_it_is_in_order_of_place() -> None:
    """The words that are shown stand in the order in which they were said."""
    told = call("客户：{complaint:断了}", "客服：{apology:抱歉}", "客户：{complaint:又断}", "客服：{apology:对不起}")
    found = ask(SOON, told)
    assert list(found.hits) == sorted(found.hits)
    assert spans(found) == {hit.span for hit in told.document.labelled("apology")}
