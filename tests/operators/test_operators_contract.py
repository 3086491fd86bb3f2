"""What holds of every operator, found by looking, not by a list."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from operators_kit import YES, Told, ask, bind, call

from autoscore.model import Document, Finding, Hit, Scope, Transcript, Truth, Turn
from autoscore.operators import Condition, Context, Operator, operators
from autoscore.operators.base import within
from autoscore.operators.contract import faults

EMPTY = Document(Transcript("empty", ()), (), ())
ONE = call("客服：您好")
STAMPED = call("[0-2] 客服：您好", "[30-31] 客户：好", "[40-44] 客服：再见")
CALLS = {
    "no turn": EMPTY,
    "one turn": ONE.document,
    "stamps": STAMPED.document,
    "a customer": call("客户：喂").document,
}
SCOPES = [
    Scope(),
    Scope(by="customer"),
    Scope(by="other", first_turns=1),
    Scope(by="any", last_turns=9),
    Scope(first_seconds=5),
    Scope(last_seconds=5),
    Scope(share=(0, 10)),
    Scope(share=(90, 100), outside=("您好",), min_strength=0),
]


@pytest.mark.parametrize("key", operators())
def test_every_operator_keeps_the_contract(key: str) -> None:
    """An operator has a key of its own, fields that are no words of the scope, a manual and a sample, and is frozen."""
    kind = operators()[key]
    assert faults(kind) == ()
    assert kind.key == key
    assert kind.__doc__ is not None
    assert kind.__doc__.strip()[-1] in "。）"


@pytest.mark.parametrize("key", operators())
def test_every_sample_is_a_condition(key: str) -> None:
    """The sample that the manual shows binds, to the operator that shows it."""
    condition = bind(operators()[key].sample)
    assert type(condition.operator) is operators()[key]
    assert hash(condition) == hash(bind(operators()[key].sample))


@pytest.mark.parametrize("scope", SCOPES, ids=repr)
@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("key", operators())
def test_every_operator_answers_any_call(key: str, name: str, scope: Scope) -> None:
    """No call is too short for an answer, in any scope, strict or not; what it shows are runs of the raw words."""
    document = CALLS[name]
    for strict in (False, True):
        found = bind(operators()[key].sample).find(document, Context(strict=strict), scope)
        assert isinstance(found, Finding)
        assert all(0 <= hit.start < hit.end <= len(document.transcript.turns[hit.turn].text) for hit in found.hits)
        assert all(hit.by == document.roles[hit.turn] for hit in found.hits)
        if found.searched is not None:
            first, last = found.searched.turns
            assert 0 <= first <= last < len(document.roles)


@pytest.mark.parametrize("key", operators())
def test_asking_twice_gives_the_same_answer(key: str) -> None:
    """An operator keeps nothing from one question to the next."""
    condition = bind(operators()[key].sample)
    first = [condition.find(document, Context()) for document in CALLS.values()]
    again = [condition.find(document, Context()) for document in reversed(CALLS.values())]
    assert first == again[::-1]


@pytest.mark.parametrize("key", operators())
def test_what_an_operator_needs_is_known_before_it_is_asked(key: str) -> None:
    """Needs are labels, phrases and patterns by name; the conditions inside are conditions."""
    operator = bind(operators()[key].sample).operator
    needs = operator.needs()
    assert all(isinstance(label, str) for label in needs.labels)
    assert all(isinstance(label, str) and ways for label, ways in needs.phrases)
    assert all(isinstance(label, str) and source for label, source in needs.patterns)
    assert all(isinstance(child, Condition) for child in operator.children())


class Good(Operator, frozen=True, kw_only=True):
    """一个守规矩的条件，供测试用。"""

    key = "good"
    primary = "good"
    sample = "{good: 1}"

    good: int

    def find(self, *_: object) -> Finding:
        """Answers yes to everything."""
        return Finding(Truth.YES)


def _bad(**changes: object) -> type[Operator]:
    body = {name: vars(Good)[name] for name in ("__doc__", "key", "primary", "sample", "find", "__module__")}
    body |= {"__annotations__": {"good": int}} | changes
    return msgspec.StructMeta("Bad", (Operator,), body, frozen=True, kw_only=True)  # type: ignore[return-value]


BROKEN = {
    "its key is to be a lower-case word": _bad(key="Good"),
    "its key 'by' is a word of the scope": _bad(key="by"),
    "its primary field 'other' is none of its fields": _bad(primary="other"),
    "its field 'share' is a word of the scope": _bad(__annotations__={"good": int, "share": int}),
    "its docstring, the manual, is missing": _bad(__doc__=None),
    "it has no sample": _bad(sample=""),
    "it does not say how to find": _bad(find=Operator.find),
}


def test_a_good_operator_has_no_faults() -> None:
    """The contract finds nothing where there is nothing."""
    assert faults(Good) == faults(_bad()) == ()


@pytest.mark.parametrize("fault", BROKEN)
def test_each_fault_of_an_operator_is_named(fault: str) -> None:
    """What breaks the contract is said in words."""
    assert faults(BROKEN[fault]) == (fault,)


scopes = st.builds(
    Scope,
    by=st.sampled_from([None, "agent", "customer", "any"]),
    first_turns=st.none() | st.integers(1, 4),
    last_turns=st.none() | st.integers(1, 4),
    first_seconds=st.none() | st.integers(1, 60).map(float),
    share=st.none() | st.sampled_from([(0.0, 30.0), (30.0, 70.0), (99.0, 100.0)]),
    outside=st.sampled_from([(), ("您好",), ("再见",)]),
)
KINDS_OF_HIT = [("clean", 100, ""), ("garbled", 60, ""), ("clean", 100, "weak")]
roles = st.sampled_from(["agent", "customer", "other"])


@st.composite
def documents(draw) -> Told:
    turns, hits = [], []
    stamped = draw(st.booleans())
    for number in range(draw(st.integers(0, 6))):
        role, text = draw(roles), draw(st.sampled_from(["您好，再见", "请讲", "好的好的"]))
        turns.append(Turn(role, text, number * 10.0 if stamped else None))
        if draw(st.booleans()):
            form, strength, doubt = draw(st.sampled_from(KINDS_OF_HIT))
            hits.append(Hit(number, 0, 2, "farewell", role, form, strength, doubt))
    transcript = Transcript("random", tuple(turns), "phone")
    return Told(Document(transcript, tuple(turn.role for turn in turns), tuple(sorted(hits))), frozenset())


@given(documents(), scopes)
def test_a_hit_that_counts_lies_in_its_scope(told: Told, scope: Scope) -> None:
    """What an act answers with was said by the side asked for, inside the turns searched, and in no exception."""
    document = told.document
    found = Condition(bind("{act: farewell}").operator, scope).find(document, Context())
    for hit in found.hits:
        assert found.searched is not None
        assert scope.by == "any" or hit.by == (scope.by or "agent")
        assert found.searched.turns[0] <= hit.turn <= found.searched.turns[1]
        assert not any(one in document.quote(hit.turn, 0, 99)[hit.start :][:2] for one in scope.outside)
        mine = [turn for turn, role in enumerate(document.roles) if role == hit.by]
        if scope.by != "any" and scope.first_turns is not None:
            assert mine.index(hit.turn) < scope.first_turns
        if scope.by != "any" and scope.last_turns is not None:
            assert mine.index(hit.turn) >= len(mine) - scope.last_turns


@given(documents(), scopes)
def test_strict_eyes_see_no_more(told: Told, scope: Scope) -> None:
    """What is sure to strict eyes is sure to all; strictness only turns certainty into doubt."""
    condition = Condition(bind("{act: farewell}").operator, scope)
    mild, strict = (condition.find(told.document, Context(strict=strict)) for strict in (False, True))
    assert strict.truth is mild.truth or (mild.truth is YES and strict.truth is Truth.UNSURE)
    assert (strict.truth is not YES) or set(strict.hits) <= set(mild.hits)


@given(scopes, scopes)
def test_the_inner_scope_comes_first(inner: Scope, outer: Scope) -> None:
    """What the inner scope says stands; what it leaves open, the outer one settles."""
    both = within(inner, outer)
    for name in Scope.__struct_fields__:
        own = getattr(inner, name)
        assert getattr(both, name) == (own if own != getattr(Scope(), name) else getattr(outer, name))
    assert within(inner, None) == inner


def test_an_outer_scope_reaches_the_conditions_inside() -> None:
    """A scope beside `any` holds for what is inside it, unless that says otherwise."""
    told = call("客服：{hi:您好}", "客户：{hi:您好}", "客服：{bye:再见}")
    assert ask("{any: [{act: hi}], by: customer}", told).hits == told.document.labelled("hi")[1:]
    assert ask("{any: [{act: hi, by: agent}], by: customer}", told).hits == told.document.labelled("hi")[:1]
    assert ask("{all: [{act: hi}, {act: bye}], last_turns: 1}", told).truth is Truth.NO
