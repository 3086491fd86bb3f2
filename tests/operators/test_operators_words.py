"""`act`, `phrase`, `pattern` and the scope: which words count, whose, and where."""

import dataclasses

import pytest
from msgspec.structs import replace
from operators_kit import NO, UNSURE, YES, ask, bind, call, check, hear, lexicon, refused, spans

from autoscore.model import Searched
from autoscore.operators import Context

# ------------------------------------------------------------------ act


def test_an_act_is_any_of_its_labels() -> None:
    """One of the labels is enough, and all that were said are shown."""
    check("{act: [farewell, blessing]}", YES, "客服：祝您[[{blessing:生活愉快}]]，[[{farewell:再见}]]")
    check("{act: [farewell, blessing]}", YES, "客服：[[{farewell:再见}]]")
    check("{act: [farewell, blessing]}", NO, "客服：{thanks:谢谢}")


@pytest.mark.parametrize(
    ("condition", "line"),
    [
        ("{act: repeat, kind: need}", "客服：{repeat(kind=number):138}，[[{repeat(kind=need):您要移机，对吗}]]"),
        ("{act: repeat, kind: number}", "客服：[[{repeat(kind=number):138}]]，{repeat(kind=need):您要移机，对吗}"),
        ("{act: repeat}", "客服：[[{repeat(kind=number):138}]]，[[{repeat(kind=need):您要移机，对吗}]]"),
    ],
)
def test_an_act_of_one_kind(condition: str, line: str) -> None:
    """With `kind` only the hits of that kind count."""
    check(condition, YES, line)


def test_an_act_of_another_kind_is_none() -> None:
    """A hit of another kind does not count."""
    check("{act: repeat, kind: need}", NO, "客服：{repeat(kind=number):138}")


def test_unless_takes_away_what_it_touches() -> None:
    """A hit that overlaps one of `unless` is no hit; another one beside it stays."""
    check("{act: ask, unless: curt}", NO, "客服：{curt:你{ask:办啥}}")
    check("{act: ask, unless: curt}", YES, "客服：{curt:你{ask:办啥}}？[[{ask:您办什么}]]？")
    check("{act: ask, unless: [curt, odd]}", YES, "客服：{odd:好}，[[{ask:您办什么}]]？")


@pytest.mark.parametrize(
    ("mark", "mild", "strict"),
    [("", YES, YES), ("≈", YES, UNSURE), ("~", UNSURE, UNSURE), ("?", UNSURE, UNSURE), ("@", YES, UNSURE)],
)
def test_doubt_is_neither_yes_nor_no(mark: str, mild, strict) -> None:
    """Weak sound-alikes and words that hang on tone leave it open; strict eyes want clean words of a sure speaker."""
    line = f"客服：[[{{{mark}farewell:再见}}]]"
    check("{act: farewell}", mild, line)
    check("{act: farewell}", strict, line, strict=True)


def test_a_sure_word_outweighs_doubtful_ones() -> None:
    """Where one hit is sure, it alone is shown."""
    check("{act: farewell}", YES, "客服：{~farewell:在建}，[[{farewell:再见}]]，{?farewell:好}")


@pytest.mark.parametrize(
    ("sure", "condition", "truth"),
    [
        (60, "{act: a}", YES),
        (61, "{act: a}", UNSURE),
        (90, "{act: a, min_strength: 60}", YES),
        (10, "{act: a, min_strength: 61}", UNSURE),
    ],
)
def test_from_which_strength_a_sound_alike_counts(sure: int, condition: str, truth) -> None:
    """The rubric's `sure` draws the line, and a condition's own `min_strength` moves it."""
    check(condition, truth, "客服：[[{~a:在建}]]", sure=sure)


# ------------------------------------------------------------------ scope

FOUR = ("客服：{a:一}", "客户：{a:二}", "客服：{a:三}", "旁人：{a:四}", "客服：{a:五}", "系统：{a:六}")


