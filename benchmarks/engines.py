"""The libraries behind the engines, side by side in one run, interleaved: the median of the ratios counts.

    python benchmarks/engines.py [--rounds 5]

Text: the turns of tests/encounters and tests/calls. Needs the extras `dev`.
"""

import importlib
import logging
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from pathlib import Path

import click
import numpy as np
import yaml

from autoscore.api import Transcript, read_inputs
from autoscore.lexicon import compile_book
from autoscore.lexicon import load as load_lexicon
from autoscore.text.characters import sound_form
from autoscore.text.patterns import pattern_set
from autoscore.text.trie import Trie
from autoscore.text.view import View
from autoscore.text.words import words

ROOT = Path(__file__).resolve().parents[1]
MOST_ALTERNATIVES = 5000


def turns() -> list[str]:
    """Returns the texts to measure on."""
    folders = [str(ROOT / "tests" / name) for name in ("encounters", "calls")]
    readings = read_inputs(folders, roles={}, stdin=None)
    return [turn.text for reading in readings if isinstance(reading, Transcript) for turn in reading.turns]


def segmentation(texts: list[str]) -> Mapping[str, Callable[[], object]]:
    """Returns the segmenters: jieba is the reference, rjieba the engine."""
    jieba = importlib.import_module("jieba")
    jieba.setLogLevel(logging.ERROR)
    jieba.dt.tmp_dir = tempfile.mkdtemp()
    jieba.initialize()
    return {"jieba": lambda: [jieba.lcut(text) for text in texts], "rjieba": lambda: [words(text) for text in texts]}


def phrases(texts: list[str]) -> Mapping[str, Callable[[], object]]:
    """Returns the multi-phrase searches over the squeezed text of all turns, for all phrases of the lexicons."""
    keys = compile_book(load_lexicon()).phrases.texts
    view = View.of(texts)
    text, trie = view.squeezed, Trie.of(keys)
    alternation = re.compile("|".join(map(re.escape, sorted(keys, key=len, reverse=True)[:MOST_ALTERNATIVES])))
    double_array = importlib.import_module("daachorse").CharwiseDoubleArrayAhoCorasick(list(keys))
    aho_corasick = importlib.import_module("ahocorasick_rs").AhoCorasick(list(keys))
    return {
        f"re alternation ({MOST_ALTERNATIVES} of {len(keys)}, leftmost only)": lambda: alternation.findall(text),
        f"ahocorasick_rs ({len(keys)}), into arrays": lambda: _flat(
            aho_corasick.find_matches_as_indexes(text, overlapping=True)
        ),
        f"daachorse ({len(keys)}), into arrays": lambda: _flat(double_array.find_overlapping(text)),
        f"text/trie.py ({len(keys)})": lambda: trie.hits(view.codes),
    }


def _flat(found: Iterable[tuple[int, int, int]]) -> object:
    """Returns hits as arrays, as what comes after the search needs them."""
    return np.fromiter(chain.from_iterable(found), np.int64).reshape(-1, 3).T


def syllables(texts: list[str]) -> Mapping[str, Callable[[], object]]:
    """Returns the ways to turn characters into syllables."""
    lazy = importlib.import_module("pypinyin").lazy_pinyin
    some = texts[:300]
    return {
        "pypinyin.lazy_pinyin": lambda: [lazy(text) for text in some],
        "str.translate": lambda: [sound_form(text) for text in some],
        "numpy table": lambda: View.of(some).sound,
    }


def patterns(texts: list[str]) -> Mapping[str, Callable[[], object]]:
    """Returns the regular-expression engines on sixty gapped patterns over the squeezed text of all turns."""
    sources = [f"{first}.{{0,8}}{then}" for first in "请您我给这收还已帮麻" for then in "等好办理元谢"]
    text = View.of(texts).squeezed
    compiled = [re.compile(source) for source in sources]
    ours = pattern_set(sources)
    return {
        f"re, {len(sources)} patterns (may back-track)": lambda: [list(one.finditer(text)) for one in compiled],
        f"RE2, {len(sources)} patterns": lambda: ours.find(text),
    }


def yaml_loaders(_texts: list[str]) -> Mapping[str, Callable[[], object]]:
    """Returns the YAML parsers that keep positions."""
    text = (ROOT / "rubrics" / "hotline.yaml").read_text("utf-8")
    return {
        "PyYAML compose, Python": lambda: yaml.compose(text, Loader=yaml.SafeLoader),
        "PyYAML compose, C": lambda: yaml.compose(text, Loader=yaml.CSafeLoader),
    }


def measure(ways: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, tuple[float, float]]:
    """Returns for each way its median milliseconds, and the median ratio of the first way's time to it."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds + 1):
        for name, way in ways.items():
            begin = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - begin)
    first = times[next(iter(ways))][1:]
    return {
        name: (
            1000 * statistics.median(taken[1:]),
            statistics.median(a / b for a, b in zip(first, taken[1:], strict=True)),
        )
        for name, taken in times.items()
    }


@click.command()
@click.option("--rounds", default=5, show_default=True)
def main(rounds: int) -> None:
    """Print the tables."""
    texts = turns()
    print(f"{len(texts)} turns, {sum(map(len, texts))} characters; times as fast as the first of each table\n")
    for table in (segmentation, phrases, patterns, syllables, yaml_loaders):
        print(f"| {table.__name__} | ms | times as fast |\n| --- | ---: | ---: |")
        for name, (taken, ratio) in measure(table(texts), rounds).items():
            print(f"| {name} | {taken:.1f} | {ratio:.1f} |")
        print()


if __name__ == "__main__":
    main()
