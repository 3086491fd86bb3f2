"""Strength: what a sound-alike is worth grows with its likeness, at its place, and beside its neighbours."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

from annotate_kit import document, hits
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from autoscore.annotate.acts import LEAST as TOLD
from autoscore.annotate.neighbours import Neighbours
from autoscore.annotate.noisiness import MOST, NOISY
from autoscore.annotate.placed import Placed
from autoscore.annotate.places import Places
from autoscore.annotate.roles import Roles
from autoscore.annotate.strength import (
    FAINT,
    FAINT_IN_NOISE,
    KNOWN_MISHEARING,
    LIKE,
    LIKE_AT_PLACE,
    LIKE_SHORT,
    MOST_SYLLABLES,
    THREE,
    Hearing,
    shipped,
)
from autoscore.lexicon.book import Bound
from autoscore.lexicon.entry import PhraseSet, Sign, Way
from autoscore.lexicon.matcher import Match
from autoscore.model import CLEAN, FAINTLY, GARBLED, Role

MIDDLE = ("c|我想问一下话费的事", "a|话费这边看到了") * 6
# An act that is due at the close, with what is said before and after it.
LABEL, BEFORE, AFTER = "thanks", "anything_else", "farewell"
DUE, NEAR, FAR = 5, 4, 0
# What is found by ear; known mishearings are listed.
BY_EAR: list[Sign] = ["way", "heard"]
NOBODY: frozenset[int] = frozenset()


def placed(strength: int, length: int, sign: Sign, *, turn: int = DUE, kind: str = "expected") -> Placed:
    owner = PhraseSet(LABEL, LABEL, kind, places=frozenset({"closing"}))
    match = Match(Bound(owner, Way(sign, ("好" * length,))), 10, 10 + length, GARBLED, strength, "好" * length)
    return Placed(turn, 10, 10 + length, "好" * length, match)


def formula(label: str, start: int) -> Placed:
    match = Match(Bound(PhraseSet(label, label), Way("way", ("好",))), start, start + 2, CLEAN, 100, "好")
    return Placed(DUE, start, start + 2, "好", match)


@cache
def hearing(*beside: str, speaker: Role = "agent") -> Hearing:
    """Returns what judges the sound-alikes of a call of six turns, with formulas around the tenth character."""
    where = Places(frozenset({FAR}), frozenset({DUE}), NOBODY, frozenset({FAR}), frozenset({NEAR, DUE}))
    clean = [formula(label, {BEFORE: 4, AFTER: 30}[label]) for label in beside]
    return Hearing(where, Roles((speaker,) * 6, NOBODY, ()), Neighbours.of_call(clean))


likeness = st.integers(0, 100)
lengths = st.integers(1, 20)
by_ear = st.sampled_from(BY_EAR)
signs = st.sampled_from([*BY_EAR, "mishearing"])


def test_every_sign_has_its_weight() -> None:
    """The shipped weights are those of the signs that are looked at, no more and no fewer."""
    assert {*shipped().weights} == {*hearing().signs(placed(90, 4, "heard"))}


@given(likeness, lengths, signs, st.sampled_from([FAR, NEAR, DUE]))
def test_strength_is_less_than_sure(alike: int, length: int, sign: Sign, turn: int) -> None:
    """What only sounds alike has a strength of 0 to 99, whatever speaks for it."""
    for by in (hearing(), hearing(BEFORE, AFTER), hearing(speaker="customer")):
        assert 0 <= by.strength(placed(alike, length, sign, turn=turn)) <= 99


@given(lengths, by_ear, st.sampled_from([FAR, NEAR, DUE]))
def test_the_more_like_the_stronger(length: int, sign: Sign, turn: int) -> None:
    """With all else the same, strength never falls as likeness rises, and rises from none to all."""
    found = [hearing().strength(placed(alike, length, sign, turn=turn)) for alike in range(101)]
    assert found == sorted(found)
    assert found[0] < found[-1] or found[-1] == 0


@given(likeness, lengths, by_ear)
def test_at_its_place_it_is_stronger(alike: int, length: int, sign: Sign) -> None:
    """Where an act is due it is stronger than close to there, and there stronger than far away."""
    found = [hearing().strength(placed(alike, length, sign, turn=turn)) for turn in (FAR, NEAR, DUE)]
    assert found == sorted(found)
    signs = [hearing().signs(placed(alike, length, sign, turn=turn)) for turn in (FAR, NEAR, DUE)]
    assert [(one["due"], one["near_due"], one["not_due"]) for one in signs] == [(0, 0, 1), (0, 1, 1), (1, 0, 0)]


def test_place_makes_a_difference() -> None:
    """A likeness that leaves doubt far from where the act is due leaves little where it is."""
    found = [hearing().strength(placed(85, 4, "heard", turn=turn)) for turn in (FAR, NEAR, DUE)]
    assert found == sorted({*found})


@given(likeness, lengths, by_ear, st.sampled_from([NEAR, DUE]))
def test_beside_neighbours_it_is_stronger(alike: int, length: int, sign: Sign, turn: int) -> None:
    """Between formulas of its order it is stronger than beside one, and there stronger than alone."""
    one = placed(alike, length, sign)
    for beside in ((BEFORE,), (AFTER,)):
        alone, one_side, both = (by.strength(one) for by in (hearing(), hearing(*beside), hearing(BEFORE, AFTER)))
        assert alone <= one_side <= both
    other_turn = placed(alike, length, sign, turn=NEAR)
    assert hearing(BEFORE, AFTER).strength(other_turn) == hearing().strength(other_turn)


def test_neighbours_make_a_difference() -> None:
    """A likeness that proves little alone proves more with a neighbour on either side."""
    one = placed(70, 4, "heard")
    found = [by.strength(one) for by in (hearing(), hearing(AFTER), hearing(BEFORE), hearing(BEFORE, AFTER))]
    assert found == sorted({*found})


@given(likeness, lengths, by_ear)
def test_the_other_sides_words_are_weaker(alike: int, length: int, sign: Sign) -> None:
    """What the customer said is less surely an act of the agent."""
    one = placed(alike, length, sign)
    assert hearing(speaker="customer").strength(one) <= hearing().strength(one)
    assert hearing(speaker="customer").signs(one)["other_side"] == 1 != hearing().signs(one)["other_side"]


@given(by_ear, st.integers(85, 100))
def test_the_longer_the_stronger(sign: Sign, alike: int) -> None:
    """Of what is nearly all like, more syllables prove more, up to as many as are counted."""
    found = [hearing().strength(placed(alike, length, sign)) for length in range(2, MOST_SYLLABLES + 1)]
    assert all(one <= two + 1 for one, two in pairwise(found))
    assert hearing().strength(placed(alike, 30, sign)) == found[-1]


@given(st.integers(0, 99), lengths)
def test_words_that_are_mangled_prove_less_than_words_that_sound_the_same(alike: int, length: int) -> None:
    """At the same likeness a formula with a syllable lost is no surer than one with all of its sounds."""
    whole = placed(alike, length, "heard")
    mangled = structs.replace(whole, quote=whole.quote[1:])
    assert hearing().strength(mangled) <= hearing().strength(whole)
    assert (hearing().signs(mangled)["mangled"], hearing().signs(whole)["mangled"]) == (1, 0)


@given(likeness, lengths, by_ear)
def test_at_the_edge_of_a_clause_it_is_stronger(alike: int, length: int, sign: Sign) -> None:
    """Formulas stand by themselves: at either edge of a clause a sound-alike is no weaker than inside."""
    one = placed(alike, length, sign)
    edges = [structs.replace(one, **found) for found in ({"starts": True}, {"ends": True})]
    both = structs.replace(one, starts=True, ends=True)
    for edge in edges:
        assert hearing().strength(one) <= hearing().strength(edge) <= hearing().strength(both)


@given(likeness, lengths)
def test_a_known_mishearing_is_one_where_it_is_due(alike: int, length: int) -> None:
    """What somebody listed counts at its place however little it sounds so, below words as written."""
    for by in (hearing(), hearing(BEFORE, AFTER), hearing(speaker="customer")):
        assert TOLD < KNOWN_MISHEARING <= by.strength(placed(alike, length, "mishearing")) <= 99


def test_strength_in_a_call() -> None:
    """In a call, the same sound-alike is told where it is due and at most faintly heard where it is not."""
    found = list(hits(document("a|宁好", *MIDDLE, "a|宁好", *MIDDLE, "a|宁好再见"), "greeting"))
    assert [(hit.turn, hit.form, hit.doubt) for hit in found if not hit.doubt] == [(0, "garbled", "")]
    assert all(hit.doubt == FAINTLY and hit.strength < found[0].strength for hit in found[1:])


@settings(deadline=None, max_examples=20)
@given(st.text(st.sampled_from("宁您林好号在再建见，。我查"), max_size=8))
def test_what_is_only_heard_is_never_sure(text: str) -> None:
    """In any call a garbled hit has a strength from the least that keeps a judgement in doubt up to 99."""
    for hit in document(f"a|{text}", *MIDDLE, f"a|{text}").hits:
        if hit.form == "garbled":
            assert FAINT <= hit.strength <= 99
            assert hit.strength >= TOLD or hit.doubt


@given(st.floats(0, MOST))
def test_in_noise_less_keeps_a_judgement_in_doubt(noise: float) -> None:
    """From the rate on at which a call surely has many errors, a fainter sound-alike leaves a doubt."""
    assert replace(hearing(), noise=noise).least == (FAINT_IN_NOISE if noise >= NOISY else FAINT)
    assert FAINT_IN_NOISE < FAINT < TOLD


@given(likeness, lengths, signs, st.sampled_from([FAR, DUE]))
def test_a_phrase_set_is_as_strong_as_it_is_like(alike: int, length: int, sign: Sign, turn: int) -> None:
    """What is no service act has its likeness for strength, or nothing where that is too little for its length."""
    one = placed(alike, length, sign, turn=turn, kind="phrases")
    strength = hearing().strength(one)
    least = LIKE_AT_PLACE if turn == DUE else LIKE if length > THREE else LIKE_SHORT
    assert strength == (alike if alike >= least and (turn == DUE or sign != "mishearing") else 0)
    for by in (hearing(BEFORE, AFTER), hearing(speaker="customer")):
        assert by.strength(one) == strength
