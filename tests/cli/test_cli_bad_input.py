"""Bad input gets one clear line on standard error, and nothing good is lost."""

import random
from pathlib import Path

import pytest
from cli_kit import MET, TINY, autoscore, call, lines, manifest, put

MEGABYTE = 1 << 20
BY = ("--rubric", TINY)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a_txt", b"", "空文件"),
        ("a_txt", b"\xef\xbb\xbf \n\r\n", "空文件"),
        ("a_txt", random.Random(1).randbytes(5000), "二进制文件"),  # noqa: S311 - no secret
        ("a_txt", b"\x89PNG\r\n\x1a\n\0\0", "二进制文件（图片）"),
        ("a_csv", b"PK\x03\x04" + bytes(200), "XLSX 打不开"),
        ("a_xlsx", b"RIFF" + bytes(200), "二进制文件（录音或视频）"),
        ("a_json", b"[" * 5000, "JSON"),
        ("a_json", b"[]", "没有任何通话"),
        ("a_json", b'{"turns": []}', "没有任何话"),
        ("a_jsonl", b'{"id": "x", "turns": [{"role": "agent"}]}', "缺少“text”"),
        ("a_jsonl", b'{"id": "x", "turns": [{"role": "agent", "text": "x", "start": -1}]}', "时间是负数"),
        ("a_csv", "通话编号,话\n1,您好\n".encode(), "表头"),
        ("a_txt", "您好".encode("utf-16-le")[:-1] + b"\xff" * 9, ""),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(name: str, data: bytes, what: str, tmp_path: Path) -> None:
    """The line names the file and says what is wrong and what to do; the good file after it is scored."""
    bad = put(tmp_path, **{name: data}) / name.replace("_", ".")
    good = put(tmp_path, z_txt=MET) / "z.txt"
    ran = autoscore("score", bad, good, *BY, "--format", "jsonl")
    assert ran.status == 1
    assert [sheet["id"] for sheet in ran.records] == ["z.txt"]
    [line] = ran.errors
    assert line.startswith(f"{bad}:")
    assert what in line
    assert "；" in line


