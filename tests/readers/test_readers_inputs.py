"""Files, folders, globs and standard input."""

import io
import os
import sys
import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from readers_kit import CALL, ids, lines, workbook

from autoscore.errors import Problem
from autoscore.model import Role
from autoscore.readers import Reading, known_formats, read_inputs
from autoscore.readers.reading import read_stream
from autoscore.readers.roles import RoleBook

TEXT = "客服：您好\n客户：嗯\n"


def read(*inputs: str | Path, roles: dict[str, Role] | None = None, stdin: io.BytesIO | None = None) -> list[Reading]:
    return list(read_inputs([str(given) for given in inputs], roles=roles or {}, stdin=stdin))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Makes folders with calls, hidden files and files of other kinds."""
    for name in (
        "b.txt",
        "a.txt",
        "day2/x.txt",
        "day1/y.TXT",
        "day1/deep/z.txt",
        ".hidden.txt",
        ".git/g.txt",
        "~$b.xlsx",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "readme.md").write_text("x")
    (tmp_path / "day2" / "t.csv").write_text("role,text\nagent,hi\n")
    (tmp_path / "day2" / "t.xlsx").write_bytes(workbook(S=[["role", "text"], ["agent", "hi"]]))
    return tmp_path


def test_folders(tree: Path) -> None:
    """A folder is read through, sorted, without hidden and unknown files; calls are named by their path in it."""
    wanted = ["a.txt", "b.txt", "day1/y.TXT", "day1/deep/z.txt", "day2/t.csv", "day2/t.xlsx", "day2/x.txt"]
    assert ids(read(tree)) == wanted
    assert ids(read(f"{tree}/")) == wanted


def test_files(tree: Path) -> None:
    """A file given by itself is named by its name, and inputs come in the order given."""
    assert ids(read(tree / "day2" / "x.txt", tree / "a.txt")) == ["x.txt", "a.txt"]


def test_hidden_and_unknown_files_given_by_themselves(tree: Path) -> None:
    """A file given by itself is read whatever its name."""
    assert ids(read(tree / ".hidden.txt", tree / "readme.md")) == [".hidden.txt", "!unknown_format"]


def test_globs(tree: Path) -> None:
    """A glob is read in order; calls are named by the path below its fixed part; folders that match are read."""
    assert ids(read(f"{tree}/day?/*.txt")) == ["day2/x.txt"]
    assert ids(read(f"{tree}/**/[xz].txt")) == ["day1/deep/z.txt", "day2/x.txt"]
    assert ids(read(f"{tree}/day1*")) == ["day1/y.TXT", "day1/deep/z.txt"]
    assert ids(read(f"{tree}/*.nothing")) == ["!not_found"]


def test_globs_that_match_twice(tree: Path) -> None:
    """A file that a glob matches by itself and in its folder is read once; bare folders are passed over."""
    (tree / "day3").mkdir()
    wanted = ["a.txt", "b.txt", "day1/y.TXT", "day1/deep/z.txt", "day2/t.csv", "day2/t.xlsx", "day2/x.txt"]
    assert ids(read(f"{tree}/**")) == [*wanted, "!unknown_format"]
    assert ids(read(f"{tree}/day3*")) == ["!not_found"]


def test_relative_globs(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A glob without a fixed part names calls by their path from here."""
    monkeypatch.chdir(tree)
    assert ids(read("day*/x.txt", "*.txt", "a.txt", "day1")) == [
        "day2/x.txt",
        "a.txt",
        "b.txt",
        "a.txt",
        "y.TXT",
        "deep/z.txt",
    ]


def test_names_that_look_like_globs(tmp_path: Path) -> None:
    """A file whose name has brackets is that file."""
    (tmp_path / "[1].txt").write_text(TEXT, encoding="utf-8")
    assert ids(read(tmp_path / "[1].txt")) == ["[1].txt"]


def test_inputs_that_do_not_exist(tree: Path) -> None:
    """What does not exist is a Problem under the name given, and other inputs are read."""
    assert ids(read("")) == ["!not_found"]
    found = read(tree / "nothing.txt", tree / "a.txt", "no/such/folder/", "a\0b", "x" * 5000)
    assert ids(found) == ["!not_found", "a.txt", "!not_found", "!not_found", "!not_readable"]
    assert isinstance(found[0], Problem)
    assert found[0].place.file == str(tree / "nothing.txt")


def test_folders_without_calls(tmp_path: Path) -> None:
    """A folder in which nothing can be read is a Problem that names the known endings."""
    (tmp_path / "a.md").write_text("x")
    [found] = read(tmp_path)
    assert isinstance(found, Problem)
    assert (found.code, ".jsonl" in found.todo) == ("empty_folder", True)


