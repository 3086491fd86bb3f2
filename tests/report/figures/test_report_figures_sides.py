"""Whose words a turn's are held to be is what the sheet was filled by."""

from functools import cache

import pytest
from figures_kit import stored
from msgspec.structs import replace

from autoscore.annotate import Annotator
from autoscore.api import annotator
from autoscore.model import Call, Role, Transcript, Turn
from autoscore.report.figures import sides_of

OTHER: dict[Role, Role] = {"agent": "customer", "customer": "agent"}
SAID = (
    "您好，速联客服，请问有什么可以帮您？",
    "我想问一下，我手机怎么又被扣了十块钱。",
    "好的，您稍等，我帮您查一下。",
    "嗯。",
    "感谢您的耐心等待，查询到您上个月开了会员。",
    "我从来没开过啊，你们凭什么扣我钱。",
    "您先别着急，我帮您取消，给您退回去。",
    "那行吧。",
    "请问您还有其他需要吗？",
    "没有了，谢谢。",
    "感谢您的来电，请您稍后评价，再见。",
)
SIDES: tuple[Role, ...] = tuple("customer" if at % 2 else "agent" for at in range(len(SAID)))


@cache
def shipped() -> Annotator:
    return annotator()


@pytest.mark.parametrize("first", [0, 5, len(SAID)])
def test_sides_are_those_that_were_judged(first: int) -> None:
    """Sides exchanged in all of a call, in its rest, or not at all are shown as the annotator put them right."""
    given = tuple(OTHER[side] if at >= first else side for at, side in enumerate(SIDES))
    turns = tuple(Turn(side, text) for side, text in zip(given, SAID, strict=True))
    found = shipped().annotate([Transcript("c1", turns)])[0]
    one = stored("c1", warnings=found.notices)
    assert [notice.kind for notice in found.notices] == ["roles_swapped"] * (first < len(SAID))
    assert sides_of(replace(one, call=Call(turns, "c1"))) == found.roles == SIDES


def test_without_words_there_are_no_sides() -> None:
    """Where calls were not kept, nobody's turns are shown."""
    assert sides_of(stored("c1", words=False)) == ()
