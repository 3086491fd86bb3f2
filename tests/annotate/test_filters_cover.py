"""What is told of a whole batch from the characters alone leaves out nothing that the rules' own expressions find.

The texts are made from the expressions of the rules: whatever is added to those is looked for here as well.
"""

import sys
from itertools import accumulate, cycle, product
from pathlib import Path
from random import Random

import numpy as np
import pytest
from annotate_kit import ANNOTATOR, CONTEXTS, annotator, call

from autoscore.annotate import playback, reported, reported_places, role_pairs
from autoscore.annotate.acts import REPLY
from autoscore.annotate.batch import Batch
from autoscore.annotate.columns import columns
from autoscore.annotate.neighbours import Neighbours
from autoscore.annotate.owners import Owners
from autoscore.annotate.places import places
from autoscore.annotate.playback_places import CLAUSE_MARKS, LOOK_BACK
from autoscore.annotate.reported_places import may_be_reported
from autoscore.annotate.roles import repair, repaired
from autoscore.annotate.strength import Hearing, shipped
from autoscore.annotate.strengths import _ORDER
from autoscore.lexicon import PhraseSet, found
from autoscore.model import Hit, Transcript
from autoscore.text.fluent import fluent
from autoscore.text.view import View

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "text"))

from covering_kit import patterns, texts

WORDS = "稍等"
# What may stand between the words and what speaks of them, and before that.
BETWEEN, AHEAD = ("", ":", "“", "嗯", " ", WORDS, "「", "嗯嗯", '"'), ("", "好的,", "嗯")
# These undo what others find: 我说“…”, and 不是…吗.
UNDO = {"_OWN", "_RHETORICAL"}
MARKS = [*zip(f'{reported._OPENING}"', f'{reported._CLOSING}"', strict=True)]
# A text at a finding: what stands before it, and what behind.
Beside = tuple[str, str]


def labelled() -> list[PhraseSet]:
    """Returns a set for each label that `reported` names, as what is said and as a taboo, and for one of neither."""
    values = [value for name, value in vars(reported).items() if not name.startswith("__")]
    sets = [value for value in values if isinstance(value, frozenset)]
    alone = {value for value in values if isinstance(value, str) and value.isascii() and value.isidentifier()}
    labels = sorted(alone.union(*sets, {"fee_notice"}))
    kinds = [PhraseSet(label, label, kind) for label, kind in product(labels, ["expected", "taboo"])]
    alike = {
        (reported.talks_as(one), *(one.label in some for some in sets), one.label if one.label in alone else ""): one
        for one in kinds
    }
    return [*alike.values()]


OWNERS = labelled()


def is_reported(beside: Beside, owner: PhraseSet, contexts: tuple[str, ...]) -> bool:
    before, behind = beside
    text, start = f"{before}{WORDS}{behind}", len(before)
    return reported.is_reported(text, start, start + len(WORDS), owner, contexts)


def hidden(every: list[Beside], contexts: tuple[str, ...]) -> list[tuple[Beside, str]]:
    """Returns what is reported though the characters beside it tell otherwise."""
    said = [f"{before}{WORDS}{behind}" for before, behind in every]
    batch = Batch((), View.of(said), (0, len(said)))
    lows = batch.view.starts + np.array([len(before) for before, _ in every])
    left = []
    for talk in sorted({reported.talks_as(one) for one in OWNERS}):
        maybe = may_be_reported(batch, lows, lows + len(WORDS), np.full(len(said), talk), contexts)
        owners = [one for one in OWNERS if reported.talks_as(one) == talk]
        rest = [every[place] for place in np.flatnonzero(~maybe).tolist()]
        left += [(one, owner.label) for one, owner in product(rest, owners) if is_reported(one, owner, contexts)]
    return left