def test_standard_input() -> None:
    """`-` reads standard input in any format; without one it is a Problem."""
    assert ids(read("-", stdin=io.BytesIO(TEXT.encode()))) == ["stdin"]
    nameless = {"turns": CALL["turns"]}
    assert ids(read("-", stdin=io.BytesIO(lines(nameless, nameless).encode()))) == ["stdin#1", "stdin#2"]
    [found] = read("-", stdin=io.BytesIO())
    assert isinstance(found, Problem)
    assert (found.code, found.place.file) == ("empty", "-")
    assert ids(read("-")) == ["!not_found"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipes(tmp_path: Path) -> None:
    """A pipe given by itself is read; a pipe in a folder is passed over."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    pipe = tmp_path / "p.txt"
    os.mkfifo(pipe)  # type: ignore[attr-defined,unused-ignore]
    assert ids(read(tmp_path)) == ["a.txt"]
    writer = threading.Thread(target=lambda: pipe.write_text(TEXT, encoding="utf-8"))
    writer.start()
    assert ids(read(pipe)) == ["p.txt"]
    writer.join()


def test_links(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Linked folders are read, and links in a circle come to an end."""
    folder = tmp_path_factory.mktemp("links")
    (folder / "in").symlink_to(tree / "day1")
    (folder / "round").symlink_to(folder)
    (folder / "lost.txt").symlink_to(folder / "nothing")
    assert ids(read(folder)) == ["!not_found", "in/y.TXT", "in/deep/z.txt"]


def failing(name: str, error: OSError) -> Callable[..., object]:
    real = Path.open

    def opened(self: Path, *args: object) -> object:
        if self.name == name:
            raise error
        return real(self, *args)  # type: ignore[call-overload]

    return opened


def test_files_that_cannot_be_opened(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the system does not let read is a Problem, and the others are read."""
    monkeypatch.setattr(Path, "open", failing("a.txt", PermissionError(13, "denied")))
    assert ids(read(tree))[:2] == ["!not_readable", "b.txt"]


def test_folders_that_cannot_be_listed(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that the system does not let list is a Problem, and the others are read."""
    real = os.scandir

    def listed(path: str) -> object:
        if str(path).endswith(("day1", "day2")):
            raise PermissionError(13, "denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", listed)
    assert ids(read(tree)) == ["a.txt", "b.txt", "!not_readable", "!not_readable"]


def test_streams_that_fail_on_the_way() -> None:
    """What was read before a disk fails is handed over, and the failure is a Problem."""

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            data = super().read(size)
            if not data:
                raise OSError(5, "disk")
            return data

    data = lines(*({**CALL, "id": f"c{n}", "metadata": {"x": "y" * 9000}} for n in range(200))).encode()
    found = ids(list(read_stream(Failing(data), "a.jsonl", "a.jsonl", RoleBook.of({}))))
    assert found[0] == "c0"
    assert found[-1] == "!not_readable"


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text here")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    """A file name in another encoding gives an id that can be written as UTF-8."""
    path = os.path.join(os.fsencode(tmp_path), "录音".encode("gbk") + b".txt")
    with open(path, "wb") as file:
        file.write(TEXT.encode())
    [name] = ids(read(tmp_path))
    assert name == r"¼\xd2\xf4.txt"


def test_memory_is_bounded(tmp_path: Path) -> None:
    """JSON Lines are read in memory that does not grow with the file."""
    line = lines({**CALL, "metadata": {"x": "y" * 20_000}}).encode()
    with (tmp_path / "a.jsonl").open("wb") as file:
        for _ in range(2000):
            file.write(line)
    tracemalloc.start()
    count = sum(1 for _ in read_inputs([str(tmp_path)], roles={}, stdin=None))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2000
    assert peak < 12 << 20


def test_roles_reach_every_input(tree: Path) -> None:
    """Roles that the user gives hold for all inputs."""
    [found] = read(tree / "a.txt", roles={"客服": "customer", "客户": "agent"})
    assert not isinstance(found, Problem)
    assert [turn.role for turn in found.turns] == ["customer", "agent"]


def test_known_formats() -> None:
    """Every file of the formats folder is a format, no two share a name or an ending, and each has a Chinese title."""
    known = known_formats()
    texts = {"text", "json", "jsonl", "csv", "xlsx", "srt", "webvtt"}
    clouds = {"alibaba_isi", "alibaba_sca", "dashscope", "tencent_asr", "tencent_ccc", "iflytek", "baidu", "huawei_sis"}
    others = {"funasr", "whisperx", "wtf", "vcon", "aws_contact_lens", "google_entries"}
    assert {one.name for one in known} == texts | clouds | others
    suffixes = [suffix for one in known for suffix in one.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(one.title for one in known)
    assert known_formats() is known
