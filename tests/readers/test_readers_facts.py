"""Times, dates and channels."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers_kit import kinds, one

from autoscore.model import Turn
from autoscore.readers.times import seconds


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026-02-18T09:30", "2026-02-18T09:30"),
        ("2026-02-18", "2026-02-18"),
        ("2026-02-18 09:30:05", "2026-02-18T09:30:05"),
        ("2026-02-18 09:30:05+08:00", "2026-02-18T09:30:05+08:00"),
        ("2026-02-18T09:30:05.25Z", "2026-02-18T09:30:05.25Z"),
        ("2026/2/8 9:05", "2026-02-08T09:05"),
        ("2026.2.8", "2026-02-08"),
        ("2026年2月18日 9时30分", "2026-02-18T09:30"),
        ("2026年2月18日9点30分5秒", "2026-02-18T09:30:05"),
        ("20260218", "2026-02-18"),
        ("20260218 09：30", "2026-02-18T09:30"),
    ],
)
def test_dates(written: str, iso: str) -> None:
    """Dates as people write them become ISO 8601."""
    call = one(f"# date: {written}\n客服：您好")
    assert (call.date, call.metadata, call.notices) == (iso, {}, ())


@pytest.mark.parametrize("written", ["昨天", "2026-02-30", "2026-02-18T25:00", "18.2.2026", "2026年13月1日"])
def test_odd_dates(written: str) -> None:
    """A date that cannot be understood is told, and stays in the metadata."""
    call = one(f"# date: {written}\n客服：您好")
    assert (call.date, call.metadata, kinds(call)) == (None, {"date": written}, ["odd_date"])


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        ("phone", "phone"),
        ("电话", "phone"),
        ("Hotline", "phone"),
        ("营业厅", "counter"),
        ("上门", "visit"),
        ("Visit", "visit"),
    ],
)
def test_channels(word: str, channel: str) -> None:
    """Channel words in Chinese and English mean one of the three."""
    assert one(f"# channel: {word}\n客服：您好").channel == channel


def test_unknown_channels() -> None:
    """A channel word that means none of the three is told."""
    call = one("# channel: 微信\n客服：您好")
    assert (call.channel, kinds(call)) == (None, ["unknown_channel"])
    assert one("# channel:\n客服：您好").notices == ()


@pytest.mark.parametrize(
    ("times", "odd"),
    [
        ([(0, 1), (1, 2)], None),
        ([(0, 5), (1, 2)], None),
        ([(None, 3), (None, None), (0, 0)], None),
        ([(3, 2)], "第 1 轮"),
        ([(3, 4), (None, 2), (1, 5), (1, 1)], "第 2、3 轮"),
        ([(9, 9)] + [(n, n) for n in range(8, 0, -1)], "第 2、3、4、5、6等 轮"),
    ],
)
def test_odd_times(times: list[tuple[float | None, float | None]], odd: str | None) -> None:
    """A start before the turn above and an end before its start are kept as they are, and told."""
    said = [{"role": "agent", "text": "嗯", "start": start, "end": end} for start, end in times]
    call = one(json.dumps({"turns": said}))
    assert call.turns == tuple(Turn("agent", "嗯", start, end) for start, end in times)
    assert kinds(call) == ([] if odd is None else ["odd_times"])
    assert odd is None or odd in call.notices[0][1]


@given(st.integers(0, 359_999_999))
def test_clock_times_are_exact(ms: int) -> None:
    """A clock time means exactly the seconds that it says."""
    text = f"{ms // 3_600_000}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"
    assert seconds(text) == ms / 1000
    assert seconds(repr(ms / 1000)) == ms / 1000
