"""`autoscore annotate` and `autoscore convert`."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_kit import EXAMPLES, MET, TALK, autoscore, call, contents, lines, put

TURN = {"index", "role", "text", "start", "end", "acts", "questions", "amounts", "names"}
FOUND = {
    "acts": {"act", "start", "end", "quote", "form", "strength"},
    "questions": {"start", "end", "text", "type", "detail", "probability"},
    "amounts": {"start", "end", "quote", "yuan"},
    "names": {"start", "end", "quote", "surname"},
}


@pytest.fixture(scope="module")
def annotated() -> list[dict[str, Any]]:
    """All examples, annotated."""
    ran = autoscore("annotate", EXAMPLES)
    assert (ran.status, ran.err) == (0, "")
    return ran.records


def test_a_line_has_exactly_the_fields_of_the_contract(annotated: list[dict[str, Any]]) -> None:
    """Calls, turns, acts, amounts and names have the fields that the contract gives them, and no rubric is there."""
    for one in annotated:
        assert set(one) == {"id", "turns", "metrics", "warnings"}
        assert set(one["metrics"]) == {"agent_chars_per_minute", "longest_silence", "first_reply", "overlaps"}
        assert all(set(warning) == {"kind", "because"} for warning in one["warnings"])
        assert [turn["index"] for turn in one["turns"]] == list(range(len(one["turns"])))
        for turn in one["turns"]:
            assert set(turn) - {"speaker"} == TURN
            assert all(set(found) == keys for name, keys in FOUND.items() for found in turn[name])


def test_every_finding_quotes_its_turn(annotated: list[dict[str, Any]]) -> None:
    """The text between the offsets of an act, an amount and a name is its quote."""
    turns = [turn for one in annotated for turn in one["turns"]]
    for turn in turns:
        for found in (*turn["acts"], *turn["amounts"], *turn["names"]):
            assert turn["text"][found["start"] : found["end"]] == found["quote"] != ""
    assert all(any(turn[name] for turn in turns) for name in ("acts", "amounts", "names"))


def test_annotating_is_repeatable_and_goes_into_a_file(annotated: list[dict[str, Any]], tmp_path: Path) -> None:
    """-o writes the lines that are printed otherwise, and a second run the same."""
    ran = autoscore("annotate", EXAMPLES, "-o", tmp_path / "a.jsonl")
    assert (ran.status, ran.out) == (0, "")
    assert [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()] == annotated


def test_a_file_of_calls_is_annotated_in_order(tmp_path: Path) -> None:
    """Calls come out a line each, in the order of the input, over the bounds of batches."""
    put(tmp_path, a_jsonl=lines(*(call(f"c{at}") for at in range(150))))
    assert [one["id"] for one in autoscore("annotate", tmp_path / "a.jsonl").records] == [f"c{at}" for at in range(150)]


def test_converting_changes_no_sheet(tmp_path: Path) -> None:
    """The examples in the native form get the sheets that they get as they are: the same bytes."""
    ran = autoscore("convert", EXAMPLES, "-o", tmp_path / "native.jsonl")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    direct, native = (
        autoscore("score", inputs, "--format", "jsonl") for inputs in (EXAMPLES, tmp_path / "native.jsonl")
    )
    assert native.status == 0
    assert native.out == direct.out


def test_converting_twice_changes_nothing(tmp_path: Path) -> None:
    """The native form of the native form is itself, and a file may be converted into itself."""
    put(tmp_path, a_txt=TALK)
    autoscore("convert", tmp_path / "a.txt", "-o", tmp_path / "b.jsonl")
    once = (tmp_path / "b.jsonl").read_bytes()
    assert once.count(b"\n") == 1
    assert autoscore("convert", tmp_path / "b.jsonl", "-o", tmp_path / "b.jsonl").status == 0
    assert list(contents(tmp_path)) == ["a.txt", "b.jsonl"]
    assert (tmp_path / "b.jsonl").read_bytes() == once


@pytest.mark.parametrize("form", ["srt", "vtt", "csv", "jsonl", "json", "txt"])
def test_every_format_becomes_the_same_call(form: str, tmp_path: Path) -> None:
    """One call written in each format has the same roles and words in the native form."""
    written = {
        "txt": "客服：您好\n客户：再见\n",
        "csv": "角色,内容\n客服,您好\n客户,再见\n",
        "srt": "1\n00:00:01,000 --> 00:00:02,000\n客服：您好\n\n2\n00:00:02,000 --> 00:00:03,000\n客户：再见\n",
        "vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v 客服>您好\n\n00:02.000 --> 00:03.000\n<v 客户>再见\n",
        "json": json.dumps(call(None), indent=1),
        "jsonl": lines(call(None)),
    }
    put(tmp_path, **{f"a_{form}": written[form]})
    assert autoscore("convert", tmp_path / f"a.{form}", "-o", tmp_path / "out.jsonl").status == 0
    [native] = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert native["id"] == f"a.{form}"
    assert [(turn["role"], turn["text"]) for turn in native["turns"]] == [("agent", "您好"), ("customer", "再见")]


@pytest.mark.parametrize("command", ["annotate", "convert"])
def test_a_file_stays_where_nothing_could_be_read(command: str, tmp_path: Path) -> None:
    """Where no call is read, what stands in the output file is not lost, and no half-written file stays behind."""
    put(tmp_path, a_txt=b"", out_jsonl="mine")
    assert autoscore(command, tmp_path / "a.txt", "-o", tmp_path / "out.jsonl").status == 2
    assert contents(tmp_path) == {"a.txt": b"", "out.jsonl": b"mine"}


@pytest.mark.parametrize("command", ["annotate", "convert"])
def test_a_link_and_standard_output_may_be_written_to(command: str, tmp_path: Path) -> None:
    """-o follows a link to the file behind it, and `-` is standard output."""
    put(tmp_path, a_txt=MET, real_jsonl="old")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    printed = autoscore(command, tmp_path / "a.txt", "-o", "-").out
    assert autoscore(command, tmp_path / "a.txt", "-o", tmp_path / "link.jsonl").status == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_text("utf-8") == printed
