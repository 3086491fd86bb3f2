"""What recognisers write, each with its own units, names and gaps."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers_kit import kinds, one, problem, turns
from writers_kit import RECOGNISED, Written

from autoscore.model import Role, Turn, WordTime
from autoscore.readers import parse_roles

IN_MS = sorted(set(RECOGNISED) - {"whisperx", "wtf", "vcon", "vcon_old", "vcon_text", "google_entries"})
PLAIN = st.text(st.sampled_from("您好请问我想查一下话费，。？好的"), min_size=2, max_size=9).filter(
    lambda words: words[0].isalnum() and words[-1].isalnum()
)


def call(value: Any, roles: str = "") -> Any:
    return one(json.dumps(value, ensure_ascii=False), "a.json", parse_roles(roles) if roles else None)


def said(value: Any, roles: str = "") -> list[tuple[Role, str, float | None, float | None, str | None]]:
    return [(t.role, t.text, t.start, t.end, t.speaker) for t in call(value, roles).turns]


@given(turns(PLAIN), st.sampled_from(IN_MS))
def test_milliseconds_are_exact(drawn: list[Turn], name: str) -> None:
    """Times in milliseconds, as numbers or in strings, mean exactly the seconds that they say."""
    heard = [Turn("agent" if t.role == "ivr" else t.role, t.text, t.start or 0.0, t.end or 0.0) for t in drawn]
    written: Written = RECOGNISED[name]
    found = one(written.data(heard), "a", written.roles).turns
    assert sorted((t.role, t.text, t.start, t.end) for t in found) == sorted(
        (t.role, t.text, t.start, t.end) for t in heard
    )


def test_isi_without_words() -> None:
    """A channel is an id and no role: who it is stays unknown until the user says, and the notice tells how."""
    value = {
        "Result": {
            "Sentences": [
                {"BeginTime": 2000, "EndTime": 2900, "ChannelId": 1, "Text": "查话费"},
                {"BeginTime": 340, "EndTime": 1765, "ChannelId": 0, "Text": " 您好 "},
                {"BeginTime": 3000, "EndTime": 3100, "ChannelId": 1, "Text": ""},
            ]
        }
    }
    assert said(value) == [("unknown", "您好", 0.34, 1.765, "0"), ("unknown", "查话费", 2.0, 2.9, "1")]
    [(kind, because)] = call(value).notices
    assert (kind, "--roles 0=agent" in because) == ("no_role", True)
    assert [turn[0] for turn in said(value, "0=agent,1=customer")] == ["agent", "customer"]


def test_isi_words_go_to_their_own_channel() -> None:
    """Words of the other channel at the same time belong to the other channel's sentence."""
    sentence = {"BeginTime": 0, "EndTime": 900, "ChannelId": 0, "Text": "您好"}
    words = [
        {"ChannelId": 1, "Word": "您好", "BeginTime": 100, "EndTime": 200},
        {"ChannelId": 0, "Word": "您好", "BeginTime": 300, "EndTime": 400},
        {"ChannelId": 0, "Word": "好", "BeginTime": 1300, "EndTime": 1400},
    ]
    [turn] = call({"Result": {"Sentences": [sentence], "Words": words}}).turns
    assert turn.words == (WordTime(0, 2, 0.3, 0.4),)


def test_isi_in_any_case() -> None:
    """Keys may begin with small or capital letters at any level."""
    sentence = {"beginTime": 340, "endTime": 500, "channelId": 0, "text": "您好"}
    wanted = [("unknown", "您好", 0.34, 0.5, "0")]
    for value in (
        {"result": {"sentences": [sentence]}},
        {"Result": {"sentences": [sentence]}},
        {"sentences": [sentence]},
        {"Sentences": [{key.capitalize(): part for key, part in {"text": "您好"}.items()}]},
    ):
        assert said(value)[0][:2] == wanted[0][:2]
    assert said({"result": {"sentences": [sentence]}}) == wanted


def test_dashscope_speakers_of_two_channels() -> None:
    """Speakers are counted anew in each channel, so that speaker 0 of one is not speaker 0 of the other."""
    value = {
        "transcripts": [
            {
                "channel_id": channel,
                "sentences": [{"begin_time": channel, "end_time": 9, "text": "嗯好", "speaker_id": 0}],
            }
            for channel in (0, 1)
        ]
    }
    assert [turn[4] for turn in said(value)] == ["0-0", "1-0"]
    assert [turn[0] for turn in said(value, "0-0=agent,1-0=customer")] == ["agent", "customer"]


