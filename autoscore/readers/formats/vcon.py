"""vCon (IETF drafts 0.0.1 to 0.4.0): transcripts among the analyses, texts among the dialogs, roles of the parties."""

from collections.abc import Iterator
from itertools import chain

from msgspec.structs import replace

from autoscore.errors import Place, Problem, ReadError
from autoscore.readers.cues import split_lines
from autoscore.readers.json_records import json_format, turns_in
from autoscore.readers.json_text import decoded
from autoscore.readers.lines import joined, said
from autoscore.readers.piece import Draft, Found, Heard, Marks, Piece, Record
from autoscore.readers.roles import RoleBook, known_role
from autoscore.readers.spoken import in_order, spoken
from autoscore.readers.times import Clock
from autoscore.readers.utterances import Body, Utterance, turns_of
from autoscore.readers.vcon_parts import Analysis, Dialog, VCon, body_of
from autoscore.readers.who import who

_MARKS = Marks.of("vcon parties", "vcon dialog", "vcon analysis", "analysis[].body parties", "dialog[].type parties")
_TRANSCRIPTS = frozenset({"transcript", "transcription", "wtf_transcription"})
_TEXT = "text"


def _read(data: bytes, place: Place, book: RoleBook) -> Iterator[Piece]:
    vcon = decoded(VCon, data, place)
    turns = in_order(chain(_heard(vcon, place, book), _written(vcon, place)))
    if not turns:
        what, todo = "vCon 里没有文字：没有转写，也没有文字对话", "请先转写录音，把转写放进 analysis"
        raise ReadError((Problem(place, what, todo, code="no_turns"),))
    metadata = {"subject": vcon.subject}
    yield Found(place, Draft(turns, vcon.uuid, None, vcon.date, metadata))


def _heard(vcon: VCon, place: Place, book: RoleBook) -> Iterator[Heard]:
    """Yields the turns of the transcripts; of several of one dialog, the one that tells most times."""
    found: dict[tuple[int, ...], list[Analysis]] = {}
    for analysis in vcon.analysis or []:
        if (analysis.type or "").lower() in _TRANSCRIPTS:
            found.setdefault(analysis.dialogs, []).append(analysis)
    if len(found) > 1:
        found.pop((), None)  # one of them all, where each has its own
    offsets = dict(enumerate(vcon.offsets()))
    for dialogs, analyses in found.items():
        base = offsets.get(min(dialogs, default=0)) or 0.0
        turns = _best([_turns(one, place, book) for one in analyses])
        yield from (_known(_moved(turn, base), vcon) for turn in turns)


def _best(readings: list[tuple[Heard, ...] | ReadError]) -> tuple[Heard, ...]:
    turns = [reading for reading in readings if not isinstance(reading, ReadError)]
    for problem in readings:
        if isinstance(problem, ReadError) and not any(turns):
            raise problem
    return max(turns, key=lambda one: (sum(turn.start is not None for turn in one), len(one)))


def _turns(analysis: Analysis, place: Place, book: RoleBook) -> tuple[Heard, ...] | ReadError:
    try:
        body, clock = body_of(analysis, place), Clock(place, 1)
        if isinstance(body, str):
            return tuple(_lines(body, book))
        if not body:
            return ()
        known = turns_in(body, place, book)
        if known is not None:
            return known
        if body.lstrip().startswith(b"["):
            return tuple(turns_of(decoded(list[Utterance], body, place), clock))
        return tuple(decoded(Body, body, place).turns(clock))
    except ReadError as error:
        return error


def _lines(text: str, book: RoleBook) -> Iterator[Heard]:
    for line in joined(said(line, book) for line in split_lines(text) if line.strip()):
        yield spoken(line.text, who(line.role), line.start, None)


def _written(vcon: VCon, place: Place) -> Iterator[Heard]:
    """Yields the texts that were written, each a turn."""
    for dialog, start in zip(vcon.dialog or [], vcon.offsets(), strict=True):
        if (dialog.type or "").lower() == _TEXT:
            body = body_of(dialog, place)
            words = body if isinstance(body, str) else body.decode("utf-8", "replace")
            yield _known(spoken(words, who(name=dialog.speaker), start, _end(dialog, start, place)), vcon)


def _end(dialog: Dialog, start: float | None, place: Place) -> float | None:
    return None if start is None else Clock(place, 1, base=start).at(dialog.duration)


def _moved(turn: Heard, base: float) -> Heard:
    if not base:
        return turn
    words = tuple(replace(word, since=_later(word.since, base), until=_later(word.until, base)) for word in turn.words)
    start, end = (None if time is None else _later(time, base) for time in (turn.start, turn.end))
    return replace(turn, start=start, end=end, words=words)


def _later(time: float, base: float) -> float:
    return round(time + base, 6)


def _known(turn: Heard, vcon: VCon) -> Heard:
    """Returns a turn with the role and name of its party, where its own words are no role."""
    if turn.role is not None and known_role(str(turn.role)):
        return turn
    word = next((word for word in (turn.speaker, turn.channel, turn.role) if word is not None), None)
    party = vcon.party(word)
    if party is None:
        return turn
    by = who(party.role_word, party.name, word)
    return replace(turn, role=by.role, speaker=by.speaker, channel=by.channel)


FORMAT = json_format("vcon", "vCon 会话容器", Record(_MARKS, _read), (".vcon",))