def test_what_is_not_there_is_one_line(tmp_path: Path) -> None:
    """A missing file, a folder with nothing to read, a glob without a match and a dangling link are a line each."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone")
    inputs = ["nowhere.txt", "empty", "*.nothing", "link.txt"]
    ran = autoscore("score", *(tmp_path / one for one in inputs), *BY)
    assert ran.status == 2
    assert [line.split(": ")[0] for line in ran.errors] == [str(tmp_path / one) for one in inputs]


def test_a_line_of_json_cut_in_half_costs_only_itself(tmp_path: Path) -> None:
    """Among good lines, broken ones are told with line and column, and all the others are scored in order."""
    whole = lines(call("c3")).strip()
    put(tmp_path, a_jsonl=lines(call("c1"), call("c2"), whole[: len(whole) // 2], call("c4"), "nonsense", call("c6")))
    ran = autoscore("score", tmp_path / "a.jsonl", *BY, "--format", "jsonl", "-o", tmp_path / "out")
    assert ran.status == 1
    assert [sheet["id"] for sheet in ran.records] == ["c1", "c2", "c4", "c6"]
    first, second = ran.errors[:2]
    assert first.startswith(f"{tmp_path}/a.jsonl:3:{len(whole) // 2 + 1}: ")
    assert second.startswith(f"{tmp_path}/a.jsonl:5:")
    assert [one["place"].split(":")[1] for one in manifest(tmp_path / "out")["failures"]] == ["3", "5"]


def test_two_calls_with_one_id_are_told_with_both_places(tmp_path: Path) -> None:
    """The first call is scored, the second is a failure that names both; other calls are not touched."""
    put(tmp_path, a_jsonl=lines(call("c1"), call("c2")), b_jsonl=lines(call("c3"), call("c1", "您好", "别的话")))
    ran = autoscore("score", tmp_path / "a.jsonl", tmp_path / "b.jsonl", *BY, "--format", "jsonl")
    assert ran.status == 1
    assert [sheet["id"] for sheet in ran.records] == ["c1", "c2", "c3"]
    [line] = ran.errors
    assert line.startswith(f"{tmp_path}/b.jsonl:2:1: ")
    assert f"{tmp_path}/a.jsonl:1:1 " in line
    assert "“c1”" in line


def test_an_unknown_role_word_is_told_once_and_the_call_is_scored(tmp_path: Path) -> None:
    """Each unknown word is told once, with the option that explains it, however many calls have it."""
    strange = [call(f"c{at}") for at in range(3)]
    for record in strange:
        record["turns"].append({"role": "火星人", "text": "你们好"})
    put(tmp_path, a_jsonl=lines(*strange))
    ran = autoscore("score", tmp_path / "a.jsonl", *BY, "--format", "jsonl")
    assert ran.status == 0
    [line] = ran.errors
    assert line.startswith(f"{tmp_path}/a.jsonl:1:1: ")
    assert "“火星人”" in line
    assert "--roles 火星人=agent" in line
    assert [[one["kind"] for one in sheet["warnings"]].count("unknown_role") for sheet in ran.records] == [1, 1, 1]


def test_many_different_notices_do_not_flood_the_terminal(tmp_path: Path) -> None:
    """Where every call has a notice of its own, some are told, and that the sheets have the others."""
    records = [call(f"c{at}", date=f"某年{at}") for at in range(50)]
    for at, record in enumerate(records):
        record["turns"][1]["role"] = f"路人乙丙{'一二三四五六七八九十'[at % 10]}{'甲乙丙丁戊'[at // 10]}号先生"
    put(tmp_path, a_jsonl=lines(*records))
    ran = autoscore("score", tmp_path / "a.jsonl", *BY, "--format", "jsonl")
    assert len(ran.records) == 50
    assert 10 < len(ran.errors) < 30
    assert "warnings" in ran.errors[-1]


@pytest.mark.parametrize("name", ["big.jsonl", "big.txt", "big.csv"])
def test_a_line_of_200_megabytes_is_refused(name: str, tmp_path: Path) -> None:
    """A line above the limit is one line of error with its number; a call on the next line of JSON Lines is scored."""
    head = {"big.jsonl": '{"id": "x", "turns": [{"role": "agent", "text": "', "big.csv": "角色,内容\n客服,"}
    with (tmp_path / name).open("wb") as file:
        file.write(head.get(name, "客服：").encode() + b"a" * (2 * MEGABYTE))
        file.seek(200 * MEGABYTE)  # a hole in the file: cheap to make, and read as any other bytes
        file.write(b'"}]}\n' + lines(call("after")).encode())
    ran = autoscore("score", tmp_path / name, *BY, "--format", "jsonl")
    [line] = ran.errors
    assert line.startswith(f"{tmp_path}/{name}:{2 if name == 'big.csv' else 1}: ")
    assert "64 MB" in line
    assert [sheet["id"] for sheet in ran.records] == (["after"] if name == "big.jsonl" else [])
    assert ran.status == (1 if name == "big.jsonl" else 2)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    """Files as Windows and Excel write them are scored as if they were UTF-8."""
    put(tmp_path, a_txt=MET.encode(encoding))
    ran = autoscore("score", tmp_path / "a.txt", *BY, "--format", "jsonl")
    assert (ran.status, ran.err) == (0, "")
    assert ran.records[0]["criteria"][0]["status"] == "met"


def test_empty_standard_input_is_one_line() -> None:
    """Nothing on standard input is an empty file called `-`."""
    ran = autoscore("score", "-", *BY)
    assert ran.status == 2
    [line] = ran.errors
    assert line.startswith("-: 空文件")


@pytest.mark.parametrize("command", [("score", "--rubric", "{rubric}", "--format", "jsonl"), ("annotate",)])
def test_every_command_that_reads_keeps_the_good(command: tuple[str, ...], tmp_path: Path) -> None:
    """`annotate` tells failures and ends as `score` does."""
    calls = put(tmp_path / "calls", a_txt=MET, b_txt=b"", c_txt=MET)
    arguments = [one.format(rubric=TINY) for one in command]
    ran = autoscore(arguments[0], calls, *arguments[1:])
    assert ran.status == 1
    assert [one["id"] for one in ran.records] == ["a.txt", "c.txt"]
    assert [line.split(":")[0] for line in ran.errors] == [f"{calls}/b.txt"]
