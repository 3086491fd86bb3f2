"""Loading: every problem of a file at once, each with its place, its line and what may have been meant."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rubric_kit import FILE, HEAD, LINE, at, changed, codes, condition, good, only, problems, where, whole

from autoscore.errors import RubricError
from autoscore.rubric import bundled, load, parse_text, read
from autoscore.rubric.tree import MOST_BYTES, MOST_DEPTH

# What is wrong, the file, its code, the words at which it stands, and words that must be in the advice.
WRONG = {
    "a key that is none": (changed("why:", "wyh:"), "unknown_key", "wyh", "是不是“why”？"),
    "a key of the head that is none": (
        changed("channel: phone", "chanel: phone"),
        "unknown_key",
        "chanel",
        "“channel”",
    ),
    "a key of a condition that is none": (
        condition("{act: greeting, last_turn: 3}"),
        "unknown_key",
        "last_turn",
        "是不是“last_turns”？",
    ),
    "a condition that is none": (condition("{acts: greeting}"), "unknown_operator", "acts", "是不是“act”？"),
    "no condition at all": (condition("{by: agent}"), "unknown_operator", "{by", "act"),
    "a word where a condition is wanted": (condition("greeting"), "type", "greeting}", "{act: farewell}"),
    "two conditions in one": (condition("{act: greeting, phrase: 您好}"), "two_operators", "phrase", "all 或 any"),
    "a condition deep inside another": (
        condition("{any: [{act: a}, {all: [{act: b}, {phrse: c}]}]}"),
        "unknown_operator",
        "phrse",
        "是不是“phrase”？",
    ),
    "text for a number": (changed("points: 5", "points: five"), "type", "five", ""),
    "a part of a turn": (condition("{act: greeting, last_turns: 1.5}"), "type", "1.5", ""),
    "text for yes or no": (condition("{phrase: 您好, whole_words: maybe}"), "type", "maybe", ""),
    "a list for a text": (changed("why: 有礼", "why: [有, 礼]"), "type", "[有", ""),
    "a list for a record": (changed("source: S\n", "source: S\nscale: [1]\n"), "type", "[1]", "pass_mark"),
    "one end of a range": (condition("{act: greeting, share: [10]}"), "value", "[10]", "[0, 30]"),
    "a choice that is none": (condition("{act: greeting, by: agents}"), "choice", "agents", "agent"),
    "a channel that is none": (changed("phone", "fax"), "choice", "fax", "counter"),
    "a name that is none": (condition("{name: shout}"), "choice", "shout", "address"),
    "a knob that is none": (
        changed("points: 5", "points: $pionts").replace("criteria:", "knobs: {points: 5}\ncriteria:"),
        "unknown_knob",
        "$pionts",
        "是不是“points”？",
    ),
    "a key twice": (changed("why: 有礼", "why: 有礼, why: 周到"), "duplicate_key", "why: 周到", ""),
    "a key that is a list": (f"? [a, b]\n: 1\n{whole()}", "key", "[a", ""),
    "an anchor": (condition("&here {act: greeting}"), "alias", "&here", "knobs"),
    "an alias": (changed("why: 有礼", "why: *there"), "alias", "*there", "knobs"),
    "a merge": (changed("why: 有礼", "why: 有礼, <<: {section: a}"), "tag", "<<", ""),
    "a tag at a value": (changed("title: 问候", "title: !!python/name:os.system ''"), "tag", "!!python", ""),
    "a tag at a mapping": (condition("!!python/object:os.system {act: greeting}"), "tag", "!!python", ""),
    "a tag at a list": (condition("{act: !!set [greeting]}"), "tag", "!!set", ""),
    "too deep": (condition("[" * MOST_DEPTH), "too_deep", "[" * 3 + "}", ""),
    "a quote that never closes": (changed("why: 有礼", 'why: "有礼'), "syntax", '"有礼', "引号"),
    "a tab for an indent": ("rubric: a\ncriteria:\n\t- b\n", "syntax", "\t", "缩进"),
    "two documents": (f"{whole()}---\na: 1\n", "syntax", "---", ""),
    "a control character": (changed("有礼", "有\a礼"), "syntax", "\a", "删去"),
    "a list for the whole": ("- a\n", "type", "- a", "hotline"),
    "a word for the whole": ("greeting\n", "type", "greeting", "hotline"),
    "nothing": ("", "empty", "", "hotline"),
    "only a comment": ("# later\n", "empty", "", "hotline"),
    "no criteria": (HEAD, "no_criteria", "rubric", "criteria"),
    "an empty list of criteria": (f"{HEAD}criteria: []\n", "no_criteria", "[]", "criteria"),
    "a mapping of criteria": (f"{HEAD}criteria:\n  a: b\n", "no_criteria", "a: b", "criteria"),
    "a word for a criterion": (whole("  - greeting\n"), "type", "greeting", ""),
    "two forms": (changed("find:", "observer: 看, find:"), "form", "find:", "observer"),
    "a value left out": (changed("title: 试用表", "title:"), "type", "\nversion", ""),
    "a text left out": (condition("{act: }"), "type", "}}", ""),
    "a knob that is itself": (
        changed("criteria:", "knobs: {a: $a}\ncriteria:").replace("points: 5", "points: $a"),
        "knob",
        "$a}",
        "",
    ),
    "a knob that holds itself": (
        changed("criteria:", "knobs: {a: {all: [$a]}}\ncriteria:").replace("{act: greeting}", "$a"),
        "knob",
        "{all",
        "",
    ),
    "a list of knobs": (changed("criteria:", "knobs: [5]\ncriteria:"), "type", "[5]", ""),
    "more than one to extend": (changed("criteria:", "extends: [a, b]\ncriteria:"), "type", "[a", ""),
    "nothing to extend": (changed("criteria:", "extends: hotlin\ncriteria:"), "not_found", "hotlin", "“hotline”"),
    "a number beyond all points": (changed("points: 5", "points: 1e999999999"), "type", "1e999", ""),
    "no number": (changed("points: 5", "points: NaN"), "type", "NaN", ""),
    "no end of points": (changed("points: 5", "points: Infinity"), "type", "Infinity", ""),
}
# Of these, one slip breaks a second rule too.
TWOFOLD = {"a key that is none", "a key of the head that is none", "a merge", "a knob that holds itself"}


@pytest.mark.parametrize("name", WRONG)
def test_a_problem_says_what_where_and_what_to_do(name: str) -> None:
    """Every slip is one problem with its code, its place, the line it stands in, and what may have been meant."""
    text, code, words, todo = WRONG[name]
    [problem] = [one for one in problems(text) if one.code == code]
    assert where(problem) == (at(text, words) if words else (FILE, 1, 1))
    line = text.splitlines()[(problem.place.line or 1) - 1] if text else ""
    assert problem.excerpt == line.strip().replace("\a", "�")[:80]
    assert todo in problem.todo
    assert str(problem).startswith(f"{FILE}:{problem.place.line}:{problem.place.column}: {problem.what}")


@pytest.mark.parametrize("name", sorted(set(WRONG) - TWOFOLD))
def test_a_slip_is_told_once(name: str) -> None:
    """One slip gives one problem, not a cascade."""
    assert codes(problems(WRONG[name][0])) == [WRONG[name][1]]


def test_a_place_counts_characters_not_bytes() -> None:
    """A column counts code points from 1, also behind Chinese words."""
    text = changed("why: 有礼", "why: 有礼貌的样子, 错: 1")
    assert where(only(text)) == at(text, "错")


def test_all_problems_of_a_file_are_told_at_once() -> None:
    """Slips in the head, the scale, criteria, conditions, tiers and examples come together, in one reading."""
    text = (
        'rubric: t\ntitel: x\nversion: "1"\nchannel: fax\nsource: S\n'
        "scale: {pass_mark: high, bands: [{title: a}]}\n"
        "criteria:\n"
        "  - {id: a, title: A, why: w, source: S, points: x, find: {akt: hi}, partial: {when: {act: a}}}\n"
        "  - {id: b, title: B, source: S, find: {act: a, by: us}, examples: [{gets: met}]}\n"
        "  - {id: c, title: C, why: w, source: S, deduct: [{when: {wait: long}, each: 1}], flor: 1}\n"
        "  - {id: d, title: D, why: w, source: S, mode: on, fnd: {act: a}}\n"
    )
    expected = {
        ("unknown_key", at(text, "titel")),
        ("missing_key", (FILE, 1, 1)),
        ("choice", at(text, "fax")),
        ("type", at(text, "high")),
        ("missing_key", at(text, "{title: a}")),
        ("type", at(text, "x, find")),
        ("unknown_operator", at(text, "akt")),
        ("missing_key", at(text, "{when: {act: a}}")),
        ("missing_key", at(text, "{id: b")),
        ("choice", at(text, "us}")),
        ("missing_key", at(text, "{gets")),
        ("type", at(text, "long")),
        ("unknown_key", at(text, "flor")),
        ("choice", at(text, "on, fnd")),
        ("form", at(text, "{id: d")),
        ("unknown_key", at(text, "fnd")),
    }
    found = problems(text)
    assert {(one.code, where(one)) for one in found} == expected
    assert len(found) == len(expected)
    assert next(one for one in found if one.place.line == 11 and one.code == "unknown_key").todo == "是不是“find”？"


@pytest.mark.parametrize("key", ["id", "title", "why", "source"])
def test_a_criterion_without_a_key_it_must_have(key: str) -> None:
    """A missing key is told at the criterion that lacks it, by the key's name."""
    text = whole(re.sub(rf"{key}: \w+, ", "", LINE, count=1))
    problem = only(text)
    assert (problem.code, where(problem)) == ("missing_key", at(text, "{"))
    assert f"“{key}”" in problem.what


