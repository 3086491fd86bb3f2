"""What is measured side by side: jieba alone, JSON alone, the plain scorer, and autoscore in bulk and call by call."""

import importlib
import io
import json
import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import msgspec

from autoscore.api import CALLS, Transcript, read_inputs, scorer
from autoscore.cli.main import run as command_line
from autoscore.model import Call
from autoscore.scoring import Scorer
from autoscore.text.words import words
from benchmarks.plain_scorer import PlainScorer
from benchmarks.throughput_table import Pace

RUBRIC = "hotline"
JIEBA, PLAIN = "jieba.lcut of the same text, turn by turn", "the plain scorer"
JIEBA_WHOLE = "jieba.lcut, a call's text in one"
JSON, MSGSPEC = "JSON alone: decode calls, encode sheets (json)", "the same with msgspec"
SEGMENTED = "autoscore, bulk, and every turn cut into words"
BULK, SINGLE = "**autoscore, bulk**", "autoscore, call by call"
# Ways that are slow, or have nothing to gain from many calls, get a part of them.
PART = {PLAIN: 24, SINGLE: 6, JIEBA_WHOLE: 4}
# Ways that get the texts of turns instead of lines of JSON.
OF_TEXTS = (JIEBA, JIEBA_WHOLE, SEGMENTED)

Way = Callable[[Sequence[Any]], object]


def bulk(calls: Path, out: Path, *more: str, rubric: str = RUBRIC) -> None:
    """Does exactly what `autoscore score CALLS --rubric RUBRIC -o OUT` does, in this process, into a new folder."""
    shutil.rmtree(out, ignore_errors=True)  # what an earlier run left may be taken up again
    arguments = ["score", str(calls), "--rubric", rubric, "-o", str(out), *more]
    with redirect_stderr(io.StringIO()) as told, redirect_stdout(io.StringIO()):
        status = command_line(arguments)
    if status:
        raise SystemExit(f"autoscore score ended with {status}:\n{told.getvalue()}")


def single(scores: Scorer, lines: Iterable[bytes], out: Path) -> None:
    """Reads, scores and writes call after call, as a service does that gets them one by one."""
    decoder = msgspec.json.Decoder(Call)
    with out.open("wb") as sheets:
        for line in lines:
            call = decoder.decode(line)
            facts = {key: str(value) for key, value in call.metadata.items()}
            transcript = Transcript(call.id or "", call.turns, call.channel, call.date, facts)
            sheets.write(msgspec.json.encode(scores.score([transcript])[0]) + b"\n")


def scored(scores: Scorer, calls: Path, out: Path) -> None:
    """Scores a file in batches with a scorer at hand, and writes the sheets: for rubrics made while measuring."""
    transcripts = [one for one in read_inputs([str(calls)], roles={}, stdin=None) if isinstance(one, Transcript)]
    with out.open("wb") as sheets:
        for at in range(0, len(transcripts), CALLS):
            for sheet in scores.score(transcripts[at : at + CALLS]):
                sheets.write(msgspec.json.encode(sheet) + b"\n")


def segmenter() -> Any:
    """Returns jieba, ready, with its cache in a folder of its own."""
    jieba = importlib.import_module("jieba")
    jieba.setLogLevel(logging.ERROR)
    jieba.dt.tmp_dir = tempfile.mkdtemp()
    jieba.initialize()
    return jieba


def ways(folder: Path, names: Iterable[str]) -> Mapping[str, Way]:
    """Returns the ways of some names over the lines of calls; what each needs is loaded here, not timed."""
    makers: Mapping[str, Callable[[Path], Way]] = {
        JIEBA: _jieba,
        JIEBA_WHOLE: _jieba_whole,
        JSON: _json,
        MSGSPEC: _msgspec,
        PLAIN: _plain,
        SINGLE: _single,
        BULK: _bulk,
        SEGMENTED: _segmented,
    }
    return {name: makers[name](folder) for name in names}


def _texts(lines: Iterable[bytes]) -> Iterator[list[str]]:
    return ([turn["text"] for turn in json.loads(line)["turns"]] for line in lines)


def _jieba(_: Path) -> Way:
    cut = segmenter().lcut
    return lambda texts: [cut(text) for turns in texts for text in turns]


def _jieba_whole(_: Path) -> Way:
    cut = segmenter().lcut
    return lambda texts: [cut("\n".join(turns)) for turns in texts]


def _json(folder: Path) -> Way:
    sheet = json.loads(_a_sheet(folder))
    return lambda lines: [(json.loads(line), json.dumps(sheet, ensure_ascii=False)) for line in lines]


def _msgspec(folder: Path) -> Way:
    sheet, decoder = msgspec.json.decode(_a_sheet(folder)), msgspec.json.Decoder(Call)
    return lambda lines: [(decoder.decode(line), msgspec.json.encode(sheet)) for line in lines]


def _a_sheet(folder: Path) -> bytes:
    """Returns a sheet of middling length."""
    sheets = (folder / "out" / "sheets.jsonl").read_bytes().splitlines()
    return sorted(sheets, key=len)[len(sheets) // 2]


def _plain(folder: Path) -> Way:
    plain = PlainScorer(RUBRIC)

    def way(lines: Sequence[bytes]) -> None:
        with (folder / "plain.jsonl").open("w", encoding="utf-8") as sheets:
            for line in lines:
                sheets.write(plain.score(line) + "\n")

    return way


def _single(folder: Path) -> Way:
    scores = scorer(RUBRIC)
    return lambda lines: single(scores, lines, folder / "single.jsonl")


def _bulk(folder: Path) -> Way:
    return lambda _: bulk(folder / "calls.jsonl", folder / "out")


def _segmented(folder: Path) -> Way:
    """Scoring cuts a turn into words only where it asks where they start; here all are cut, as jieba does."""

    def way(texts: Sequence[Sequence[str]]) -> None:
        bulk(folder / "calls.jsonl", folder / "out")
        for turns in texts:
            for text in turns:
                words(text)

    return way


def timed(way: Callable[[], object]) -> float:
    """Returns the seconds of processor time that a piece of work takes, its writing included."""
    start = time.process_time()
    way()
    return time.process_time() - start


def pace(name: str, way: Way, lines: Sequence[bytes]) -> Pace:
    """Times one way on its part of the calls; the text that jieba gets is taken out of the JSON beforehand."""
    part = lines[:: PART.get(name, 1)]
    texts = list(_texts(part))
    work: Any = texts if name in OF_TEXTS else part
    taken = timed(lambda: way(work))
    return Pace(taken, len(part), sum(len(text) for turns in texts for text in turns))
