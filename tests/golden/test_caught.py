"""What a sheet must catch, each with the words that show it."""

from collections.abc import Mapping
from functools import cache

import pytest

from autoscore.api import scorer
from autoscore.model import CriterionScore, Role, Transcript, Turn
from autoscore.scoring import Scorer

ROLES: Mapping[str, Role] = {"客服": "agent", "客户": "customer"}


@cache
def by(rubric: str) -> Scorer:
    return scorer(rubric)


def judged(rubric: str, criterion: str, *lines: str, date: str | None = None) -> CriterionScore:
    turns = tuple(Turn(ROLES[line[:2]], line[3:]) for line in lines)
    channel = "counter" if rubric.startswith("counter") else "phone"
    [sheet] = by(rubric).score([Transcript("c", turns, channel, date)])
    return next(one for one in sheet.criteria if one.id == criterion)


def quotes(score: CriterionScore) -> list[str]:
    return [one.quote for one in score.evidence]


def test_a_wrong_change_is_caught() -> None:
    """收 100, due 58, 找 32: the act is only partly done, and the sum that was given back stands there."""
    score = judged(
        "counter-17-steps",
        "cash",
        "客服：先生您好，这个月一共五十八块。",
        "客户：给你一百。",
        "客服：收您一百，找您三十二。",
        "客户：好，再见。",
    )
    assert (score.status, quotes(score)) == ("partial", ["收您一百", "找您三十二"])
    assert "对不上" in score.because


def test_a_change_that_was_put_right_is_no_fault() -> None:
    """The last figure counts."""
    score = judged(
        "counter-17-steps",
        "cash",
        "客服：先生您好，这个月一共五十八块。",
        "客户：给你一百。",
        "客服：收您一百，找您三十二。",
        "客户：不对吧？",
        "客服：对不起，找您四十二。",
        "客户：好，再见。",
    )
    assert score.status == "met"


def test_a_wrong_surname_is_caught() -> None:
    """Whoever said 姓李 and is called 赵先生 throughout was not addressed by his name."""
    score = judged(
        "counter-17-steps",
        "surname",
        "客服：您好，请问您贵姓？",
        "客户：我姓李。",
        "客服：赵先生，请您在这儿签个字。",
        "客户：好，再见。",
    )
    assert (score.status, quotes(score)) == ("partial", ["赵先生"])


@pytest.mark.parametrize(
    ("date", "opening", "status", "found"),
    [
        ("2026-02-19T09:30", "新年好，请问是陈女士吗？", "met", ["新年好"]),
        ("2026-02-19T09:30", "您好，请问是陈女士吗？", "not_met", []),
        ("2026-03-02T09:30", "您好，请问是陈女士吗？", "not_met", []),
        ("2026-03-10T09:30", "您好，请问是陈女士吗？", "not_applicable", []),
        ("2026-02-15T09:30", "您好，请问是陈女士吗？", "not_applicable", []),
    ],
)
def test_a_new_years_call(date: str, opening: str, status: str, found: list[str]) -> None:
    """新年好 is due from New Year's Eve (2026-02-16) up to the day before the Lantern Festival (2026-03-03)."""
    lines = (f"客服：{opening}", "客户：是我。", "客服：我是广电网络的装维员，想约您明天上门。", "客户：行，再见。")
    score = judged("home-service-call", "new_year", *lines, date=date)
    assert (score.status, quotes(score)) == (status, found)


def test_a_greeting_that_does_not_fit_the_clock_is_caught() -> None:
    """早上好 at eight in the evening."""
    lines = ("客服：早上好，请问是陈女士吗？", "客户：是我。", "客服：我是广电网络的装维员。", "客户：行，再见。")
    score = judged("home-service-call", "fits_time", *lines, date="2026-05-10T20:10")
    assert (score.status, quotes(score)) == ("not_met", ["早上好"])


@pytest.mark.parametrize("rubric", ["hotline", "home-service-call"])
def test_a_first_word_wei_is_caught(rubric: str) -> None:
    """喂 as the agent's very first word loses the row; later, to try the line, it does not."""
    first = judged(rubric, "no_wei", "客服：喂，您好。", "客户：你好。", "客服：我是装维员小郑。", "客户：再见。")
    assert (first.status, quotes(first)[0][0]) == ("not_met", "喂")
    later = judged(rubric, "no_wei", "客服：您好。", "客户：……", "客服：喂，听得到吗？", "客户：听得到，再见。")
    assert later.status == "met"


def test_a_transfer_that_costs_nothing_has_no_cash() -> None:
    """Where no money changes hands the row is not applicable, and leaves the total."""
    score = judged(
        "counter-17-steps",
        "cash",
        "客服：您好，办什么业务？",
        "客户：把这个号过户给我儿子。",
        "客服：好的，两个人的身份证给我，过户不收费。",
        "客户：好。",
        "客服：办好了，慢走。",
        "客户：再见。",
    )
    assert (score.status, score.points) == ("not_applicable", None)