def test_loading_raises_with_all_that_reading_tells(tmp_path, monkeypatch) -> None:
    """Reading returns what it could and every problem; loading raises the same problems, by the name the user gave."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / FILE).write_text(whole(f"{LINE}  - {{id: b}}\n"), "utf-8")
    rubric, found = read(FILE)
    assert rubric is not None
    assert [one.id for one in rubric.criteria] == ["hi"]
    assert {one.place.file for one in found} == {FILE}
    with pytest.raises(RubricError) as raised:
        load(FILE)
    assert raised.value.problems == found


def test_a_rubric_that_is_not_there() -> None:
    """A name that is neither a bundled rubric nor a file is told with the closest name there is."""
    rubric, [problem] = read("hotlin")
    assert (rubric, problem.code, problem.todo) == (None, "not_found", "是不是“hotline”？")
    assert read("x" * 5000)[0] is None


def test_a_file_that_is_no_text(tmp_path) -> None:
    """A file that is not UTF-8 is a problem of the file, not a crash."""
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00")
    rubric, [problem] = read(str(tmp_path / "a.yaml"))
    assert (rubric, problem.code) == (None, "encoding")


def test_a_file_that_is_too_large() -> None:
    """A file beyond the limit is refused before it is parsed."""
    assert only(whole() + "#" * MOST_BYTES).code == "too_large"


def test_aliases_are_refused_before_they_grow() -> None:
    """A few anchors that stand for billions of values cost nothing."""
    names = "abcdefghij"
    grown = (f"{y}: &{y} [{', '.join([f'*{x}'] * 9)}]\n" for x, y in pairwise(names))
    bomb = f"a: &a [x, x]\n{''.join(grown)}"
    assert only(bomb).code == "alias"


def test_a_single_value_stands_for_a_list_of_one() -> None:
    """`act: a` and `act: [a]` are the same condition."""
    assert good(condition("{act: greeting}")).criteria[0].form == good(condition("{act: [greeting]}")).criteria[0].form


def test_a_knob_turns_any_value() -> None:
    """`$name` stands for the knob's value, a number, a list or a condition; a quoted one is text."""
    knobs = "knobs: {turns: 3, acts: [a, b], ask: {act: c}}\ncriteria:"
    turned = changed("criteria:", knobs).replace("{act: greeting}", "{any: [{act: $acts, last_turns: $turns}, $ask]}")
    spelt = condition("{any: [{act: [a, b], last_turns: 3}, {act: c}]}")
    assert good(turned).criteria[0].form == good(spelt).criteria[0].form
    assert good(changed("title: 问候", "title: '$turns'")).criteria[0].title == "$turns"


