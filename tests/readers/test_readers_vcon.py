"""vCons of older and newer drafts: parties, transcripts of several forms, texts."""

import base64
import json
from typing import Any

import pytest
from readers_kit import kinds, one, problem
from writers_kit import wtf

from autoscore.model import Turn, WordTime

PARTIES = [{"tel": "+8610000000000", "name": "陈晓", "role": "agent"}, {"name": "柳青", "role": "customer"}]
RECORDING = {"type": "recording", "start": "2026-02-18T09:30:00+08:00", "duration": 60, "parties": [0, 1]}
SAID = [Turn("agent", "您好，请讲。", 1.0, 3.0), Turn("customer", "我查话费", 3.5, 5.0)]
NAMED = (Turn("agent", "您好，请讲。", 1.0, 3.0, "陈晓"), Turn("customer", "我查话费", 3.5, 5.0, "柳青"))


def vcon(*analysis: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return {"vcon": "0.4.0", "uuid": "u1", "parties": PARTIES, "dialog": [RECORDING], "analysis": [*analysis], **parts}


def transcript(body: Any, **parts: Any) -> dict[str, Any]:
    return {"type": "transcript", "dialog": 0, "vendor": "v", "body": body, **parts}


def call(value: Any) -> Any:
    return one(json.dumps(value, ensure_ascii=False), "a.vcon")


def bare(value: Any) -> tuple[Turn, ...]:
    return tuple(Turn(t.role, t.text, t.start, t.end, t.speaker) for t in call(value).turns)


LISTED = [{"speaker": n, "text": t.text, "start": t.start, "end": t.end} for n, t in enumerate(SAID)]
PARAGRAPHS = [
    {"speaker": n, "sentences": [{"text": t.text, "start": t.start, "end": t.end}]} for n, t in enumerate(SAID)
]
MS = [
    {"begin_time": t.start * 1000, "end_time": t.end * 1000, "text": t.text, "speaker_id": n}
    for n, t in enumerate(SAID)
]  # type: ignore[operator]


@pytest.mark.parametrize(
    "body",
    [
        wtf(SAID),
        {"segments": wtf(SAID)["segments"]},
        LISTED,
        [{**one, "speaker": PARTIES[n]["name"]} for n, one in enumerate(LISTED)],
        {"utterances": LISTED},
        {"transcript": LISTED},
        {"turns": LISTED},
        {"transcript": "您好", "paragraphs": {"paragraphs": PARAGRAPHS}},
        {"transcripts": [{"channel_id": 0, "sentences": MS}]},
    ],
    ids=["wtf", "whisper", "list", "names", "utterances", "transcript", "turns", "paragraphs", "dashscope"],
)
def test_bodies(body: Any) -> None:
    """A transcript in any known form, as JSON or as JSON in a string, has the parties' roles and names."""
    assert bare(vcon(transcript(body))) == NAMED
    assert bare(vcon(transcript(json.dumps(body), encoding="json"))) == NAMED
    coded = base64.urlsafe_b64encode(json.dumps(body).encode()).decode().rstrip("=")
    assert bare(vcon(transcript(coded, encoding="base64url"))) == NAMED


def test_text_bodies() -> None:
    """A transcript in lines of text has the speakers that the lines name: by role, or by a party's name."""
    assert bare(vcon(transcript("客服：您好\n柳青：嗯，\n您说", encoding="none"))) == (
        Turn("agent", "您好"),
        Turn("customer", "嗯，\n您说", speaker="柳青"),
    )
    found = call(vcon(transcript("您好，请讲", encoding="none")))
    assert (found.turns, kinds(found)) == ((Turn("unknown", "您好，请讲"),), ["no_role"])


@pytest.mark.parametrize("kind", ["transcript", "wtf_transcription", "Transcript"])
@pytest.mark.parametrize("version", ["0.0.1", "0.0.2", "0.3.0", "0.4.0"])
def test_versions(kind: str, version: str) -> None:
    """Older and newer names of fields are read alike."""
    old = {"mimetype": "application/json", "schema_version": "1", "filename": "a"}
    new = {"mediatype": "application/json", "schema": "s", "product": "p"}
    for names in (old, new):
        value = vcon({"type": kind, "dialog": [0], "body": wtf(SAID), **names}, vcon=version, appended={}, amended={})
        assert bare(value) == NAMED


def test_facts() -> None:
    """The uuid is the id, the first dialog's start the date, and the subject is kept."""
    found = call(vcon(transcript(LISTED), created_at="2026-02-20T00:00:00Z", subject="宽带"))
    assert (found.id, found.date, found.metadata) == ("u1", "2026-02-18T09:30:00+08:00", {"subject": "宽带"})
    dialogs = [{"type": "recording", "parties": [0, 1]}]
    found = call(vcon(transcript(LISTED), created_at="2026-02-20T00:00:00Z", dialog=dialogs))
    assert found.date == "2026-02-20T00:00:00Z"


def test_roles_in_meta() -> None:
    """Where a party's role stands in its meta, it counts."""
    parties = [{"meta": {"role": "agent"}}, {"meta": {"role": "customer"}}]
    assert [turn.role for turn in bare(vcon(transcript(LISTED), parties=parties))] == ["agent", "customer"]


def test_parties_without_roles() -> None:
    """Parties without roles stay unknown, by name or number, until the user says."""
    value = vcon(transcript(LISTED), parties=[{"name": "陈晓"}, {"tel": "1"}])
    assert [(turn.role, turn.speaker) for turn in bare(value)] == [("unknown", "陈晓"), ("unknown", "1")]
    found = one(json.dumps(value), "a", {"陈晓": "agent", "1": "customer"})
    assert [turn.role for turn in found.turns] == ["agent", "customer"]


def test_a_transfer() -> None:
    """Transcripts of two recordings follow each other by the recordings' starts, and two agents stay apart."""
    parties = [*PARTIES, {"name": "王磊", "role": "agent"}]
    later = {**RECORDING, "start": "2026-02-18T09:31:00.500+08:00", "parties": [2, 1]}
    words = [{"text": "王工", "start": 0.5, "end": 1.0}]
    body = {"segments": [{"text": "我是王工", "start": 0.5, "end": 2.0, "speaker": 2, "words": words}]}
    second = {"type": "transcript", "dialog": 1, "body": body}
    found = call(vcon(second, transcript(LISTED), parties=parties, dialog=[RECORDING, later]))
    assert [(t.role, t.speaker, t.start) for t in found.turns] == [
        ("agent", "陈晓", 1.0),
        ("customer", "柳青", 3.5),
        ("agent", "王磊", 61.0),
    ]
    assert found.turns[2].words == (WordTime(2, 4, 61.0, 61.5),)


def test_texts_beside_a_recording() -> None:
    """A text that was written during a call stands where it was written, and is its originator's."""
    text = {"type": "text", "start": "2026-02-18T01:30:03Z", "parties": [0, 1], "originator": 1, "body": "好的"}
    found = bare(vcon(transcript(LISTED), dialog=[RECORDING, text]))
    assert found == (NAMED[0], Turn("customer", "好的", 3.0, None, "柳青"), NAMED[1])


def test_the_transcript_that_tells_most_is_read() -> None:
    """Of several transcripts of one dialog, the one with times is read; one of all dialogs gives way to their own."""
    plain = transcript("客服：您好")
    assert bare(vcon(plain, transcript(LISTED))) == NAMED
    assert bare(vcon({**plain, "dialog": None}, transcript(LISTED))) == NAMED
    assert bare(vcon(transcript("{broken", encoding="json"), transcript(LISTED))) == NAMED


def test_summaries_are_no_transcripts() -> None:
    """Other analyses are not read, and a vCon without words says what is missing."""
    found = problem(json.dumps(vcon({"type": "summary", "dialog": 0, "body": "客户查话费"})), "a.vcon")
    assert (found.code, "转写" in found.what, "话费" in str(found)) == ("no_turns", True, False)
    assert problem(json.dumps(vcon(transcript(None, url="https://example.invalid/t"))), "a.vcon").code == "no_turns"


@pytest.mark.parametrize(
    ("body", "encoding", "code"),
    [
        ("{您好", "json", "json"),
        ("!!!!您", "base64url", "encoding"),
        ({"transcript": 7}, "json", "json_type"),
        ([{"text": "您好", "start": "x"}], "json", "bad_time"),
    ],
)
def test_bodies_that_cannot_be_read(body: Any, encoding: str, code: str) -> None:
    """A body that cannot be read is a Problem without its words."""
    found = problem(json.dumps(vcon(transcript(body, encoding=encoding)), ensure_ascii=False), "a.vcon")
    assert (found.code, "您" in str(found)) == (code, False)