@pytest.mark.parametrize(
    ("scope", "quotes", "searched"),
    [
        ("", "一三五", ("agent", 0, 4)),
        ("by: agent", "一三五", ("agent", 0, 4)),
        ("by: customer", "二", ("customer", 1, 1)),
        ("by: other", "四", ("other", 3, 3)),
        pytest.param("by: any", "一二三四五", ("any", 0, 4)),
        ("first_turns: 1", "一", ("agent", 0, 0)),
        ("first_turns: 2", "一三", ("agent", 0, 2)),
        ("last_turns: 2", "三五", ("agent", 2, 4)),
        ("first_turns: 9", "一三五", ("agent", 0, 4)),
        ("last_turns: 9", "一三五", ("agent", 0, 4)),
        ("first_turns: 2, last_turns: 2", "三", ("agent", 2, 2)),
        ("share: [0, 50]", "一三", ("agent", 0, 2)),
        ("share: [50, 100]", "五", ("agent", 4, 4)),
        ("share: [30, 60]", "三", ("agent", 2, 2)),
        ("outside: [三, 五]", "一", ("agent", 0, 4)),
    ],
)
def test_where_a_condition_looks(scope: str, quotes: str, searched: tuple[str, int, int]) -> None:
    """A scope selects by speaker, by first and last turns of that speaker, by share of the call, and by exceptions."""
    told = call(*FOUR)
    found = ask(f"{{act: a{', ' * bool(scope)}{scope}}}", told)
    assert [told.document.quote(hit.turn, hit.start, hit.end) for hit in found.hits] == list(quotes)
    assert found.searched == Searched(searched[0], searched[1:])


def test_a_place_where_nothing_is_said() -> None:
    """Where a scope holds no turn of the speaker, the answer is NO, and nothing was searched."""
    found = ask("{act: a, by: other}", call("客服：{a:一}"))
    assert (found.truth, found.hits, found.searched) == (NO, (), None)


TIMED = ("[0-4] 客服：{a:一}", "[5-9] 客户：好", "[30-34] 客服：{a:二}", "[90-95] 客服：{a:三}", "[96-100] 客户：好")


@pytest.mark.parametrize(
    ("scope", "quotes"),
    [
        ("first_seconds: 10", "一"),
        ("first_seconds: 30", "一二"),
        ("last_seconds: 10", "三"),
        ("last_seconds: 70", "二三"),
    ],
)
def test_the_first_and_last_seconds(scope: str, quotes: str) -> None:
    """A turn lies in the first or last seconds of a call if it begins there."""
    told = call(*TIMED)
    found = ask(f"{{act: a, {scope}}}", told)
    assert [told.document.quote(hit.turn, hit.start, hit.end) for hit in found.hits] == list(quotes)


@pytest.mark.parametrize("scope", ["first_seconds: 10", "last_seconds: 10"])
def test_seconds_without_stamps_cannot_tell(scope: str) -> None:
    """Where a scope is in seconds and a call has none, the answer is open, never NO."""
    assert ask(f"{{act: a, {scope}}}", call(*FOUR)).truth is UNSURE


def test_an_exception_is_the_words_around_a_hit() -> None:
    """A hit inside one of the `outside` words is none; the same hit elsewhere is."""
    check("{act: a, outside: [您好像]}", YES, "客服：{a:您好}像没带卡，[[{a:您好}]]")
    check("{act: a, outside: [您好像]}", NO, "客服：{a:您好}像没带卡")


# ------------------------------------------------------------------ phrase


def test_a_phrase_is_any_of_its_ways() -> None:
    """One of the phrases is enough; fillers and marks between do not matter, and the raw words are shown."""
    hear("{phrase: [请您慢走, 欢迎再来]}", YES, "客服：好的，[[请您，呃，慢走]]。")
    hear("{phrase: [请慢走, 欢迎再来]}", NO, "客服：好的，慢走。")


@pytest.mark.parametrize(
    ("at_least", "line", "truth"),
    [
        ("2", "客服：[[收您一百元]]，[[找您五元]]", YES),
        ("all", "客服：[[收您一百元]]，[[找您五元]]", YES),
        ("2", "客服：[[收您一百元]]", NO),
        ("all", "客服：[[找您五元]]", NO),
        ("1", "客服：[[找您五元]]", YES),
        ("1", "客服：好", NO),
    ],
)
def test_how_many_of_the_phrases(at_least: str, line: str, truth) -> None:
    """`at_least` counts different phrases, not repetitions; what was said of them is shown in any case."""
    hear(f"{{phrase: ['收您{{金额}}', '找您{{金额}}'], at_least: {at_least}}}", truth, line)


