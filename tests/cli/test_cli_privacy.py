"""What callers said stays out of messages, logs and, where it could steer a terminal, out of the terminal."""

import json
import logging
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_kit import TINY, autoscore, call, lines, manifest, process, put

WORDS = "秘语花椒"
BROKEN: dict[str, str | bytes] = {
    "cut_jsonl": lines('{"id": "a", "turns": [{"role": "agent", "text": "' + WORDS),
    "type_jsonl": lines({"id": "b", "turns": [{"role": "agent", "text": [WORDS]}]}),
    "fact_jsonl": lines({"id": "c", "metadata": [WORDS], "turns": [{"role": "agent", "text": WORDS}]}),
    "late_jsonl": lines({"id": "d", "turns": [{"role": "agent", "text": WORDS, "start": -5}]}),
    "bare_jsonl": lines(WORDS, [WORDS], {WORDS: WORDS}),
    "same_jsonl": lines(call("e", WORDS), call("e", WORDS)),
    "odd_jsonl": lines(call("f", WORDS, channel="月球", date="改天")),
    "list_json": f'[{{"turns": [{{"role": "agent", "text": "{WORDS}"}}]}}, {{"turns": "{WORDS}"}}]',
    "byte_jsonl": b'{"id": "g", "turns": [{"role": "agent", "text": "' + WORDS.encode() + b'\xff\xfe"}]}\n',
    "byte_txt": f"客服：{WORDS}\n".encode() * 9 + b"\xff\xfe\n",
    "quote_csv": f'角色,内容\n客服,"{WORDS}\n',
    "head_csv": f"{WORDS},{WORDS}\n客服,{WORDS}\n",
    "time_srt": f"1\n00:00:01,000 --> 00:00:00,000\n客服：{WORDS}\n",
    "none_vtt": f"WEBVTT\n\n{WORDS}\n",
    "shape_xml": f"<a>{WORDS}</a>",
}
RAW = "\x1b[31m红\x1b[0m\x1b]0;题\x07\x00\x08\x7f\x9b2J\u202e倒\u202c\u200f\u2066\u200b\ufeff\u2028行\u00ad\ue000"


@pytest.fixture
def logged() -> Iterator[list[logging.LogRecord]]:
    """All that is logged anywhere, at every level."""
    records: list[logging.LogRecord] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    root, handler = logging.getLogger(), Keep(level=0)
    level = root.level
    root.addHandler(handler)
    root.setLevel(0)
    yield records
    root.removeHandler(handler)
    root.setLevel(level)


def test_no_message_quotes_a_call(logged: list[logging.LogRecord], tmp_path: Path) -> None:
    """Whatever is wrong with an input, standard error, the manifest and the logs say where, never what was said."""
    folder = put(tmp_path / "in", **BROKEN)
    inputs = sorted(folder.iterdir())
    for ran in (
        autoscore("score", *inputs, "--rubric", TINY, "-o", tmp_path / "out"),
        autoscore("annotate", *inputs, "-o", tmp_path / "annotated.jsonl"),
        autoscore("convert", *inputs, "-o", tmp_path / "native.jsonl"),
    ):
        assert ran.status == 1
        assert WORDS not in ran.err
        assert ran.out == ""
    assert len(manifest(tmp_path / "out")["failures"]) >= 10
    assert WORDS not in json.dumps(manifest(tmp_path / "out"), ensure_ascii=False)
    assert not any(WORDS in record.getMessage() for record in logged)


def test_a_summary_has_no_words(tmp_path: Path) -> None:
    """summary.csv and the manifest of a good run hold no words of the calls."""
    put(tmp_path, a_jsonl=lines(call("a", f"您好，{WORDS}", f"{WORDS}，再见")))
    assert autoscore("score", tmp_path / "a.jsonl", "-o", tmp_path / "out").status == 0
    held = {path.name for path in (tmp_path / "out").iterdir() if WORDS in path.read_text("utf-8")}
    assert held <= {"calls.jsonl", "sheets.jsonl"}


def _steering(text: str) -> set[str]:
    return {char for char in text if char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Co", "Zl", "Zp"}}


def test_the_terminal_is_never_steered(tmp_path: Path) -> None:
    """Control characters, escape sequences and marks of direction in words, ids, facts and roles are shown as dots."""
    record = call(f"i{RAW}", f"您好{RAW}", f"再见{RAW}", metadata={"agent": RAW})
    record["turns"].append({"role": f"r{RAW}", "text": RAW})
    put(tmp_path, a_jsonl=lines(record, record, "x"))
    ran = autoscore("score", tmp_path / "a.jsonl", "--rubric", "hotline")
    assert ran.status == 1
    assert "您好·[31m红·[0m" in ran.out
    assert _steering(ran.out) == set()
    assert len(ran.errors) == 3
    assert _steering(ran.err) == set()


def test_names_of_files_do_not_steer_the_terminal(tmp_path: Path) -> None:
    """A file may be called what it likes: its name is shown harmlessly in the report and in messages."""
    names: dict[str, str | bytes] = {"a\x1b[2J\u202e_txt": "客服：您好\n", "b\x1b[2J\n\u202e_txt": b""}
    put(tmp_path / "in", **names)
    ran = autoscore("score", tmp_path / "in", "--rubric", TINY)
    assert ran.status == 1
    assert ran.out.startswith("a·[2J·.txt · tiny v1\n")
    assert len(ran.errors) == 1
    assert _steering(ran.out + ran.err) == set()


def test_json_keeps_the_words_and_escapes_them(tmp_path: Path) -> None:
    """Programs get the words unchanged, with every control character escaped as JSON has it."""
    put(tmp_path, a_jsonl=lines(call("a", f"您好{RAW}")))
    ran = autoscore("annotate", tmp_path / "a.jsonl")
    assert ran.records[0]["turns"][0]["text"] == f"您好{RAW}"
    assert "\x1b" not in ran.out


def test_a_terminal_that_cannot_show_chinese_is_no_reason_to_fail(tmp_path: Path) -> None:
    """Output is UTF-8 whatever the locale says."""
    put(tmp_path, a_txt="客服：您好\U0001f600\n")
    ran = process("score", tmp_path / "a.txt", "--rubric", TINY, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert ran.status == 0
    assert "您好\U0001f600" in ran.out
