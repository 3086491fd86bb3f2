"""Names: which surname the customer gave, which the agent used, and which may be none."""

import pytest
from annotate_kit import document, hits

Named = list[tuple[int, str, str | None, str]]


def named(*turns: str, label: str, **facts: object) -> Named:
    """Returns the turn, raw words, surname and doubt of the hits of a label."""
    found = document(*turns, **facts)
    return [(h.turn, found.quote(h.turn, h.start, h.end), h.fact("surname"), h.doubt) for h in hits(found, label)]


def given(*turns: str, **facts: object) -> Named:
    return named(*turns, label="name_given", **facts)


def used(*turns: str, **facts: object) -> Named:
    return named(*turns, label="surname_address", **facts)


@pytest.mark.parametrize(
    ("text", "quote", "surname"),
    [
        ("我姓张。", "我姓张", "张"),
        ("姓欧阳", "姓欧阳", "欧阳"),
        ("你好，我叫王建国", "我叫王", "王"),
        ("户名是欧阳春", "户名是欧阳", "欧阳"),
        ("我姓張", "我姓張", "张"),
        ("我姓，嗯，王", None, None),
    ],
)
def test_a_customer_gives_a_name(text: str, quote: str | None, surname: str | None) -> None:
    """A name that the customer gives is a hit with the surname in normal form, the longest that stands there."""
    assert given("a|您好", f"c|{text}", "a|好") == ([] if quote is None else [(1, quote, surname, "")])


@pytest.mark.parametrize(
    ("answer", "quote", "surname"),
    [
        ("张。", "张", "张"),
        ("嗯，王建国", "王建国", "王"),
        ("欧阳", "欧阳", "欧阳"),
        (" 張偉 ", "張偉", "张"),
        ("欧", "欧", "欧"),
        ("查话费", None, None),
        ("王先生是我邻居", None, None),
        ("嗯", None, None),
        ("", None, None),
    ],
)
def test_the_answer_to_the_question_for_the_name(answer: str, quote: str | None, surname: str | None) -> None:
    """A short answer that begins with a surname gives it, fillers and marks aside; any other answer gives none."""
    assert given("a|请问您贵姓？", f"c|{answer}") == ([] if quote is None else [(1, quote, surname, "")])


def test_only_the_turn_after_the_question_is_its_answer() -> None:
    """A surname on its own is no name where nobody asked, or where somebody else spoke in between."""
    assert given("a|您好", "c|张") == []
    assert given("a|您贵姓", "c|您等等", "a|好", "c|张") == []
    assert given("c|您贵姓", "a|张") == []
    assert given("a|您贵姓") == []


def test_an_answer_is_the_customers() -> None:
    """The name given in answer is the customer's, clean, and in no doubt."""
    found = document("a|怎么称呼", "c|张")
    assert [(hit.by, hit.form, hit.facts) for hit in hits(found, "name_given")] == [
        ("customer", "clean", (("surname", "张"),))
    ]


def test_what_the_agent_says_next_is_no_answer() -> None:
    """Where the agent goes on after the question, what is said is not the customer's name."""
    assert given("a|您贵姓", "a|何时办的", "c|昨天") == []


def test_the_agent_uses_a_name() -> None:
    """A form of address with a surname is a hit with that surname, of two characters where they are one."""
    assert used("a|张先生您好，欧阳女士您好，欧先生", "c|我姓张") == [
        (0, "张先生", "张", ""),
        (0, "欧阳女士", "欧阳", ""),
        (0, "欧先生", "欧", ""),
    ]


def test_a_wrong_name_is_told_as_it_is() -> None:
    """A surname that is not the one given is a hit with what was said, for the rubric to judge."""
    turns = ("a|您贵姓", "c|姓张", "a|王先生您好")
    assert used(*turns) == [(2, "王先生", "王", "")]
    assert given(*turns) == [(1, "姓张", "张", "")]


def test_a_surname_that_may_be_a_particle_is_in_doubt() -> None:
    """A surname that recognisers put for a particle, used once with no name given, proves nothing."""
    assert used("a|叶先生您好", "c|好") == [(0, "叶先生", "叶", "weak")]


@pytest.mark.parametrize(
    "turns",
    [("a|叶先生您好", "c|好", "a|叶先生再见"), ("c|我姓叶", "a|叶先生您好"), ("a|您贵姓", "c|叶", "a|叶先生您好")],
)
def test_a_surname_used_twice_or_given_is_in_no_doubt(turns: tuple[str, ...]) -> None:
    """Said twice, or given by the customer, the same surname is a name."""
    assert {doubt for *_, doubt in used(*turns)} == {""}


def test_a_surname_of_the_metadata_is_given() -> None:
    """A surname that the recording system knows counts as given."""
    assert used("a|叶先生您好", metadata={"surname": "叶"}) == [(0, "叶先生", "叶", "")]
    assert used("a|叶先生您好", metadata={"agent": "叶"}) == [(0, "叶先生", "叶", "weak")]


def test_a_sure_surname_is_never_in_doubt() -> None:
    """A surname that is no particle needs no second use."""
    assert used("a|张先生您好") == [(0, "张先生", "张", "")]


@pytest.mark.parametrize("text", ["那位张先生", "有位王女士来过", "您找张先生吗"])
def test_a_third_person_is_not_addressed(text: str) -> None:
    """A block of the lexicon keeps third persons from being taken for the customer."""
    assert used(f"a|{text}") == []


def test_a_title_within_a_name_is_no_plain_address() -> None:
    """先生 of 张先生 is part of the name; alone it is a plain address."""
    found = document("a|张先生您好，先生请坐")
    assert [(hit.label, hit.start, hit.end) for hit in hits(found, "plain_address", "surname_address")] == [
        ("surname_address", 0, 3),
        ("plain_address", 6, 9),
    ]


def test_a_name_is_told_by_whoever_used_it() -> None:
    """The customer's own use of a name is the customer's."""
    found = document("a|您好", "c|张先生在吗")
    assert [(hit.by, hit.fact("surname")) for hit in hits(found, "surname_address")] == [("customer", "张")]
