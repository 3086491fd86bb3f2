"""The end of a record: whether anybody closes."""

import pytest
from annotate_kit import document

TRUNCATED = {
    "a farewell": (("a|您好", "c|查话费", "a|再见"), False),
    "the customer's farewell": (("a|您好", "a|好", "c|再见"), False),
    "a farewell three turns before the end": (("a|再见", "c|等等", "a|嗯"), False),
    "a farewell four turns before the end": (("a|再见", "c|等等", "a|嗯", "c|查话费"), True),
    "the customer is done": (("a|好了", "c|没有别的事了", "a|好"), False),
    "nobody closes": (("a|您好", "c|查话费", "a|好"), True),
    "a machine closes": (("a|您好", "c|再见", "i|通话结束", "i|请评价", "i|请评价", "i|请评价"), False),
    "only a machine says farewell": (("a|您好", "c|查话费", "i|再见", "a|好", "c|行", "a|嗯"), True),
    "nothing": ((), True),
}


@pytest.mark.parametrize(("turns", "expected"), TRUNCATED.values(), ids=TRUNCATED)
def test_a_record_is_truncated_where_nobody_closes(turns: tuple[str, ...], expected: bool) -> None:
    """Where none of the last three turns of people closes, the end may be missing, and that is warned of."""
    found = document(*turns)
    assert found.truncated == expected
    assert found.warned("truncated") == expected