@pytest.mark.parametrize("name", patterns(reported))
def test_what_makes_words_reported_is_looked_at(name: str) -> None:
    """Whatever an expression of `reported` finds beside a finding, that finding is held to be maybe only spoken about.

    Each alternative and character that the expression lists is tried, with as few of the filter's own as can be.
    """
    shun = f"{reported_places._SPEECH}{reported_places._MENTIONS}"
    made = texts(patterns(reported)[name], shun, more=4)
    spoilt = zip(made, cycle(AHEAD), cycle(BETWEEN), strict=False)
    before = [*made, *map("嗯".join, made), *(f"{ahead}{text}{between}" for text, ahead, between in spoilt)]
    behind = [*made, *(text.rjust(reported.LOOK_AHEAD, "嗯") for text in made)]
    every = [*((text, "") for text in before), *(("好的,", text) for text in behind)]
    assert hidden(every, ()) == []
    # That would hold as well if nothing were reported.
    assert any(is_reported(one, owner, ()) for one, owner in product(every, OWNERS)) != (name in UNDO)


@pytest.mark.parametrize("context", CONTEXTS)
def test_what_the_lexicons_make_none_is_looked_at(context: str) -> None:
    """Words behind a context of the lexicons, whatever they are, are held to be maybe only spoken about."""
    every = [(f"{ahead}{context}{between}", "") for ahead, between in product(AHEAD, ["", "嗯", *reported._ASIDE])]
    assert hidden(every, (context,)) == []
    assert all(is_reported(one, owner, (context,)) for one, owner in product(every, OWNERS))


@pytest.mark.parametrize(("opening", "closing"), MARKS)
def test_what_is_quoted_is_looked_at(opening: str, closing: str) -> None:
    """Words between quotation marks, others inside and outside of them, are held to be maybe only spoken about."""
    every = [
        (f"{ahead}{opening}{inside}", f"{inside}{closing}{behind}")
        for ahead, inside, behind in product(["", "好", "嗯"], ["", "请", "嗯", "请,"], ["", "好", "嗯,行"])
    ]
    assert hidden(every, ()) == []
    assert any(is_reported(one, owner, ()) for one, owner in product(every, OWNERS))


def batch_of(transcripts: list[Transcript]) -> Batch:
    view = View.of([turn.text for one in transcripts for turn in one.turns])
    return Batch(transcripts, view, tuple(accumulate((len(one.turns) for one in transcripts), initial=0)))


def played(transcript: Transcript) -> list[Hit]:
    """Looks for playbacks in the last turn of a call, the agent's."""
    *before, last = transcript.turns
    heard = [fluent(turn.text).text for turn in before[-LOOK_BACK:] if turn.role == "customer"]
    said, turn = fluent(last.text), len(before)
    return [
        *playback._numbers(turn, said, heard),
        *playback._needs(turn, said, playback.Known(tuple(heard), frozenset())),
    ]


@pytest.mark.parametrize("name", ["_TAG", "_NUMBER"])
def test_what_is_said_back_is_looked_at(name: str) -> None:
    """Whatever asks for a yes, and whatever is a number, is found in a batch where the plain rule finds it."""
    made = texts(patterns(playback)[name])
    calls = [call(f"c|办套餐,{text}", "c|嗯", f"a|嗯,那您要办套餐的话{text}") for text in made]
    batch = batch_of(calls)
    sides = batch.sides([[turn.role for turn in one.turns] for one in calls])
    expected = [played(one) for one in calls]
    assert playback.playbacks(batch, sides, frozenset()) == expected
    assert all(expected)


def test_expressions_of_playbacks_are_all_looked_at() -> None:
    """No expression of `playback` is left out here."""
    assert {*patterns(playback)} == {"_TAG", "_NUMBER", "_CLAUSE"}


def test_clauses_end_where_the_expression_ends_them() -> None:
    """The marks between which a clause is looked for are all that its expression takes for none of its characters."""
    every = [chr(point) for point in range(0x10000) if chr(point) != "\n"]
    assert {char for char in every if not playback._CLAUSE.fullmatch(char)} == {*CLAUSE_MARKS} - {"\n"}


