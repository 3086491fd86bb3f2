"""Whether a condition surely holds is told without showing it, and always as the full answer tells it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from operators_kit import YES, bind

from autoscore.model import Document, Hit, Scope, Transcript, Turn
from autoscore.operators import Context, operators

CONDITIONS = [
    *(kind.sample for kind in operators().values()),
    "{act: [farewell, greeting], kind: need}",
    "{act: greeting, unless: [farewell], by: any}",
    "{act: greeting, by: customer, min_strength: 50, outside: [您好啊]}",
    "{all: [{act: greeting}, {act: farewell, by: any}]}",
    "{any: [{act: greeting, by: customer}, {question: [any], least: 0.6}]}",
    "{question: [any], put: [stacked], by: any}",
    "{pace: [100, 900], least_seconds: 1, by: any}",
    "{act: greeting, first_seconds: 5}",
]
TEXT = "您好啊请问"
FACTS = st.sampled_from(
    [
        (),
        (("kind", "need"),),
        (("kind", "number"),),
        (("type", "open"), ("probability", "0.9"), ("stacked", "yes")),
        (("type", "closed"), ("probability", "0.4")),
        (("type", "closed"), ("leans_none", "yes")),
        (("seconds", "12.0"), ("until", "1")),
    ]
)
hits = st.builds(
    Hit,
    turn=st.integers(0, 3),
    start=st.integers(0, 2),
    end=st.integers(3, 5),
    label=st.sampled_from(["greeting", "farewell", "question", "wait", "hold_notice"]),
    by=st.sampled_from(["agent", "customer", "other", "ivr"]),
    form=st.sampled_from(["clean", "garbled"]),
    strength=st.sampled_from([40, 60, 90]),
    doubt=st.sampled_from(["", "", "weak", "role"]),
    facts=FACTS,
)


def document(found: list[Hit], stamped: bool) -> Document:
    turns = tuple(
        Turn(role, TEXT, 3.0 * number if stamped else None, 3.0 * number + 2 if stamped else None)
        for number, role in enumerate(("agent", "customer", "agent", "other"))
    )
    return Document(Transcript("t", turns), tuple(turn.role for turn in turns), tuple(sorted(found)), classified=True)


@pytest.mark.parametrize("written", CONDITIONS)
@given(found=st.lists(hits, max_size=6), stamped=st.booleans(), strict=st.booleans(), by=st.sampled_from([None, "any"]))
def test_what_surely_holds_is_answered_yes(
    written: str, found: list[Hit], stamped: bool, strict: bool, by: str | None
) -> None:
    """A condition surely holds just where its answer is YES: first asked, or asked when the answer is known."""
    condition, of, context = bind(written), document(found, stamped), Context(strict=strict)
    outer = None if by is None else Scope(by="any")
    told = condition.surely(of, context, outer)
    assert told is (condition.find(of, context, outer).truth is YES)
    assert condition.surely(of, context, outer) is told