def test_dashscope_words_and_text_alone() -> None:
    """Words with spaces and punctuation of their own are found in the text; a channel without sentences is one turn."""
    words = [
        {"begin_time": 100, "end_time": 596, "text": "Hello ", "punctuation": ""},
        {"begin_time": 596, "end_time": 844, "text": "world", "punctuation": "。"},
    ]
    sentence = {"begin_time": 100, "end_time": 844, "text": "Hello world。", "words": words}
    [turn] = call({"transcripts": [{"channel_id": 0, "sentences": [sentence]}]}).turns
    assert turn.words == (WordTime(0, 5, 0.1, 0.596), WordTime(6, 11, 0.596, 0.844))
    assert said({"transcripts": [{"channel_id": 0, "text": "您好"}]}) == [("unknown", "您好", None, None, "0")]


def test_sca_tickets_are_calls() -> None:
    """Each ticket is a call under its own id; a name beside the role tells speakers of one role apart."""
    tickets = [
        {
            "tid": "t1",
            "fileName": "a.wav",
            "dialogue": [
                {"words": "您好", "begin": 0, "end": 2000, "role": "客服", "identity": "张工"},
                {"words": "转给您", "begin": 2000, "end": 2500, "role": "客服", "identity": "李工"},
                {"words": "喂", "begin": 2600, "end": 3000, "role": "客户", "identity": "客户"},
            ],
        },
        {"tid": "t2", "dialogue": [{"words": "再见", "role": "客户"}]},
    ]
    from readers_kit import read

    first, second = read(json.dumps({"tickets": tickets}), "a.json")
    assert [(t.role, t.speaker) for t in first.turns] == [  # type: ignore[union-attr]
        ("agent", "张工"),
        ("agent", "李工"),
        ("customer", None),
    ]
    assert (first.id, first.metadata) == ("t1", {"recording": "a.wav"})  # type: ignore[union-attr]
    assert (second.id, second.turns) == ("t2", (Turn("customer", "再见"),))  # type: ignore[union-attr]


def test_sca_result_within_a_result() -> None:
    """The recognised dialogue may lie one level deeper."""
    dialogue = [{"words": "您好", "begin": 0, "end": 900, "role": "客服"}]
    assert said({"asrResult": {"asrResult": dialogue}}) == [("agent", "您好", 0.0, 0.9, None)]


def test_funasr_without_sentences() -> None:
    """A result that was not cut into sentences is one turn, timed by its first and last character."""
    value = [
        {"key": "a1", "text": "您好，请讲。", "timestamp": [[880, 1120], [1120, 1380], [1500, 1600], [1600, 1700]]}
    ]
    found = call(value)
    assert found.id == "a1"
    [turn] = found.turns
    assert (turn.start, turn.end) == (0.88, 1.7)
    assert turn.words == (
        WordTime(0, 1, 0.88, 1.12),
        WordTime(1, 2, 1.12, 1.38),
        WordTime(3, 4, 1.5, 1.6),
        WordTime(4, 5, 1.6, 1.7),
    )


def test_funasr_key_that_is_made_up() -> None:
    """A key that stands for no name is no id, and characters that do not fit their times have none."""
    found = call([{"key": "rand_key_abc", "text": "您好", "timestamp": [[0, 1]]}])
    assert (found.id, found.turns[0].words) == ("a.json", ())


def test_whisperx_words_without_times() -> None:
    """Words that the aligner could not time are left out, and a segment without a speaker is of nobody."""
    words = [{"word": "我"}, {"word": "要", "start": 0.2, "end": 0.4}, {"word": "5", "start": 0.5}]
    value = {"segments": [{"start": 0.0, "end": 2.1, "text": " 我要5个", "words": words}], "language": "zh"}
    found = call(value)
    assert found.turns == (Turn("unknown", "我要5个", 0.0, 2.1, None, (WordTime(1, 2, 0.2, 0.4),)),)
    assert kinds(found) == ["no_role"]


