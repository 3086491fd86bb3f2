"""Names in frames of other lexicons: words behind the surname."""

import pytest
from annotate_kit import annotator, document, hits

FRAMES = "label: name_given\nby: customer\nsound: never\n\n=我姓{姓}的\n=我是{姓}{称呼}"


@pytest.mark.parametrize("text", ["我姓张的", "我是张先生。"])
def test_a_surname_with_words_behind_it(text: str) -> None:
    """A way to give one's name may go on behind the surname: 我是张先生 gives 张."""
    found = document("a|您好", f"c|{text}", by=annotator(FRAMES))
    assert [hit.fact("surname") for hit in hits(found, "name_given")] == ["张"]