def test_one_phrase_twice_is_one() -> None:
    """Saying one phrase twice does not stand for saying two."""
    hear("{phrase: [请慢走, 欢迎再来], at_least: 2}", NO, "客服：[[请慢走]]，[[请慢走]]")


def test_whole_words() -> None:
    """With `whole_words` a phrase inside a longer word does not count."""
    hear("{phrase: 公交}", YES, "客服：您坐[[公交]]车去")
    hear("{phrase: 公交, whole_words: true}", NO, "客服：您坐公交车去")
    hear("{phrase: 公交, whole_words: true}", YES, "客服：您坐[[公交]]去")
    hear("{phrase: 再见, whole_words: true}", YES, "客服：[[再见]]")


@pytest.mark.parametrize("phrase", ["(您好", "您好]", "收您{没有的槽}", "…", "嗯"])
def test_a_phrase_that_makes_no_sense_is_refused(phrase: str) -> None:
    """A phrase with a bracket that never closes, a slot that is none, or nothing to find is told, not missed."""
    assert refused(f"{{phrase: '{phrase}'}}") != []


@pytest.mark.parametrize(
    ("line", "truth"),
    [("客服：[[{甲:收您}]]，[[{~乙:早您}]]", UNSURE), ("客服：[[{~乙:早您}]]", NO)],
)
def test_doubtful_phrases_could_tip_the_number(line: str, truth) -> None:
    """One sure and one doubtful phrase of two leave it open; one doubtful phrase of two cannot make two."""
    told = call(line)
    hits = tuple(replace(hit, label=f"phrase:{hit.label}") for hit in told.document.hits)
    found = bind("{phrase: [甲, 乙], at_least: 2}").find(dataclasses.replace(told.document, hits=hits), Context())
    assert (found.truth, spans(found)) == (truth, told.marked)


@pytest.mark.parametrize("at_least", ["two", "0", "-1", "3"])
def test_a_number_of_phrases_that_cannot_be(at_least: str) -> None:
    """How many phrases are wanted is a number from one to all, or `all`; anything else is told before any call."""
    assert refused(f"{{phrase: [请您慢走, 欢迎再来], at_least: {at_least}}}") != []


# ------------------------------------------------------------------ pattern


def test_a_pattern_sees_squeezed_words() -> None:
    """Fillers and marks are gone before a pattern looks, and the raw words are shown."""
    hear("{pattern: '收您.{1,6}找您'}", YES, "客服：好，[[收您，嗯，一百，找您]]五块。")
    hear("{pattern: '收您.{1,6}找您'}", NO, "客服：收您一百。", "客服：找您五块。")


def test_a_pattern_and_its_exceptions() -> None:
    """A match that one of `unless` overlaps is none; another match beside it stays."""
    hear("{pattern: '收您.', unless: ['没收您']}", NO, "客服：没收您钱")
    hear("{pattern: '收您.', unless: ['没收您', '不收您']}", YES, "客服：没收您钱，只[[收您卡]]")


def test_a_pattern_of_the_customer() -> None:
    """A pattern looks at the side asked for."""
    hear("{pattern: '我要.办', by: customer}", YES, "客服：我要你办", "客户：[[我要来办]]")


@pytest.mark.parametrize("pattern", ["(?=您)好", "(您)\\1", "(您+)+", "您*", "(您"])
def test_a_pattern_that_could_go_back_is_refused(pattern: str) -> None:
    """Look-around, back-references, nested repetition, empty matches and broken patterns are refused."""
    assert refused(f"{{pattern: '{pattern}'}}") == ["pattern"]


def test_an_act_that_no_lexicon_has_is_refused() -> None:
    """A rubric that names an unknown act does not compile; all unknown ones are told."""
    assert refused("{any: [{act: hi}, {act: ho}, {act: he}]}", lexicon({"hi": "您好"})) == ["unknown_act"] * 2


def test_an_act_found_by_a_lexicon() -> None:
    """An act's words are found by its lexicon, in the agent's turns, blocked expressions left out."""
    words = lexicon({"hi": "您好"})
    hear("{act: hi}", YES, "客服：[[您好]]，请讲", "客户：您好", words=words)
    hear("{act: hi}", NO, "客户：您好", words=words)
    assert spans(hear("{act: hi, by: customer}", YES, "客户：[[您好]]", words=words))