def test_the_byte_order_mark_is_no_part_of_a_rubric() -> None:
    """A file saved with a byte order mark reads as one without."""
    assert good("\ufeff" + whole()).criteria == good(whole()).criteria


@pytest.mark.parametrize("name", bundled())
def test_bundled_rubrics_load(name: str) -> None:
    """A bundled rubric loads with no problem and is shown by its place among the rubrics."""
    rubric, found = read(name)
    assert found == ()
    assert rubric is not None
    assert (rubric.id, rubric.shown) == (name, f"rubrics/{name}.yaml")


@given(st.text(alphabet="abgi:{}[],-\n\t '\"#&*!?|>$%@`~一。\u2028\x00\ud800", max_size=60))
def test_any_text_is_a_rubric_or_a_list_of_problems(text: str) -> None:
    """No text makes the loader raise; what is no rubric has a problem in the file."""
    rubric, found = parse_text(text, FILE)
    assert rubric is not None or found
    assert all(one.place.file == FILE and one.what for one in found)


@given(st.integers(0, len(whole()) - 1), st.sampled_from(["", "{", "}", ":", "- ", "\n", '"', "$", "&a ", "\t"]))
def test_any_slip_of_the_pen_is_survived(place: int, slip: str) -> None:
    """A rubric with one character replaced still loads or tells its problems with places."""
    text = whole()
    rubric, found = parse_text(text[:place] + slip + text[place + 1 :], FILE)
    assert rubric is not None or found
    assert all(one.place.line is not None for one in found)