def test_tencent_lines_without_speakers() -> None:
    """The lines of `Result` have minutes and seconds, and a line without a mark goes on with the one above."""
    value = {"Data": {"TaskId": 1, "Result": "[0:0.020,0:2.380]  您好。\n请讲\n[61:3.100,61:4.000,-1]  再见"}}
    assert said(value) == [
        ("unknown", "您好。\n请讲", 0.02, 2.38, None),
        ("unknown", "再见", 3663.1, 3664.0, "-1"),
    ]
    assert said({"Data": {"TaskId": 1, "Result": "您好"}}) == [("unknown", "您好", None, None, None)]


def test_tencent_role_names() -> None:
    """A speaker with a role name has that role, and its id tells it from others of that role."""
    detail = [
        {"FinalSentence": "您好", "StartMs": 0, "EndMs": 1, "SpeakerId": 0, "SpeakerRoleName": "客服"},
        {"FinalSentence": "我接着说", "StartMs": 1, "EndMs": 2, "SpeakerId": 2, "SpeakerRoleName": "客服"},
        {"FinalSentence": "嗯", "StartMs": 2, "EndMs": 3, "SpeakerId": 1, "SpeakerRoleName": "客户"},
    ]
    assert [(role, who) for role, _, _, _, who in said({"Data": {"ResultDetail": detail}})] == [
        ("agent", "0"),
        ("agent", "2"),
        ("customer", "1"),
    ]


def test_tencent_task_that_failed() -> None:
    """A task without a result has no turns, and says so."""
    value = {"Data": {"TaskId": 1, "Status": 3, "Result": "", "ErrorMsg": "x", "ResultDetail": None}}
    assert problem(json.dumps(value), "a.json").code == "no_turns"


def test_times_that_count_from_a_date() -> None:
    """Times that count from a date become seconds from the first of them."""
    at = 1_771_378_200_000
    asr = [{"User": "a", "Message": m, "Start": at + s, "End": at + s + 500} for m, s in (("您好", 0), ("嗯好", 1500))]
    assert [turn[2:4] for turn in said({"AsrData": asr})] == [(0.0, 0.5), (1.5, 2.0)]
    entries = [{"text": "您好", "role": "AGENT", "start_timestamp_usec": (at + s) * 1000} for s in (250, 1000)]
    assert [turn[2] for turn in said({"entries": entries})] == [0.0, 0.75]


def test_tencent_ccc_by_timestamp() -> None:
    """Where there is no start, the time stamp is one."""
    asr = [{"User": "客户", "Message": "喂您好", "Timestamp": 1200}]
    assert said({"AsrData": asr}) == [("customer", "喂您好", 1.2, None, None)]


def test_iflytek_words_fillers_and_marks() -> None:
    """Words, fillers and punctuation make the text, and frames of ten milliseconds count from the sentence."""
    words = [
        {"wb": 1, "we": 20, "cw": [{"w": "嗯", "wp": "s"}]},
        {"wb": 21, "we": 60, "cw": [{"w": "您好", "wp": "n"}, {"w": "你好", "wp": "n"}]},
        {"wb": 60, "we": 60, "cw": [{"w": "。", "wp": "p"}]},
        {"wb": 60, "we": 60, "cw": [{"w": "", "wp": "g"}]},
    ]
    best = {"st": {"bg": "50", "ed": "2500", "rl": "1", "rt": [{"ws": words}]}}
    for written in (json.dumps(best), best):
        [turn] = call({"lattice": [{"json_1best": written}]}).turns
        assert (turn.text, turn.start, turn.end, turn.speaker) == ("嗯您好。", 0.05, 2.5, "1")
        assert turn.words == (WordTime(0, 1, 0.06, 0.25), WordTime(1, 3, 0.26, 0.65), WordTime(3, 4, 0.65, 0.65))


def test_json_in_a_string_that_is_broken() -> None:
    """Broken JSON in a string is a Problem that names the string and none of its words."""
    for value in (
        {"content": {"orderResult": '{"lattice": [您好'}},
        {"lattice": [{"json_1best": '{"st": 3}'}]},
        {"ok": 0, "err_no": 0, "data": "[{您好"},
    ):
        found = problem(json.dumps(value), "a.json")
        assert (found.code, "您好" in str(found)) == ("json", False)


def test_huawei_without_an_analysis() -> None:
    """A segment without roles is of nobody."""
    segment = {"start_time": 0, "end_time": 900, "result": {"text": "您好"}}
    assert said({"segments": [segment]}) == [("unknown", "您好", 0.0, 0.9, None)]


