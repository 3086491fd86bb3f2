"""Fair use of taboos: clean words cost points, what only sounds like them is left to a person, exceptions are free."""

import pytest

from autoscore.lexicon import load
from autoscore.model import Rubric, Transcript, Turn
from autoscore.rubric import parse_text
from autoscore.scoring import Scorer, compile_rubric

# Of each taboo: words that are it, the same with one homophone, and words that only look like it.
WORDS = {
    "shirk": ("这个不归我管", "这个不规我管", "他说不归他管，我给您查"),
    "impatient": ("你急什么呀", "你急身么呀", "您急什么时候用"),
    "blame_customer": ("你怎么不早说", "你怎么不造说", "如果是您自己的问题就收费"),
    "argue": ("爱信不信", "爱信部信", "“爱信不信”这种话不该说"),
    "disparage_own": ("我们公司就是骗人的", "我们工司就是骗人的", "您说我们公司就是骗人的，我理解"),
    "hard_sell": ("不买也得买", "不麦也得买", "他跟您说不买也得买吗"),
    "over_promise": ("保准没有问题", "保准没有文题", "我不敢保证没问题"),
    "rude": ("你给我闭嘴", "你给我闭最", "您张嘴，好，闭嘴"),
    "refuse_by_rule": ("规定就是规定", "规定就是规顶", "我没跟您说规定就是规定"),
    "dare_complain": ("爱办不办", "爱班不办", "要是他说爱办不办，您告诉我"),
    "busy_off": ("没看见我正忙吗", "没看见我政忙吗", "不好意思，刚才没看见，我在忙"),
    "absolute_claim": ("这个稳赚不赔", "这个稳转不赔", "没有稳赚不赔的买卖"),
    "disparage_rival": ("隔壁都是骗子", "隔壁都是片子", "客户说隔壁都是骗子"),
    "coax_rating": ("给个五星好评", "给个五兴好评", "谢谢您给的五星好评"),
    "ask_secret": ("把验证码报给我", "把验证码保给我", "不要把验证码报给任何人"),
    "leak_private": ("我偷偷帮您查他的", "我偷偷帮您差他的", "我不会偷偷帮您查他的"),
    "unauthorised": ("我就当您同意了", "我就当您通意了", "我不能就当您同意了"),
}
HEAD = 'rubric: t\ntitle: t\nversion: "1"\nchannel: phone\nsource: S\ncriteria:\n'
FORMS = {
    "deduct": "points: 10, deduct: [{{when: {{act: {act}}}, each: 10}}]",
    "fatal": "fatal: {{act: {act}}}",
    "grave": "points: 10, grave: true, find: {{none: [{{act: {act}}}]}}",
}


def rubric(act: str) -> Rubric:
    lines = [f"  - {{id: {form}, title: {form}, why: w, source: S, {FORMS[form].format(act=act)}}}" for form in FORMS]
    made, problems = parse_text(HEAD + "\n".join(lines) + "\n", "t.yaml")
    assert not problems, [str(one) for one in problems]
    assert made is not None
    return made


@pytest.fixture(scope="module")
def scorers() -> dict[str, Scorer]:
    lexicon = load()
    return {act: compile_rubric(rubric(act), lexicon) for act in WORDS}


def statuses(by: Scorer, words: str) -> dict[str, tuple[str, list[str]]]:
    """Returns each form's status and quotes for a call in which the agent says some words."""
    turns = ("嗯。", "我的网断了。", words, "知道了。", "嗯。")
    told = [Turn("customer" if place % 2 else "agent", text) for place, text in enumerate(turns)]
    [sheet] = by.score([Transcript("t", tuple(told), "phone")])
    return {one.id: (one.status, [quote.quote for quote in one.evidence]) for one in sheet.criteria}


def test_every_taboo_is_tried() -> None:
    """All taboos and red lines are here but the two that are whole turns of one syllable."""
    taboos = {label for label, found in load().sets.items() if found.kind in ("taboo", "red_line")}
    assert taboos - {"dead_air_word", "opens_with_wei"} == WORDS.keys()


@pytest.mark.parametrize("act", WORDS)
def test_clean_words_cost_points(scorers: dict[str, Scorer], act: str) -> None:
    """A taboo said in so many words is held against the agent in every form, with the words that show it."""
    found = statuses(scorers[act], WORDS[act][0])
    assert {status for status, _ in found.values()} == {"not_met"}
    assert all(len(quotes) == 1 and quotes[0] in WORDS[act][0] for _, quotes in found.values())


@pytest.mark.parametrize("act", WORDS)
def test_words_that_only_sound_so_are_left_to_a_person(scorers: dict[str, Scorer], act: str) -> None:
    """With one syllable written as another of its sound, nothing is deducted and nothing is settled."""
    assert {status for status, _ in statuses(scorers[act], WORDS[act][1]).values()} == {"unsure"}


@pytest.mark.parametrize("act", WORDS)
def test_exceptions_cost_nothing(scorers: dict[str, Scorer], act: str) -> None:
    """What is denied, retold, supposed or of another meaning is no taboo at all."""
    assert {status for status, _ in statuses(scorers[act], WORDS[act][2]).values()} == {"met"}
