"""Sound-alikes: what is heard as an entry without being written so, and how surely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lexicon_kit import book, clean, garbled, lexicon, matches, phrases, quoted

from autoscore.lexicon import compile_book
from autoscore.text.characters import FILLERS, STUTTERS, characters

PHRASE = "请稍候片刻"
# From the surest to the least sure: one homophone, two, three, then near sounds among them.
ORDER = ["请稍后片刻", "请烧后片刻", "情烧后片刻", "亲烧后片刻", "亲骚后片刻"]


def strength(line: str, text: str) -> int:
    [(match, _)] = matches(book(line), text)
    assert match.form == "garbled"
    return match.strength


def alikes(char: str) -> list[str]:
    """Returns some characters of the same near sound that are no fillers and no stutters."""
    near = int(characters().near[ord(char)])
    found = [chr(point) for point in range(0x4E00, 0x8000) if characters().near[point] == near]
    return [one for one in found if characters().normal[ord(one)] == ord(one) and one not in FILLERS + STUTTERS][:12]


ALIKE = {char: alikes(char) for char in PHRASE}


@given(st.tuples(*(st.sampled_from(ALIKE[char]) for char in PHRASE)).map("".join))
def test_whatever_sounds_alike_is_found(heard: str) -> None:
    """Each phrase of the same near sounds is found at its place: clean where it is the phrase itself, else garbled."""
    form = "clean" if heard == PHRASE else "garbled"
    assert quoted(book(PHRASE), f"好的{heard}吧") == [("way", form, heard)]


def test_the_nearer_the_sound_the_stronger() -> None:
    """Homophones are stronger than near sounds, and one that is off is stronger than two."""
    strengths = [strength(PHRASE, text) for text in ORDER]
    assert strengths == sorted(set(strengths), reverse=True)
    assert all(0 < one < 100 for one in strengths)


@pytest.mark.parametrize(("near", "same"), [("亲稍候片刻", "情稍候片刻"), ("请骚候片刻", "请烧候片刻")])
def test_a_homophone_is_stronger_than_a_near_sound(near: str, same: str) -> None:
    """A character of exactly the same syllable says more than one of a syllable that is mixed up with it."""
    assert strength(PHRASE, near) < strength(PHRASE, same) < 100


def test_short_ways_are_weaker() -> None:
    """One character off out of few proves less than one out of many."""
    assert (
        strength("稍候片刻吧请您", "稍后片刻吧请您")
        > strength("请稍候片刻", "请稍后片刻")
        > strength("请稍候", "请稍后")
    )


def test_two_characters_are_heard_only_where_they_are_due() -> None:
    """A way of two characters is looked for by sound where its set has a place, else not."""
    assert garbled(book("再见"), "在建") == []
    assert garbled(book("再见", place="closing"), "在建") == ["在建"]


def test_sound_never_means_never() -> None:
    """A set that wants no sound-alikes has none, with gaps and slots or without."""
    of = book("请稍候片刻", "请您…稍候", "{姓}{称呼}", sound="never")
    assert quoted(of, "请烧后片刻，请您在这烧后，张鲜生") == []


@pytest.mark.parametrize("line", ["! 请稍候片刻", "- 请稍候片刻", "~ 请稍候片刻", "? 请稍候片刻"])
def test_only_ways_are_heard(line: str) -> None:
    """Exact and weak ways, blocks and known mishearings count only as they are written."""
    assert garbled(book(line), "请烧后片刻") == []


@pytest.mark.parametrize("line", ["! 请稍候片刻", "! 请…候片刻", "! ^请稍候片刻"])
def test_an_exact_way_is_found_as_it_is_written(line: str) -> None:
    """A way that is never heard is a clean find where it is written."""
    assert quoted(book(line), "请稍候片刻") == [("way", "clean", "请稍候片刻")]
    assert quoted(book(line), "请烧后片刻") == []


def test_what_only_sounds_like_a_block_blocks_nothing() -> None:
    """A block must be there as written: sound alone does not take a find away."""
    of = book("请稍候", "- 不请稍候")
    assert quoted(of, "不请稍候") == []
    assert clean(of, "布请稍候") == ["请稍候"]


def test_a_block_takes_what_is_only_heard_too() -> None:
    """Where a block stands as written, what sounds like a way inside it is no find."""
    assert quoted(book("请稍候吧", "- 请稍后吧台见"), "请稍后吧台见") == []


def test_words_as_written_beat_a_longer_sound_alike() -> None:
    """A clean find is kept rather than a longer garbled one that overlaps it."""
    assert quoted(book("请稍候", "请稍候片刻"), "请稍候骗课") == [("way", "clean", "请稍候")]


def test_the_stronger_of_two_equal_sound_alikes_is_kept() -> None:
    """Of two phrases that sound like the same words the likelier one is reported."""
    [(match, _)] = matches(book("请稍候片刻", "请稍厚片刻"), "请烧厚片刻")
    assert match.phrase == "请稍厚片刻"


def test_sound_alikes_obey_the_signs() -> None:
    """Signs, marks and turns bound what is heard as they bound what is written."""
    assert garbled(book("^请稍候"), "您请烧后，请烧后") == []
    assert garbled(book("^请稍候"), "请烧后您") == ["请烧后"]
    assert garbled(book("=请稍候"), "好，请烧后，行，请烧后吧") == ["请烧后"]
    assert garbled(book("请稍候"), "请，烧后") == []
    assert garbled(book("请稍候片刻"), "请烧，后片刻") == ["请烧，后片刻"]
    assert garbled(book("请稍候片刻"), "请烧。后片刻") == []
    assert garbled(book("请稍候"), "请", "烧后") == []


def test_gaps_are_heard_too() -> None:
    """An entry with a gap is found by sound, with anything in the gap."""
    of = book("还有其他…问题吗")
    assert quoted(of, "还有其它什么文题吗") == [("way", "garbled", "还有其它什么文题吗")]
    assert quoted(of, "还有其它，没有。文题吗") == []


def test_phrases_that_sound_the_same_are_told_apart_by_what_is_written() -> None:
    """A clean find of one set stays clean beside another set's phrase of the same sound."""
    of = compile_book(lexicon(phrases("请稍候", label="wait"), phrases("请稍后", label="later")))
    assert quoted(of, "请稍后") == [("later", "clean", "请稍后"), ("wait", "garbled", "请稍后")]
