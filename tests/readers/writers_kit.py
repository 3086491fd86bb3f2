"""One call written in every format that is read; who speaks is written as each format would."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from readers_kit import workbook

from autoscore.model import Role, Turn

WORD = {"agent": "客服", "customer": "客户"}
UPPER = {"agent": "AGENT", "customer": "CUSTOMER"}
NUMBER = {"agent": 0, "customer": 1}
BY_NUMBER: Mapping[str, Role] = {"0": "agent", "1": "customer"}
BY_SPEAKER: Mapping[str, Role] = {"SPEAKER_00": "agent", "SPEAKER_01": "customer"}


def ms(seconds: float | None) -> int:
    return round((seconds or 0) * 1000)


def clock(seconds: float | None, point: str = ".") -> str:
    at = ms(seconds)
    return f"{at // 3_600_000:02}:{at // 60_000 % 60:02}:{at // 1000 % 60:02}{point}{at % 1000:03}"


def speaker(turn: Turn) -> str:
    return f"SPEAKER_{NUMBER[turn.role]:02}"


def halves(turn: Turn) -> list[tuple[str, float, float]]:
    """Cuts a turn into two words, each half of its time."""
    assert turn.start is not None
    assert turn.end is not None
    cut, middle = len(turn.text) // 2, (turn.start + turn.end) / 2
    return [(turn.text[:cut], turn.start, middle), (turn.text[cut:], middle, turn.end)]


def text(turns: Sequence[Turn]) -> str:
    return "".join(f"[{clock(turn.start)}] {WORD[turn.role]}：{turn.text}\n" for turn in turns)


def native(turns: Sequence[Turn]) -> Any:
    return {"turns": [{"role": t.role, "text": t.text, "start": t.start, "end": t.end} for t in turns]}


def csv(turns: Sequence[Turn]) -> str:
    rows = "".join(f'{t.start},{t.end},{WORD[t.role]},"{t.text}"\n' for t in turns)
    return "开始,结束,角色,内容\n" + rows


def xlsx(turns: Sequence[Turn]) -> bytes:
    return workbook(S=[["开始", "结束", "角色", "内容"], *([t.start, t.end, WORD[t.role], t.text] for t in turns)])


def srt(turns: Sequence[Turn]) -> str:
    return "\n".join(
        f"{number}\n{clock(t.start, ',')} --> {clock(t.end, ',')}\n{WORD[t.role]}：{t.text}\n"
        for number, t in enumerate(turns, start=1)
    )


def webvtt(turns: Sequence[Turn]) -> str:
    cues = (f"{clock(t.start)} --> {clock(t.end)}\n<v {WORD[t.role]}>{t.text}</v>" for t in turns)
    return "WEBVTT\n\n" + "\n\n".join(cues)


def alibaba_isi(turns: Sequence[Turn]) -> Any:
    """Writes channel by channel, as the service does."""
    said = [
        {"ChannelId": NUMBER[t.role], "BeginTime": ms(t.start), "EndTime": ms(t.end), "Text": t.text, "SpeechRate": 180}
        for t in sorted(turns, key=lambda turn: turn.role)
    ]
    words = [
        {"ChannelId": NUMBER[t.role], "Word": word, "BeginTime": ms(since), "EndTime": ms(until)}
        for t in turns
        for word, since, until in halves(t)
    ]
    return {"TaskId": "t", "StatusText": "SUCCESS", "Result": {"Sentences": said, "Words": words}}


def alibaba_isi_camel(turns: Sequence[Turn]) -> Any:
    return uncapitalised(alibaba_isi(turns))


def uncapitalised(value: Any) -> Any:
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: uncapitalised(part) for key, part in value.items()}
    return [uncapitalised(part) for part in value] if isinstance(value, list) else value


def dashscope(turns: Sequence[Turn]) -> Any:
    """Writes two channels, each with its own sentences."""
    channels = [
        {
            "channel_id": NUMBER[role],
            "text": "".join(t.text for t in turns if t.role == role),
            "sentences": [
                {
                    "begin_time": ms(t.start),
                    "end_time": ms(t.end),
                    "text": t.text,
                    "sentence_id": number,
                    "words": [
                        {"begin_time": ms(since), "end_time": ms(until), "text": word, "punctuation": ""}
                        for word, since, until in halves(t)
                    ],
                }
                for number, t in enumerate((t for t in turns if t.role == role), start=1)
            ],
        }
        for role in ("customer", "agent")
    ]
    return {"file_url": "https://example.invalid/a.wav", "properties": {"channels": [0, 1]}, "transcripts": channels}


def dashscope_speakers(turns: Sequence[Turn]) -> Any:
    """Writes one channel with speakers."""
    said = [
        {"begin_time": ms(t.start), "end_time": ms(t.end), "text": t.text, "speaker_id": NUMBER[t.role]} for t in turns
    ]
    return {"file_url": "", "properties": {}, "transcripts": [{"channel_id": 0, "text": "", "sentences": said}]}


def sca_dialogue(turns: Sequence[Turn]) -> list[Any]:
    return [
        {"words": t.text, "begin": ms(t.start), "end": ms(t.end), "role": WORD[t.role], "identity": WORD[t.role]}
        for t in turns
    ]


def sca_tickets(turns: Sequence[Turn]) -> Any:
    return {"tickets": [{"tid": "", "fileName": "a.wav", "dialogue": sca_dialogue(turns)}], "business": "b"}


def sca_result(turns: Sequence[Turn]) -> Any:
    return {"asrResult": [{**said, "emotionValue": 5, "speechRate": 200} for said in sca_dialogue(turns)]}


def funasr(turns: Sequence[Turn], key: str = "text") -> Any:
    said = [
        {key: t.text, "start": ms(t.start), "end": ms(t.end), "spk": NUMBER[t.role], "timestamp": stamps(t)}
        for t in turns
    ]
    return [{"key": "", "text": "".join(t.text for t in turns), "timestamp": [], "sentence_info": said}]


def stamps(turn: Turn) -> list[list[int]]:
    """Gives each character that is no punctuation the same share of the turn."""
    tokens = [char for char in turn.text if char.isalnum()]
    start, each = ms(turn.start), (ms(turn.end) - ms(turn.start)) // len(tokens)
    return [[start + number * each, start + (number + 1) * each] for number in range(len(tokens))]


def funasr_sentence(turns: Sequence[Turn]) -> Any:
    return funasr(turns, "sentence")


def whisperx(turns: Sequence[Turn]) -> Any:
    segments = [
        {
            "start": t.start,
            "end": t.end,
            "text": f" {t.text}",
            "speaker": speaker(t),
            "words": [
                {"word": word, "start": since, "end": until, "score": 0.9, "speaker": speaker(t)}
                for word, since, until in halves(t)
            ],
        }
        for t in turns
    ]
    return {"segments": segments, "word_segments": [], "language": "zh"}


def tencent_asr(turns: Sequence[Turn]) -> Any:
    detail = [
        {
            "FinalSentence": t.text,
            "SliceSentence": " ".join(t.text),
            "StartMs": ms(t.start),
            "EndMs": ms(t.end),
            "Words": [
                {
                    "Word": word,
                    "OffsetStartMs": ms(since) - ms(t.start),
                    "OffsetEndMs": ms(until) - ms(t.start),
                }
                for word, since, until in halves(t)
            ],
            "SpeechSpeed": 3.2,
            "SpeakerId": NUMBER[t.role],
            "SpeakerRoleName": "",
        }
        for t in turns
    ]
    return {"Response": {"RequestId": "r", "Data": {"TaskId": 1, "Status": 2, "Result": "", "ResultDetail": detail}}}


def tencent_lines(turns: Sequence[Turn]) -> Any:
    def at(seconds: float | None) -> str:
        return f"{ms(seconds) // 60_000}:{ms(seconds) % 60_000 / 1000:.3f}"

    result = "".join(f"[{at(t.start)},{at(t.end)},{NUMBER[t.role]}]  {t.text}\n" for t in turns)
    return {"Data": {"TaskId": 1, "Status": 2, "StatusStr": "success", "Result": result, "ResultDetail": None}}


def tencent_ccc(turns: Sequence[Turn]) -> Any:
    said = [{"User": str(NUMBER[t.role]), "Message": t.text, "Start": ms(t.start), "End": ms(t.end)} for t in turns]
    return {"Response": {"AsrData": said, "RequestId": "r"}}


def lattice(turns: Sequence[Turn]) -> Any:
    def best(turn: Turn) -> str:
        start = ms(turn.start)
        words = [
            {"wb": (ms(since) - start) // 10, "we": (ms(until) - start) // 10, "cw": [{"w": word, "wp": "n"}]}
            for word, since, until in halves(turn)
        ]
        said = {"bg": str(start), "ed": str(ms(turn.end)), "rl": str(NUMBER[turn.role]), "rt": [{"ws": words}]}
        return json.dumps({"st": said}, ensure_ascii=False)

    return {"lattice": [{"json_1best": best(turn)} for turn in turns]}


def iflytek(turns: Sequence[Turn]) -> Any:
    order = json.dumps(lattice(turns), ensure_ascii=False)
    return {"code": "000000", "content": {"orderInfo": {"status": 4}, "orderResult": order}, "descInfo": "success"}


def raasr_lines(turns: Sequence[Turn]) -> list[Any]:
    return [
        {"bg": str(ms(t.start)), "ed": str(ms(t.end)), "onebest": t.text, "speaker": str(NUMBER[t.role])} for t in turns
    ]


def raasr(turns: Sequence[Turn]) -> Any:
    return {"ok": 0, "err_no": 0, "failed": None, "data": json.dumps(raasr_lines(turns), ensure_ascii=False)}


def baidu(turns: Sequence[Turn]) -> Any:
    said = [
        {
            "sentence": t.text,
            "speaker_id": NUMBER[t.role],
            "begin_time": ms(t.start),
            "end_time": ms(t.end),
            "voice_speed": 4,
        }
        for t in turns
    ]
    return {"asr_result": said}


def huawei_sis(turns: Sequence[Turn]) -> Any:
    roles = {"agent": "AGENT", "customer": "USER"}
    said = [
        {
            "start_time": ms(t.start),
            "end_time": ms(t.end),
            "result": {
                "text": t.text,
                "analysis_info": {"role": roles[t.role], "emotion": "NEUTRAL", "speed": 3.5},
                "word_info": [
                    {"start_time": ms(since), "end_time": ms(until), "word": word} for word, since, until in halves(t)
                ],
            },
        }
        for t in turns
    ]
    return {"job_id": "j", "status": "FINISHED", "segments": said}


def aws_contact_lens(turns: Sequence[Turn]) -> Any:
    said = [
        {
            "Id": str(number),
            "ParticipantId": UPPER[t.role],
            "ParticipantRole": UPPER[t.role],
            "Content": t.text,
            "BeginOffsetMillis": ms(t.start),
            "EndOffsetMillis": ms(t.end),
            "Sentiment": "NEUTRAL",
        }
        for number, t in enumerate(turns)
    ]
    return {"Version": "1.1.0", "Channel": "VOICE", "Transcript": said}


def aws_segments(turns: Sequence[Turn]) -> Any:
    return {"Segments": [{"Transcript": said} for said in aws_contact_lens(turns)["Transcript"]]}


def google_entries(turns: Sequence[Turn]) -> Any:
    roles = {"agent": "AGENT", "customer": "END_USER"}
    said = [
        {"text": t.text, "role": roles[t.role], "user_id": NUMBER[t.role], "start_timestamp_usec": ms(t.start) * 1000}
        for t in turns
    ]
    return {"conversation_info": {"categories": []}, "entries": said}


def wtf(turns: Sequence[Turn]) -> Any:
    segments = [
        {
            "id": number,
            "start": t.start,
            "end": t.end,
            "text": t.text,
            "confidence": 0.9,
            "speaker": NUMBER[t.role],
            "words": [{"text": word, "start": since, "end": until} for word, since, until in halves(t)],
        }
        for number, t in enumerate(turns)
    ]
    whole = {"text": "".join(t.text for t in turns), "language": "zh", "duration": 60.0, "confidence": 0.9}
    return {"transcript": whole, "segments": segments, "metadata": {"provider": "p", "model": "m"}}


def vcon(turns: Sequence[Turn]) -> Any:
    """Writes the body as JSON in a string, under the newer names."""
    return container("0.4.0", {"mediatype": "application/json", "encoding": "json", "body": json.dumps(wtf(turns))})


def vcon_old(turns: Sequence[Turn]) -> Any:
    """Writes the body as JSON, under the older names."""
    listed = [{"party": NUMBER[t.role], "text": t.text, "start": t.start, "end": t.end} for t in turns]
    return container("0.0.2", {"mimetype": "application/json", "schema_version": "1", "body": listed})


def vcon_text(turns: Sequence[Turn]) -> Any:
    """Writes no transcript but text dialogs, one a turn."""
    texts = [
        {
            "type": "text",
            "start": f"2026-02-18T09:{clock(t.start)[3:]}+08:00",
            "duration": (t.end or 0) - (t.start or 0),
            "parties": [NUMBER[t.role], 1 - NUMBER[t.role]],
            "mediatype": "text/plain",
            "body": t.text,
            "encoding": "none",
        }
        for t in turns
    ]
    return {**container("0.4.0", {}), "dialog": texts, "analysis": []}


def container(version: str, analysis: dict[str, Any]) -> Any:
    dialog = {"type": "recording", "start": "2026-02-18T09:30:00+08:00", "duration": 60, "parties": [0, 1]}
    return {
        "vcon": version,
        "uuid": "",
        "created_at": "2026-02-18T09:31:00+08:00",
        "parties": [{"tel": "+8610000000000", "role": "agent"}, {"role": "customer"}],
        "dialog": [dialog],
        "analysis": [{"type": "transcript", "dialog": 0, "vendor": "v", **analysis}],
        "attachments": [],
    }


@dataclass(frozen=True)
class Written:
    """Tells how a call is written, by which format it is read, and what that leaves out.

    `roles` are what the user must say, `ends` tells whether turns have ends, `words` how their words are timed.
    """

    write: Callable[[Sequence[Turn]], Any]
    format: str
    roles: Mapping[str, Role] | None = None
    ends: bool = True
    words: str = ""

    def data(self, turns: Sequence[Turn]) -> bytes:
        """Returns the file's bytes."""
        value = self.write(turns)
        if isinstance(value, bytes):
            return value
        return (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)).encode()


