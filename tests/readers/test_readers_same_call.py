"""One call in every format that is read: the same turns, and the same filled sheet."""

import io
import json
from typing import Any

import pytest
from readers_kit import one
from writers_kit import EVERY, RECOGNISED, Written

from autoscore import api
from autoscore.model import Role, ScoreSheet, Transcript, Turn
from autoscore.readers.registry import known_formats, tell
from autoscore.readers.roles import RoleBook
from autoscore.readers.source import Source
from autoscore.scoring import Scorer

SAID: list[tuple[Role, str]] = [
    ("agent", "您好，很高兴为您服务，请问有什么可以帮您？"),
    ("customer", "我家宽带从昨天晚上开始就连不上了。"),
    ("agent", "好的，给您带来不便非常抱歉，请问您贵姓？"),
    ("customer", "我姓柳。"),
    ("agent", "柳女士，请您稍等，我帮您查一下线路。"),
    ("agent", "感谢您的耐心等待，您这边的光猫已经离线了。"),
    ("customer", "那怎么办，我今天还要开会呢。"),
    ("agent", "我理解您的心情，我马上给您报修，师傅今天下午三点以前上门。"),
    ("customer", "好的，要收费吗？"),
    ("agent", "这次上门是免费的，您的联系电话是13900001111，对吗？"),
    ("customer", "对的。"),
    ("agent", "请问还有其他可以帮您的吗？"),
    ("customer", "没有了，谢谢。"),
    ("agent", "不客气，稍后请您对我的服务作出评价，感谢您的来电，祝您生活愉快，再见！"),
]
LONG = 3.5
# After 请稍等 there is a real wait, longer than any turn, so that it shows with ends and without.
CALL = [
    Turn(role, text, start, start + LONG)
    for at, (role, text) in enumerate(SAID)
    for start in [at * 4 + (30.0 if at > 4 else 0.0)]
]


@pytest.fixture(scope="module")
def hotline() -> Scorer:
    return api.scorer("hotline")


def source(written: Written) -> Source:
    return Source.of(io.BytesIO(written.data(CALL)), "a", RoleBook.of({}))


def bare(turn: Turn, *, ends: bool) -> tuple[Any, ...]:
    return turn.role, turn.text, turn.start, turn.end if ends else None


def judged(sheet: ScoreSheet) -> Any:
    """Returns what a sheet decides and by which words, without what tells versions."""
    return [
        (
            one.id,
            one.status,
            one.points,
            [(span.turn, span.start, span.end) for span in one.evidence],
        )
        for one in sheet.criteria
    ]


@pytest.mark.parametrize("name", EVERY)
def test_format_is_told_by_its_content(name: str) -> None:
    """Without an ending in its name, each file is told for what it is."""
    written = EVERY[name]
    known = tell(source(written))
    assert getattr(known, "name", known) == written.format


@pytest.mark.parametrize("name", RECOGNISED)
def test_no_other_kind_of_json_takes_it(name: str) -> None:
    """Each recogniser's file is known to one format only, but for the native one, which takes all that is left."""
    written = RECOGNISED[name]
    sure = {known.name for known in known_formats() if known.record and known.sniff(source(written))}
    assert sure == {written.format}


@pytest.mark.parametrize("name", EVERY)
def test_turns_are_the_same(name: str) -> None:
    """Roles, words and times are the same from every format; where a format has ids only, the user gives the roles."""
    written = EVERY[name]
    call = one(written.data(CALL), "a", written.roles)
    wanted = [bare(turn, ends=written.ends) for turn in CALL]
    assert [bare(turn, ends=True) for turn in call.turns] == wanted
    assert call.notices == ()


@pytest.mark.parametrize("name", [name for name, written in EVERY.items() if written.words])
def test_words_keep_their_times(name: str) -> None:
    """Where a format times words, each stands in the text where it was said, and has its time."""
    written = EVERY[name]
    call = one(written.data(CALL), "a", written.roles)
    for turn, said in zip(call.turns, CALL, strict=True):
        assert "".join(said.text[word.start : word.end] for word in turn.words) == (
            said.text if written.words == "halves" else "".join(char for char in said.text if char.isalnum())
        )
        assert (turn.words[0].since, round((said.end or 0) - turn.words[-1].until, 1)) == (said.start, 0)
        if written.words == "halves":
            assert {word.until - word.since for word in turn.words} == {LONG / 2}


@pytest.mark.parametrize("name", EVERY)
def test_sheet_is_the_same(name: str, hotline: Scorer) -> None:
    """Statuses, points and the words that they rest on are those of the native form."""
    written = EVERY[name]
    native = one(json.dumps(EVERY["native"].write(CALL)), "a")
    [wanted, sheet] = hotline.score([native, one(written.data(CALL), "a", written.roles)])
    assert judged(sheet) == judged(wanted)


def test_the_call_asks_something_of_the_sheet(hotline: Scorer) -> None:
    """The call earns points by words of its own, so that the sheets compared above are not empty."""
    [sheet] = hotline.score([Transcript("a", tuple(CALL))])
    assert sum(1 for _, status, points, spans in judged(sheet) if points and spans) >= 5
