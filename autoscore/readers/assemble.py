"""Makes a transcript of what a format found."""

import msgspec

from autoscore.errors import Problem
from autoscore.model import Call, Transcript, Turn
from autoscore.readers.facts import channel_notice, channel_of, date_notice, date_of, flat
from autoscore.readers.hallucinations import without_hallucinations
from autoscore.readers.piece import Found, Note
from autoscore.readers.roles import RoleBook
from autoscore.readers.settle import settle
from autoscore.readers.times import first_negative, in_order, odd_times
from autoscore.readers.words import sound


def transcript(found: Found, name: str, book: RoleBook) -> Transcript | Problem:
    """Returns the call under its own id, or else under that name; a Problem where it cannot be one."""
    call = found.call
    turns, notices = (call.turns, ()) if isinstance(call, Call) else settle(call.turns, book)
    if not turns:
        return Problem(found.place, "这一通里没有任何话", "请检查导出时有没有丢掉内容", code="no_turns")
    regular = in_order(turns)
    if not regular and (negative := first_negative(turns)) is not None:
        return Problem(found.place, f"第 {negative + 1} 轮的时间是负数", "时间是从通话开始算起的秒数", code="bad_time")
    said, unsaid = without_hallucinations(turns)
    if not said:
        return Problem(found.place, "这一通里没有人说话，只有识别模型凭空写出的句子", "请核对录音", code="no_turns")
    odd = () if regular else odd_times(said)
    return _made(found, _own_id(found) or name, _sound(said), (*notices, *unsaid, *odd))


def _made(found: Found, name: str, turns: tuple[Turn, ...], notices: tuple[Note, ...]) -> Transcript:
    call = found.call
    date = date_of(call.date)
    metadata = flat(call.metadata)
    if date is None and call.date is not None and str(call.date).strip():
        metadata.setdefault("date", str(call.date).strip())
    told = (*found.notices, *channel_notice(call.channel), *date_notice(call.date), *notices)
    return Transcript(name, turns, channel_of(call.channel), date, metadata, told, str(found.place))


def _sound(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    if not any(turn.words for turn in turns):
        return turns
    return tuple(msgspec.structs.replace(turn, words=sound(turn.text, turn.words)) for turn in turns)


def _own_id(found: Found) -> str:
    return "" if found.call.id is None else str(found.call.id).strip()
