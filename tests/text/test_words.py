"""Words: the boundaries are jieba's, and the words are the text."""

import importlib
import json
import logging
import re
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from text_kit import any_text

from autoscore.text.words import word_starts, words

# Sentences of service talk, invented for this comparison.
SENTENCES = (Path(__file__).parent / "han_sentences.txt").read_text("utf-8").splitlines()
EXAMPLES = Path(__file__).parents[2] / "examples"
HYPHENATED = ("中国-东盟博览会", "尾号-四一七六-对吗", "一-二", "--好--", "-", "wi-fi密码", "5-7个工作日", "2019-03")
_HAN = re.compile("[一-龥]+")


@pytest.fixture(scope="module")
def jieba_cut(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    """Returns jieba's own cut, with a cache of its own and without its log."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        jieba = importlib.import_module("jieba")
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    tokenizer.cache_file = "words.cache"
    tokenizer.initialize()
    return lambda text: list(tokenizer.cut(text, HMM=True))


def said() -> list[str]:
    """Returns what is said in the example calls, line by line and turn by turn."""
    lines = [line for path in sorted(EXAMPLES.rglob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    for path in sorted(EXAMPLES.rglob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            lines.extend(turn["text"] for turn in json.loads(line)["turns"])
    return [line for line in lines if line and not line.startswith("#")]


def split_at_hyphens(tokens: list[str]) -> list[str]:
    return [part for token in tokens for part in re.split("(-+)", token) if part]


def test_there_is_enough_to_compare() -> None:
    """The comparison goes over some two hundred sentences, none of them twice, and over calls."""
    assert len(SENTENCES) >= 200
    assert len(set(SENTENCES)) == len(SENTENCES)
    assert len(said()) > 100


def test_boundaries_between_han_characters_are_those_of_jieba(jieba_cut: Callable[[str], list[str]]) -> None:
    """On every run of Han characters, said at a counter or on the phone, the words are jieba's with its HMM on."""
    runs = {run for text in (*SENTENCES, *said()) for run in _HAN.findall(text)}
    assert {run: words(run) for run in runs} == {run: jieba_cut(run) for run in runs}


def test_whole_sentences_are_cut_as_jieba_does(jieba_cut: Callable[[str], list[str]]) -> None:
    """With their commas, too, the sentences are cut as jieba cuts them."""
    assert {text: words(text) for text in SENTENCES} == {text: jieba_cut(text) for text in SENTENCES}


@pytest.mark.parametrize("text", HYPHENATED)
def test_hyphens_are_words_of_their_own(jieba_cut: Callable[[str], list[str]], text: str) -> None:
    """A run of hyphens belongs to no word, which makes the words equal to jieba's with its tokens split so."""
    assert words(text) == split_at_hyphens(jieba_cut(text))
    assert all(set(word) == {"-"} or "-" not in word for word in words(text))


@given(any_text)
def test_words_joined_are_the_text(text: str) -> None:
    """No character is lost, added or moved by cutting, and no word is empty."""
    found = words(text)
    assert "".join(found) == text
    assert all(found)


@given(any_text)
def test_word_starts_are_where_the_words_begin(text: str) -> None:
    """The starts, in code points, cut the text into its words."""
    starts = word_starts(text)
    ends = (*starts[1:], len(text))[: len(starts)]
    assert [text[start:end] for start, end in zip(starts, ends, strict=True)] == words(text)


def test_starts_behind_astral_characters() -> None:
    """An astral character counts as one before a word's start."""
    assert words("😀您好") == ["😀", "您好"]
    assert word_starts("😀您好") == (0, 1)
    assert word_starts("") == ()


def test_a_lone_surrogate_does_not_stop_the_cutting() -> None:
    """A text with a lone surrogate is cut like any other, and its words are the text."""
    assert words("您好\ud800再见") == ["您好", "\ud800", "再见"]
