"""`autoscore convert` of what recognisers and containers write, alone and mixed; all words are invented."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_kit import autoscore, lines, put

WHISPER = {
    "segments": [
        {
            "start": 0.5,
            "end": 1.5,
            "text": " 您好",
            "speaker": "SPEAKER_00",
            "words": [{"word": "您", "start": 0.5, "end": 0.9}, {"word": "好", "start": 0.9, "end": 1.5}],
        },
        {"start": 2.0, "end": 2.5, "text": "字幕由Amara.org社区提供", "speaker": "SPEAKER_00"},
        {"start": 3.0, "end": 3.5, "text": "查话费", "speaker": "SPEAKER_01"},
    ],
    "language": "zh",
}
BAIDU = {
    "asr_result": [
        {"sentence": "您好", "speaker_id": 0, "begin_time": 500, "end_time": 1500},
        {"sentence": "查话费", "speaker_id": 1, "begin_time": 3000, "end_time": 3500},
    ]
}
VCON = {
    "vcon": "0.4.0",
    "uuid": "u1",
    "parties": [{"role": "agent"}, {"role": "customer"}],
    "dialog": [{"type": "recording", "start": "2026-02-18T09:30:00+08:00"}],
    "analysis": [
        {
            "type": "transcript",
            "dialog": 0,
            "body": [
                {"speaker": 0, "text": "您好", "start": 0.5, "end": 1.5},
                {"speaker": 1, "text": "查话费", "start": 3.0, "end": 3.5},
            ],
        }
    ],
}
NATIVE = {"id": "n1", "turns": [{"role": "agent", "text": "您好"}, {"role": "customer", "text": "查话费"}]}
ROLES = "SPEAKER_00=agent,SPEAKER_01=customer,0=agent,1=customer"
SAID = [("agent", "您好"), ("customer", "查话费")]


def converted(folder: Path, *inputs: Path, status: int = 0) -> list[dict[str, Any]]:
    ran = autoscore("convert", *inputs, "-o", folder / "out.ndjson", "--roles", ROLES)
    assert ran.status == status, ran.err
    assert "您好" not in ran.err
    return [json.loads(line) for line in (folder / "out.ndjson").read_text("utf-8").splitlines()]


def said(call: dict[str, Any]) -> list[tuple[str, str]]:
    return [(turn["role"], turn["text"]) for turn in call["turns"]]


@pytest.mark.parametrize("value", [WHISPER, BAIDU, VCON], ids=["whisper", "baidu", "vcon"])
def test_a_recogniser_s_file_becomes_a_native_call(value: Any, tmp_path: Path) -> None:
    """The native form has the roles that the user gave, times in seconds, and no line that nobody said."""
    put(tmp_path, a_json=json.dumps(value))
    [call] = converted(tmp_path, tmp_path / "a.json")
    assert said(call) == SAID
    assert [(turn["start"], turn["end"]) for turn in call["turns"]] == [(0.5, 1.5), (3.0, 3.5)]


def test_words_are_kept(tmp_path: Path) -> None:
    """Times of words are in the native form, and stay where it is converted again."""
    put(tmp_path, a_json=json.dumps(WHISPER))
    [call] = converted(tmp_path, tmp_path / "a.json")
    assert call["turns"][0]["words"] == [[0, 1, 0.5, 0.9], [1, 2, 0.9, 1.5]]
    assert "words" not in call["turns"][1]
    assert converted(tmp_path, tmp_path / "out.ndjson") == [call]


def test_a_folder_of_everything(tmp_path: Path) -> None:
    """Files of all kinds side by side, and lines of all kinds in one file, become calls in order."""
    mixed = lines(NATIVE, BAIDU, "{", WHISPER, {"near": "miss"}, {**VCON, "uuid": "u2"})
    put(
        tmp_path / "in",
        a_txt="客服：您好\n客户：查话费\n",
        b_json=json.dumps(WHISPER, indent=1),
        c_jsonl=mixed,
        d_json=json.dumps([BAIDU, {**NATIVE, "id": "n2"}]),
        e_vcon=json.dumps(VCON),
        f_csv="角色,内容\n客服,您好\n客户,查话费\n",
    )
    calls = converted(tmp_path, tmp_path / "in", status=1)
    assert [call["id"] for call in calls][:4] == ["a.txt", "b.json", "n1", "c.jsonl#2"]
    assert [call["id"] for call in calls][4:] == ["c.jsonl#4", "u2", "d.json#1", "n2", "u1", "f.csv"]
    assert {tuple(said(call)) for call in calls} == {tuple(SAID)}


def test_problems_of_a_mixture_are_told(tmp_path: Path) -> None:
    """What cannot be read is told with file, line and column, and the exit status says that something was left out."""
    put(tmp_path, a_jsonl=lines(BAIDU, "{", {"near": "miss"}))
    ran = autoscore("convert", tmp_path / "a.jsonl", "-o", tmp_path / "out.ndjson")
    assert ran.status == 1
    assert "a.jsonl:2:2" in ran.err
    assert "a.jsonl:3:1" in ran.err
    assert "认不出" in ran.err


def test_ids_of_speakers_are_kept_for_later(tmp_path: Path) -> None:
    """Without roles from the user the ids are kept, so that the roles can be given when the native form is scored."""
    put(tmp_path, a_json=json.dumps(BAIDU))
    assert autoscore("convert", tmp_path / "a.json", "-o", tmp_path / "b.jsonl").status == 0
    [bare] = [json.loads(line) for line in (tmp_path / "b.jsonl").read_text("utf-8").splitlines()]
    assert [(turn["role"], turn["speaker"]) for turn in bare["turns"]] == [("unknown", "0"), ("unknown", "1")]
    [call] = converted(tmp_path, tmp_path / "b.jsonl")
    assert said(call) == SAID
