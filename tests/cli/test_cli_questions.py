"""`autoscore questions`, `autoscore train`, and what sheets tell of questions."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cli_kit import EXAMPLES, TINY, autoscore, call, contents, lines, put

from autoscore import api, resources
from autoscore.model import QUESTION_TYPES
from autoscore.scoring import provenance

OPEN, CLOSED = "请问您的手机号码是多少？", "请您稍等一下好吗？"
NONE, CHOICE = "我帮您查一下是什么原因。", "您是要查这个月还是上个月？"
WORDS = "秘语花椒"


@pytest.fixture(scope="module", autouse=True)
def _one_annotator() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autoscore.cli.questions.annotator", cache(api.annotator))
        yield


def types(records: list[dict[str, Any]]) -> list[tuple[str, str | None]]:
    return [(one["type"], one["detail"]) for one in records]


def questions(folder: Path, *records: Any, **options: Any) -> Any:
    """Classifies sentences that stand in a file."""
    put(folder, a_jsonl=lines(*records))
    return autoscore("questions", folder / "a.jsonl", **options)


# ------------------------------------------------------------------ sentences


def test_sentences_get_their_types(tmp_path: Path) -> None:
    """Each line comes out in order with type, detail (null where there is none) and a probability from 0 to 1."""
    ran = questions(tmp_path, *({"text": text} for text in (OPEN, NONE, CLOSED, CHOICE)))
    assert (ran.status, ran.err) == (0, "")
    assert [one["text"] for one in ran.records] == [OPEN, NONE, CLOSED, CHOICE]
    assert types(ran.records) == [("open", "fact"), ("none", None), ("closed", "request"), ("choice", None)]
    assert all([*one] == ["text", "type", "detail", "probability"] for one in ran.records)
    assert all(0 <= one["probability"] <= 1 for one in ran.records)


def test_all_fields_are_kept_in_order(tmp_path: Path) -> None:
    """Whatever else stands in a line comes out as it was written, numbers and escapes too, ahead of what was found."""
    line = '{"id":1.50,"prev":null,"x":{"b":[1,null,"\\u597d"],"a":1e3},"text":"您稍等一下好吗？","":"","e":true}'
    ran = questions(tmp_path, line)
    assert ran.out.startswith(f'{line[:-1]},"type":"closed","detail":"request","probability":')
    assert [*ran.records[0]] == ["id", "prev", "x", "text", "", "e", "type", "detail", "probability"]


def test_what_was_found_before_is_found_anew(tmp_path: Path) -> None:
    """Classifying what was classified changes nothing; an older answer in a line gives way in its place."""
    once = questions(tmp_path, {"text": OPEN}, {"type": "none", "text": CHOICE, "detail": "x", "probability": 2})
    assert [*once.records[1]] == ["type", "text", "detail", "probability"]
    assert types(once.records) == [("open", "fact"), ("choice", None)]
    assert autoscore("questions", "-", stdin=once.out.encode()).out == once.out


def test_the_turn_before_is_looked_at(tmp_path: Path) -> None:
    """`prev` decides what words alone do not: 哪个 is a choice where two have been named."""
    ran = questions(
        tmp_path,
        {"text": "您说的是哪个？", "prev": "有蓝的，还有红的，两种颜色。"},
        {"text": "您说的是哪个？", "prev": "我昨天去过你们营业厅。"},
    )
    assert [one["type"] for one in ran.records] == ["choice", "open"]


def test_standard_input_is_as_a_file(tmp_path: Path) -> None:
    """`-` reads standard input; a byte order mark, blank lines and a lost last line break do no harm."""
    plain = questions(tmp_path, {"text": OPEN}, {"text": NONE})
    data = b"\xef\xbb\xbf" + lines({"text": OPEN}, "", {"text": NONE}).strip().encode()
    ran = autoscore("questions", "-", stdin=data)
    assert (ran.status, ran.out, ran.err) == (0, plain.out, "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    """A file in any encoding that calls may have gives the same lines in UTF-8."""
    plain = questions(tmp_path, {"text": OPEN, "x": "好"}, {"text": CHOICE, "prev": "您好"})
    put(tmp_path, b_jsonl=(tmp_path / "a.jsonl").read_text("utf-8").encode(encoding))
    ran = autoscore("questions", tmp_path / "b.jsonl")
    assert (ran.status, ran.out) == (0, plain.out)


def test_a_file_is_written(tmp_path: Path) -> None:
    """-o writes the lines that are printed otherwise; the file may be the input."""
    plain = questions(tmp_path, {"text": OPEN}, {"text": CHOICE})
    ran = autoscore("questions", tmp_path / "a.jsonl", "-o", tmp_path / "a.jsonl")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert contents(tmp_path) == {"a.jsonl": plain.out.encode()}


def test_many_sentences_keep_their_order(tmp_path: Path) -> None:
    """Over the bounds of batches each line gets what it gets alone."""
    texts = [OPEN, NONE, CLOSED]
    ran = questions(tmp_path, *({"n": at, "text": texts[at % 3]} for at in range(2500)))
    assert [one["n"] for one in ran.records] == [*range(2500)]
    assert types(ran.records) == [("open", "fact"), ("none", None), ("closed", "request")] * 833 + [("open", "fact")]


@pytest.mark.parametrize(
    ("bad", "column", "what"),
    [
        ('{"text": "' + WORDS, 15, "JSON 写法有错"),
        (f'{{"text": "{WORDS}" "prev": ""}}', 17, "JSON 写法有错"),
        (WORDS, 1, "JSON 写法有错"),
        (f'["{WORDS}"]', 1, "JSON 里整体的类型不对"),
        (f'{{"txt": "{WORDS}"}}', 1, "JSON 里整体缺少“text”"),
        (f'{{"text": ["{WORDS}"]}}', 1, "JSON 里“text”的类型不对"),
        (f'{{"text": "{WORDS}", "prev": 5}}', 1, "JSON 里“prev”的类型不对"),
        ("[" * 5000, 1, ""),
    ],
)
def test_a_bad_line_is_told_with_its_place(bad: str, column: int, what: str, tmp_path: Path) -> None:
    """The others come out, the bad one is told with file, line, column and what to do, and the exit status is 1."""
    ran = questions(tmp_path, {"text": OPEN}, "", bad, {"text": CHOICE})
    assert ran.status == 1
    assert [one["text"] for one in ran.records] == [OPEN, CHOICE]
    [line] = ran.errors
    assert line.startswith(f"{tmp_path}/a.jsonl:3:{column if what else ''}")
    assert what in line
    assert line.endswith('；一行写一句：{"text": …, "prev": …}') or not what
    assert not any(char in line for char in WORDS)


def test_no_message_quotes_a_sentence(tmp_path: Path) -> None:
    """Whatever is wrong with a line, also with its bytes, none of its words is told."""
    put(tmp_path, a_jsonl=f'{{"text": "{WORDS}'.encode() + b'\xff\xfe"}\n{"text": "\\ud800"}\n{"text": 1e999}\n')
    ran = autoscore("questions", tmp_path / "a.jsonl")
    assert (ran.status, ran.out) == (2, "")
    assert len(ran.errors) == 3
    assert not any(char in ran.err for char in WORDS)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf \r\n", b"x\n{}\n", b'{"text": 1}'])
def test_where_nothing_can_be_read_the_status_is_two(data: bytes, tmp_path: Path) -> None:
    """An empty file and one with bad lines alone are told, and what stands in the output file is not lost."""
    put(tmp_path, a_jsonl=data, out_jsonl="mine")
    ran = autoscore("questions", tmp_path / "a.jsonl", "-o", tmp_path / "out.jsonl")
    assert ran.status == 2
    assert all(line.startswith(f"{tmp_path}/a.jsonl") for line in ran.errors)
    assert ran.errors
    assert contents(tmp_path) == {"a.jsonl": data, "out.jsonl": b"mine"}


@pytest.mark.parametrize("name", ["nowhere.jsonl", "."])
def test_what_is_no_file_is_told(name: str, tmp_path: Path) -> None:
    """A file that is not there, and a folder, are a line each and status 2."""
    ran = autoscore("questions", tmp_path / name)
    assert (ran.status, ran.out, len(ran.errors)) == (2, "", 1)


# ------------------------------------------------------------------ profiles


def test_profiles_of_calls_and_of_agents(tmp_path: Path) -> None:
    """Each call comes in order with its agent, then each agent by name with all of his calls; others have no sum."""
    records = (
        call("c1", OPEN, "一三八。", CLOSED, "好。", metadata={"agent": "乙"}),
        call("c2", CHOICE, "这个月。", metadata={"agent": "甲"}),
        call("c3", "好的。", "再见。"),
        call("c4", CLOSED, "好。", OPEN, "一三九。", metadata={"agent": "乙"}),
    )
    put(tmp_path, a_jsonl=lines(*records))
    ran = autoscore("questions", "--profile", tmp_path / "a.jsonl")
    assert (ran.status, ran.err) == (0, "")
    shown = [(one["call"], one["agent"], one["calls"], one["questions"]) for one in ran.records]
    empty = dict.fromkeys(QUESTION_TYPES, 0)
    assert shown == [
        ("c1", "乙", 1, empty | {"open": 1, "closed": 1}),
        ("c2", "甲", 1, empty | {"choice": 1}),
        ("c3", None, 1, empty),
        ("c4", "乙", 1, empty | {"open": 1, "closed": 1}),
        (None, "乙", 2, empty | {"open": 2, "closed": 2}),
        (None, "甲", 1, empty | {"choice": 1}),
    ]
    assert ran.records[0]["stages"]["opening"] == empty | {"open": 1}
    assert ran.records[0]["stages"]["middle"] == empty | {"closed": 1}
    assert ran.records[4]["shares"] == {name: 0.5 if name in ("open", "closed") else 0.0 for name in QUESTION_TYPES}


def test_a_folder_of_calls_is_profiled() -> None:
    """All examples are read, in whatever format, and every summary has the same fields."""
    ran = autoscore("questions", "--profile", EXAMPLES)
    annotated = autoscore("annotate", EXAMPLES).records
    assert ran.status == 0
    calls = [one for one in ran.records if one["call"] is not None]
    assert [one["call"] for one in calls] == [one["id"] for one in annotated]
    for one, found in zip(calls, annotated, strict=True):
        asked = [each["type"] for turn in found["turns"] if turn["role"] == "agent" for each in turn["questions"]]
        assert one["questions"] == {name: asked.count(name) for name in QUESTION_TYPES}
    assert {tuple(one) for one in ran.records} == {
        ("call", "agent", "calls", "questions", "shares", "stages", "put", "unsure", "advice")
    }


def test_a_bad_call_costs_only_itself(tmp_path: Path) -> None:
    """Calls that cannot be read are told with their place and without their words; the others are profiled."""
    put(tmp_path, a_jsonl=lines(call("c1", OPEN), '{"id": "c2", "turns": "' + WORDS + '"}', call("c3", CHOICE)))
    ran = autoscore("questions", "--profile", tmp_path / "a.jsonl")
    assert ran.status == 1
    assert [one["call"] for one in ran.records] == ["c1", "c3"]
    [line] = ran.errors
    assert line.startswith(f"{tmp_path}/a.jsonl:2:")
    assert not any(char in line for char in WORDS)


# ------------------------------------------------------------------ sheets, and training


def test_sheets_count_the_agents_questions(tmp_path: Path) -> None:
    """A sheet has the agent's questions by type, all types, and none of the customer's."""
    put(tmp_path, a_jsonl=lines(call("c1", f"您好。{OPEN}", "多少钱？", f"{CHOICE}{OPEN}", "是不是？", NONE)))
    [sheet] = autoscore("score", tmp_path / "a.jsonl", "--rubric", TINY, "--format", "jsonl").records
    assert sheet["questions"] == dict.fromkeys(QUESTION_TYPES, 0) | {"open": 2, "choice": 1}


def test_a_sheet_names_the_model(tmp_path: Path) -> None:
    """`made_by` has the digest of what the model is applied with; the sentences it was trained on are no part of it."""
    put(tmp_path, a_jsonl=lines(call("c1", OPEN)))
    [sheet] = autoscore("score", tmp_path / "a.jsonl", "--rubric", TINY, "--format", "jsonl").records
    home = resources.folder("models") / "question-types"
    applied = [*sorted(home.glob("*.npy")), home / "cues.txt"]
    assert sheet["made_by"]["models"]["question-types"] == resources.digest(
        (path.name, path.read_bytes()) for path in applied
    )


def test_a_sheet_names_all_that_its_strengths_rest_on(tmp_path: Path) -> None:
    """The weights of sound-alikes and of noise are part of the digests: with other ones a sheet could be another."""
    put(tmp_path, a_jsonl=lines(call("c1", OPEN)))
    [sheet] = autoscore("score", tmp_path / "a.jsonl", "--rubric", TINY, "--format", "jsonl").records
    for name, weights, more in (
        ("service-acts", "hearing.json", ("*.npy", "act-cues.txt")),
        ("recognition", "noisiness.json", ("*.npy", "*.txt")),
    ):
        home = resources.folder("models") / name
        applied = [home / weights, *(path for pattern in more for path in home.glob(pattern))]
        digest = resources.digest((path.name, path.read_bytes()) for path in applied)
        assert sheet["made_by"]["models"][name] == digest


def test_training_is_told_in_its_help() -> None:
    """`train questions` says what it does and where it writes."""
    assert "questions" in autoscore("train", "--help").out
    ran = autoscore("train", "questions", "--help")
    assert ran.status == 0
    assert "-o, --output" in ran.out
    assert "autoscore[train]" in ran.out


def test_training_writes_into_folders_that_are_there(tmp_path: Path) -> None:
    """A folder that is not there is told before any training."""
    ran = autoscore("train", "questions", "-o", tmp_path / "nowhere")
    assert (ran.status, ran.out) == (2, "")
    assert contents(tmp_path) == {}


def test_training_needs_its_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without scikit-learn it is told what to install, and nothing is written."""
    monkeypatch.setattr("autoscore.cli.train.find_spec", lambda _name: None)
    ran = autoscore("train", "questions", "-o", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "pip install 'autoscore[train]'" in ran.err
    assert json.dumps([*contents(tmp_path)]) == "[]"


# ------------------------------------------------------------------ misuse


def test_options_of_calls_are_not_for_sentences(tmp_path: Path) -> None:
    """What only calls need is refused where sentences are given, and a folder of calls needs --profile."""
    put(tmp_path, b_jsonl=lines({"text": OPEN}))
    ran = autoscore("questions", tmp_path / "b.jsonl", "--roles", "A=agent")
    assert (ran.status, ran.out) == (2, "")
    assert "--profile" in ran.err
    ran = autoscore("questions", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert "--profile" in ran.err


def test_without_the_model_nothing_is_made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the model was left out, sheets have no questions, its digest is missing, and `questions` says so."""
    for place in ("api", "annotate.annotator", "scoring.provenance"):
        monkeypatch.setattr(f"autoscore.{place}.installed", lambda: False)
    provenance.made_by.cache_clear()
    put(tmp_path, call_txt=f"客服：{OPEN}\n客户：三号。\n")
    sheet = autoscore("score", tmp_path / "call.txt", "--format", "jsonl").records[0]
    provenance.made_by.cache_clear()
    assert sheet["questions"] is None
    assert list(sheet["made_by"]["models"]) == ["characters", "recognition", "service-acts", "words"]
    assert next(one["status"] for one in sheet["criteria"] if one["id"] == "questions") == "unsure"
    ran = questions(tmp_path, {"text": OPEN})
    assert (ran.status, ran.out) == (2, "")
    assert "没有装问句模型" in ran.err