@pytest.mark.parametrize("name", patterns(role_pairs))
def test_what_shows_both_halves_of_a_pair_is_looked_at(name: str) -> None:
    """Whatever an expression of `role_pairs` finds in an agent's turn, the turn is looked at as one of both sides."""
    made = texts(patterns(role_pairs)[name], "没不")
    calls = [call("c|我问一下", f"a|{ahead}{text}") for text in made for ahead in ("您还有其他问题吗", "您好,")]
    batch = batch_of(calls)
    rows, owners = (
        columns(batch, ANNOTATOR.book, found(ANNOTATOR.book, batch.view)),
        Owners.of(ANNOTATOR.book.sets.values()),
    )
    plain = [repair(*one) for one in zip(calls, ANNOTATOR.placed(calls), strict=True)]
    assert repaired(rows, owners) == plain
    assert any(one.merged for one in plain)


def test_returned_thanks_are_looked_for_where_they_are_returned() -> None:
    """The label by which calls with returned thanks are picked out is that of the returns themselves."""
    assert role_pairs.WELCOME == REPLY


def test_every_sign_of_a_sound_alike_is_weighed() -> None:
    """The signs that are weighed for a batch are those of `Hearing`, in their order, and all that have a weight."""
    one = call("a|宁好")
    [[placed]] = ANNOTATOR.placed([one])
    [roles] = [repair(one, [placed])]
    signs = Hearing(places(roles.turns, ()), roles, Neighbours.of_call([placed])).signs(placed)
    assert (*signs,) == _ORDER
    assert {*shipped().weights} <= {*_ORDER}


# Words of either side, surely and weakly, formulas and what one side says more often, as written and by their sound.
SIDED = (
    "label: agent_words\nsound: any\n\n我帮您查一下\n? 您看",
    "label: customer_words\nby: customer\nsound: any\n\n我想问一下\n我家里\n? 我要",
)
AGENTS = ["我帮您查一下", "您看", "我帮您茶一下", "有什么可以帮您", "有什么课以帮您", "您还有其他问题吗", "张先生"]
CUSTOMERS = ["我想问一下", "我家里", "我要", "我想闻一下", "没有别的事了", "我姓张"]
OF_BOTH = ["请按1", "谢谢", "不客气", "说吧", "请您稍等", "嗯", "，", "好"]


def any_call(random: Random) -> Transcript:
    """Returns a call of such words, said by anyone."""
    words, sides = random.sample(AGENTS + CUSTOMERS + OF_BOTH, 6), random.choice(["ac", "ac", "aacci", "acu", "a"])
    said = ["".join(random.choices(words, k=random.randint(1, 3))) for _ in range(random.randint(1, 14))]
    return call(*(f"{random.choice(sides)}|{text}" for text in said))


def exchanged_call(random: Random) -> Transcript:
    """Returns a call in which most words are those of their side, but the sides of a stretch are exchanged."""
    turns, (first, last) = [], sorted(random.choices(range(24), k=2))
    for turn in range(random.randint(8, 24)):
        side = "ac"[turn % 2]
        words = (AGENTS if side == "a" else CUSTOMERS) if random.random() < 0.8 else OF_BOTH + AGENTS + CUSTOMERS
        given = {"a": "c", "c": "a"}[side] if first <= turn < last else side
        turns.append(f"{given}|{random.choice(words)}{'，请按1' if turn < 3 and random.random() < 0.2 else ''}")
    return call(*turns)


def test_roles_are_repaired_wherever_a_plain_look_repairs_them() -> None:
    """Of many calls at once the roles, warnings and merged turns are those of looking at all words of each call."""
    random = Random(1)  # noqa: S311
    by, calls = annotator(*SIDED), [one(random) for _ in range(1200) for one in (any_call, exchanged_call)]
    # What a machine says speaks for no side.
    calls.append(call("a|我帮您查一下，请按1", "a|我帮您查一下，请按1", "c|我帮您查一下", "a|我想问一下"))
    batch, owners = batch_of(calls), Owners.of(by.book.sets.values())
    plain = [repair(*one) for one in zip(calls, by.placed(calls), strict=True)]
    assert repaired(columns(batch, by.book, found(by.book, batch.view)), owners) == plain
    assert sum(bool(one.notices) for one in plain) > 100
    assert sum(one.notices == () and one.merged == frozenset() for one in plain) > 100