def test_aws_participants() -> None:
    """Roles come from the turn, else from the list of participants; two agents of one call stay apart."""
    roles = [("p1", "AGENT"), ("p2", "AGENT"), ("p3", "CUSTOMER"), ("p4", "SYSTEM")]
    transcript = [
        {"ParticipantId": name, "Content": "您好", "BeginOffsetMillis": at, "EndOffsetMillis": at + 1}
        for at, (name, _) in enumerate(roles)
    ]
    value = {
        "CustomerMetadata": {"ContactId": "c9"},
        "Participants": [{"ParticipantId": name, "ParticipantRole": role} for name, role in roles],
        "Transcript": transcript,
    }
    assert call(value).id == "c9"
    assert [(turn[0], turn[4]) for turn in said(value)] == [
        ("agent", "p1"),
        ("agent", "p2"),
        ("customer", "p3"),
        ("ivr", "p4"),
    ]


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("AGENT", "agent"),
        ("HUMAN_AGENT", "agent"),
        ("AUTOMATED_AGENT", "ivr"),
        ("CUSTOMER", "customer"),
        ("END_USER", "customer"),
    ],
)
def test_google_roles(word: str, role: Role) -> None:
    """The role words of conversation entries are known, and users of one role stay apart by their numbers."""
    entries = [{"text": "您好", "role": word, "user_id": user, "start_timestamp_usec": user} for user in (1, 2)]
    value = {"conversation_info": {"categories": []}, "entries": entries}
    assert said(value) == [(role, "您好", 1e-6, None, "1"), (role, "您好", 2e-6, None, "2")]


def test_wtf_speakers_that_have_a_label() -> None:
    """Labels that mean a role are roles; numbered speakers stay unknown."""
    value = {
        "transcript": {"text": "您好嗯好", "language": "zh"},
        "segments": [
            {"id": 0, "start": 0.0, "end": 1.0, "text": "您好", "speaker": 0},
            {"id": 1, "start": 1.0, "end": 2.0, "text": "嗯好", "speaker": "s1"},
        ],
        "speakers": {"0": {"id": 0, "label": "Agent"}, "s1": {"label": "Speaker 1"}},
    }
    assert [(turn[0], turn[4]) for turn in said(value)] == [("agent", "0"), ("unknown", "s1")]
    assert said({"transcript": {"text": "您好", "language": "zh"}}) == [("unknown", "您好", None, None, None)]


def test_segments_of_one_speaker_stay_turns() -> None:
    """Segments of one speaker in a row are turns of their own, so that every time stays as exact as it was."""
    segments = [{"start": at, "end": at + 1, "text": "您好", "speaker": "SPEAKER_00"} for at in range(3)]
    assert [turn[2] for turn in said({"segments": segments})] == [0.0, 1.0, 2.0]


def test_turns_without_times_keep_the_order_of_the_file() -> None:
    """Where one segment has no time, nothing is put into another order."""
    said_ = [{"sentence": "二", "begin_time": 2000}, {"sentence": "一", "begin_time": 1000}, {"sentence": "三"}]
    assert [turn[1] for turn in said({"asr_result": said_})] == ["二", "一", "三"]


@pytest.mark.parametrize("time", ["abc", "1e3", 10**30, "9" * 30, "٣"])
def test_times_that_cannot_be(time: Any) -> None:
    """What is no time is a Problem of that call."""
    assert problem(json.dumps({"asr_result": [{"sentence": "您好", "begin_time": time}]}), "a.json").code == "bad_time"


def test_negative_times() -> None:
    """A time below zero is a Problem, as in every format."""
    assert problem(json.dumps({"asr_result": [{"sentence": "您好", "begin_time": -5}]}), "a.json").code == "bad_time"


@pytest.mark.parametrize("name", RECOGNISED)
def test_wrong_types_are_named(name: str) -> None:
    """A value of the wrong type in a recogniser's file is a Problem that shows none of the words."""
    value = RECOGNISED[name].write([Turn("agent", "您好啊", 0.0, 1.0)])
    for field in ("Text", "text", "words", "sentence", "FinalSentence", "Message", "onebest", "Content"):
        spoiled = json.dumps(value, ensure_ascii=False).replace(f'"{field}": "您好啊"', f'"{field}": [7]')
        if spoiled != json.dumps(value, ensure_ascii=False):
            found = problem(spoiled, "a.json")
            assert found.code in {"json_type", "json"}
            assert "您好" not in str(found)
