"""Accuracy on sentences that were written apart from the training set, and never looked at while it was made."""

from collections import Counter

import pytest
from classify_kit import Gold, gold

from autoscore.classify import TYPES, Sentence, classify, sentences_of
from autoscore.classify.variants import bare

PLAIN, TRAPS = "questions_plain.jsonl", "questions_traps.jsonl"


def told(name: str, *, stripped: bool = False) -> list[tuple[Gold, str]]:
    """Returns the held-out sentences with the types that they get; `stripped` of all punctuation."""
    held = gold(name)
    asked = [
        Sentence(bare(one.sentence.text), bare(one.sentence.previous)) if stripped else one.sentence for one in held
    ]
    return [(one, found.type) for one, found in zip(held, classify(asked), strict=True)]


def accuracy(of: list[tuple[Gold, str]]) -> float:
    return sum(one.label == found for one, found in of) / len(of)


@pytest.mark.parametrize(("name", "least"), [(PLAIN, 0.95), (TRAPS, 0.88)])
def test_accuracy_on_held_out_sentences(name: str, least: float) -> None:
    """Of plain sentences at least 95 in a hundred get their type, of traps 88."""
    assert accuracy(told(name)) >= least


@pytest.mark.parametrize(("name", "loss"), [(PLAIN, 0.03), (TRAPS, 0.05)])
def test_little_is_lost_with_the_punctuation(name: str, loss: float) -> None:
    """Without any punctuation, in the turn before too, hardly fewer are right."""
    assert accuracy(told(name)) - accuracy(told(name, stripped=True)) <= loss


@pytest.mark.parametrize("name", [PLAIN, TRAPS])
def test_held_out_files_are_sound(name: str) -> None:
    """Ids are unique, labels are types, and no sentence is empty."""
    held = gold(name)
    assert len({one.id for one in held}) == len(held) >= 300
    assert {one.label for one in held} <= set(TYPES)
    assert all(one.sentence.text.strip() for one in held)


def test_no_common_type_is_given_up() -> None:
    """Of each type with at least ten plain sentences, at least eight in ten are found."""
    found = told(PLAIN)
    counts = Counter(one.label for one, _ in found)
    right = Counter(one.label for one, type_ in found if one.label == type_)
    shares = {name: right[name] / count for name, count in counts.items() if count >= 10}
    assert {name: share for name, share in shares.items() if share < 0.8} == {}


def test_sure_answers_are_righter_than_unsure_ones() -> None:
    """Plain types told as sure are right 95 times in a hundred; over both files the doubtful ones are less often."""
    assert share_right([PLAIN], sure=True) >= 0.95
    assert share_right([PLAIN, TRAPS], sure=False) < share_right([PLAIN, TRAPS], sure=True) - 0.1


def share_right(names: list[str], *, sure: bool) -> float:
    held = [one for name in names for one in gold(name)]
    pairs = zip(held, classify([one.sentence for one in held]), strict=True)
    right = [one.label == found.type for one, found in pairs if found.sure is sure]
    return sum(right) / len(right)


def test_a_turn_is_cut_the_same_in_any_company() -> None:
    """Two sentences run together without marks are cut in a batch as they are alone."""
    held = [bare(one.sentence.text) for name in (PLAIN, TRAPS) for one in gold(name)]
    turns = [first + second for first, second in zip(held[::2], held[1::2], strict=True)]
    assert sentences_of(turns) == [sentences_of([turn])[0] for turn in turns]
