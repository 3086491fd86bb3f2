"""The command line in this process or in one of its own, and small inputs; all words are invented for these tests."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autoscore.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
# A call as short as may be; what it scores is of no matter here.
TALK = "客服：您好，请问有什么可以帮您？\n客户：我查话费。\n客服：好的。感谢来电，再见。\n客户：再见。\n"
# A rubric that compiles at once, and once for all tests.
TINY = Path(__file__).with_name("tiny.yaml")
RUBRIC = TINY.read_text("utf-8")
MET, NOT_MET = "客服：天灵灵地灵灵。\n客户：再见。\n", "客服：今天下雨。\n客户：再见。\n"


@dataclass(frozen=True)
class Ran:
    """Holds what a command came to."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Is the standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.split("\n") if line]

    @property
    def errors(self) -> list[str]:
        """Is the standard error by lines."""
        return self.err.splitlines()


class Screen(io.TextIOWrapper):
    """Is a stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Says so."""
        return True


def autoscore(*arguments: str | Path, stdin: bytes = b"", terminal: bool = False) -> Ran:
    """Runs the command line in this process; with `terminal`, standard error is one."""
    out, err = _stream(io.TextIOWrapper), _stream(Screen if terminal else io.TextIOWrapper)
    with redirect_stdout(out), redirect_stderr(err), _stdin(stdin):
        status = run([str(one) for one in arguments])
    return Ran(status, written(out), written(err))


def process(
    *arguments: str | Path | int, stdin: bytes = b"", cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> Ran:
    """Runs the command line in a process of its own."""
    command = [sys.executable, "-m", "autoscore", *map(str, arguments)]
    done = subprocess.run(  # noqa: S603 - our own command
        command, input=stdin, capture_output=True, cwd=cwd, env={**os.environ, **(env or {})}, timeout=120, check=False
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def call(name: str | None = "c1", *texts: str, **facts: Any) -> dict[str, Any]:
    """Makes a native call in which agent and customer take turns."""
    roles = ("agent", "customer")
    turns = [{"role": roles[at % 2], "text": text} for at, text in enumerate(texts or ("您好", "再见"))]
    return {**({} if name is None else {"id": name}), **facts, "turns": turns}


def lines(*records: Any) -> str:
    """Writes records as JSON Lines; strings stand as they are."""
    return "".join(f"{one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)}\n" for one in records)


def put(folder: Path, **texts: str | bytes) -> Path:
    """Writes files into a folder, `a_txt="…"` into a.txt, and returns the folder."""
    for name, text in texts.items():
        path = folder / ".".join(name.rsplit("_", 1))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def tiny(folder: Path, text: str = RUBRIC, name: str = "tiny.yaml") -> Path:
    """Writes a rubric of one's own and returns its path."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def sheets(folder: Path) -> list[dict[str, Any]]:
    """Returns the sheets of a run's folder."""
    return [json.loads(line) for line in (folder / "sheets.jsonl").read_text("utf-8").splitlines()]


def manifest(folder: Path) -> dict[str, Any]:
    """Returns the manifest of a run's folder."""
    read: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return read


def contents(folder: Path) -> dict[str, bytes]:
    """Returns the files of a folder by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _stream(kind: type[io.TextIOWrapper]) -> io.TextIOWrapper:
    return kind(io.BytesIO(), "utf-8", "backslashreplace", newline="", write_through=True)


def written(stream: io.TextIOWrapper) -> str:
    """Returns what was written into a stream over bytes in memory."""
    stream.flush()
    data = stream.buffer
    assert isinstance(data, io.BytesIO)
    return data.getvalue().decode()


@contextmanager
def _stdin(data: bytes) -> Iterator[None]:
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(data), "utf-8")
    try:
        yield
    finally:
        sys.stdin = before