TEXTS: Mapping[str, Written] = {
    "text": Written(text, "text", ends=False),
    "csv": Written(csv, "csv"),
    "xlsx": Written(xlsx, "xlsx"),
    "srt": Written(srt, "srt"),
    "webvtt": Written(webvtt, "webvtt"),
    "native": Written(native, "jsonl"),
}
RECOGNISED: Mapping[str, Written] = {
    "alibaba_isi": Written(alibaba_isi, "alibaba_isi", BY_NUMBER, words="halves"),
    "alibaba_isi_camel": Written(alibaba_isi_camel, "alibaba_isi", BY_NUMBER, words="halves"),
    "dashscope": Written(dashscope, "dashscope", BY_NUMBER, words="halves"),
    "dashscope_speakers": Written(dashscope_speakers, "dashscope", BY_NUMBER),
    "sca_tickets": Written(sca_tickets, "alibaba_sca"),
    "sca_result": Written(sca_result, "alibaba_sca"),
    "sca_dialogue": Written(sca_dialogue, "alibaba_sca"),
    "funasr": Written(funasr, "funasr", BY_NUMBER, words="characters"),
    "funasr_sentence": Written(funasr_sentence, "funasr", BY_NUMBER, words="characters"),
    "whisperx": Written(whisperx, "whisperx", BY_SPEAKER, words="halves"),
    "tencent_asr": Written(tencent_asr, "tencent_asr", BY_NUMBER, words="halves"),
    "tencent_lines": Written(tencent_lines, "tencent_asr", BY_NUMBER),
    "tencent_ccc": Written(tencent_ccc, "tencent_ccc", BY_NUMBER),
    "iflytek": Written(iflytek, "iflytek", BY_NUMBER, words="halves"),
    "iflytek_lattice": Written(lattice, "iflytek", BY_NUMBER, words="halves"),
    "raasr": Written(raasr, "iflytek", BY_NUMBER),
    "raasr_lines": Written(raasr_lines, "iflytek", BY_NUMBER),
    "baidu": Written(baidu, "baidu", BY_NUMBER),
    "huawei_sis": Written(huawei_sis, "huawei_sis", words="halves"),
    "aws_contact_lens": Written(aws_contact_lens, "aws_contact_lens"),
    "aws_segments": Written(aws_segments, "aws_contact_lens"),
    "google_entries": Written(google_entries, "google_entries", ends=False),
    "wtf": Written(wtf, "wtf", BY_NUMBER, words="halves"),
    "vcon": Written(vcon, "vcon", words="halves"),
    "vcon_old": Written(vcon_old, "vcon"),
    "vcon_text": Written(vcon_text, "vcon"),
}
EVERY: Mapping[str, Written] = {**TEXTS, **RECOGNISED}
