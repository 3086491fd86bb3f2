"""A filled sheet: occasion before execution, doubt where the record cannot blame, and words for every point."""

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET
from scoring_kit import DOUBTFUL, SURE, outcome, rubric, score, scorer, transcript

from autoscore.errors import RubricError
from autoscore.lexicon import Lexicon
from autoscore.model import Notice, Searched, Transcript, Turn
from autoscore.scoring import compile_rubric
from autoscore.scoring.numbers import tenth

ONE, TWO, THREE, RUDE, BYE = SURE["one"], SURE["two"], SURE["three"], SURE["rude"], SURE["farewell"]
PERHAPS = DOUBTFUL["one"]
FIND = "points: 5, find: {act: one}"


def first(made, *lines: str):
    return score(made, *lines).criteria[0]


def words(turn: int, text: str, phrase: str) -> tuple[int, int, int, str]:
    start = text.index(phrase)
    return turn, start, start + len(phrase), phrase


# ------------------------------------------------------------------ statuses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"好，{ONE}。", ("met", "5", [words(0, f"好，{ONE}。", ONE)])),
        (f"好，{PERHAPS}。", ("unsure", None, [words(0, f"好，{PERHAPS}。", PERHAPS)])),
        ("好的好的。", ("not_met", "0", [])),
    ],
)
def test_what_was_done(text: str, expected: tuple) -> None:
    """Met with its words, not met with none, and open where the words do not prove it."""
    assert outcome(first(scorer(FIND), f"客服：{text}", "客户：再见")) == expected


def test_no_occasion_no_judgement() -> None:
    """A criterion whose occasion did not come is not applicable, whatever was said, and its points leave the total."""
    made = scorer(FIND, "points: 3, applies: {act: two}, find: {act: three}")
    sheet = score(made, f"客服：{ONE}，{THREE}。", "客户：再见")
    assert [outcome(one)[:2] for one in sheet.criteria] == [("met", "5"), ("not_applicable", None)]
    assert (sheet.total, sheet.max) == ("5.0", "5")


@pytest.mark.parametrize(
    ("said", "status"),
    [(THREE, "met"), ("好的好的", "unsure"), (DOUBTFUL["three"], "unsure")],
)
def test_a_doubtful_occasion_blames_nobody(said: str, status: str) -> None:
    """Where it is open whether there was an occasion, what was done is met, and what was not is open."""
    made = scorer("points: 3, applies: {act: two}, find: {act: three}")
    assert first(made, f"客服：{DOUBTFUL['two']}", f"客服：{said}", "客户：再见").status == status


def test_an_observer_is_never_guessed() -> None:
    """What a person has to see has no points, and stands apart from the total."""
    sheet = score(scorer(FIND, "points: 5, observer: 双手递接"), f"客服：{ONE}", "客户：再见")
    assert outcome(sheet.criteria[1]) == ("observer", None, [])
    assert (sheet.total, sheet.max, sheet.observable, sheet.provisional) == ("5.0", "5", "5", False)


def test_a_criterion_that_is_off_is_not_there() -> None:
    """A criterion that is switched off stands on no sheet; one that only hints has a status and no points."""
    sheet = score(scorer(FIND, f"{FIND}, mode: off", f"{FIND}, mode: hint"), f"客服：{ONE}", "客户：再见")
    assert [(one.id, one.mode, one.status, one.points) for one in sheet.criteria] == [
        ("c0", "score", "met", "5"),
        ("c2", "hint", "met", None),
    ]
    assert sheet.max == "5"


def test_an_open_criterion_says_between_what() -> None:
    """Only what is open carries `low` and `high`; its points are none."""
    made = scorer(FIND, "points: 4, find: {act: two}", "points: 6, deduct: [{when: {act: rude}, each: 2}]")
    sheet = score(made, f"客服：{PERHAPS}，{TWO}，{DOUBTFUL['rude']}", "客户：再见")
    assert [(one.status, one.points, one.low, one.high, one.max) for one in sheet.criteria] == [
        ("unsure", None, "0", "5", "5"),
        ("met", "4", UNSET, UNSET, "4"),
        ("unsure", None, "4", "6", "6"),
    ]
    assert (sheet.low, sheet.high, sheet.total, sheet.provisional) == ("8.0", "15.0", "15.0", True)


# ------------------------------------------------------------------ doubt about the record


@pytest.mark.parametrize(
    ("last", "status"), [("客户：好", "unsure"), ("客户：再见", "not_met"), ("客服：再见", "not_met")]
)
def test_a_record_that_breaks_off_blames_nobody_for_the_close(last: str, status: str) -> None:
    """What is due at the close is open where the record ends before anybody closes; what is due anywhere is not."""
    made = scorer(f"{FIND}, due: closing", FIND)
    sheet = score(made, "客服：好的好的", "客户：那我去办", last)
    assert [one.status for one in sheet.criteria] == [status, "not_met"]
    assert [one.kind for one in sheet.warnings] == ["truncated"] * (status == "unsure")


def test_a_record_that_breaks_off_takes_nothing_back() -> None:
    """What was done at the close is met, also where the record breaks off."""
    assert first(scorer(f"{FIND}, due: closing"), f"客服：{ONE}", "客户：好").status == "met"


def test_nobody_is_blamed_where_it_is_unknown_who_spoke() -> None:
    """Where nobody knows who the agent is, nothing is not met."""
    [sheet] = scorer(FIND).score([Transcript("t", (Turn("unknown", "好的好的"), Turn("unknown", "再见")), "phone")])
    assert (sheet.criteria[0].status, sheet.low, sheet.high) == ("unsure", "0.0", "5.0")
    assert "roles_unknown" in [one.kind for one in sheet.warnings]


def test_words_in_the_customers_turn_leave_it_open_where_turns_are_merged() -> None:
    """Where both sides' words stand in the customer's turns, words that may be the agent's cost nothing."""
    made = scorer(FIND)
    [document] = made.annotator.annotate([transcript("客服：好的", f"客户：{ONE}", "客户：再见")])
    merged = dataclasses.replace(document, notices=(Notice("roles_merged", "第 2 轮"),))
    assert made.sheet(document).criteria[0].status == "not_met"
    assert made.sheet(merged).criteria[0].status == "unsure"


# ------------------------------------------------------------------ where was looked, and what came close


def test_a_loss_says_where_was_looked_and_what_came_close() -> None:
    """Not met and unsure carry the turns that were searched and the nearest words; what was met carries neither."""
    near = "感谢你来电了"
    made = scorer("points: 5, find: {act: one, last_turns: 2}")
    lines = ["客服：您好", f"客服：{near}", "客户：再见", "客服：嗯"]
    lost = first(made, *lines)
    assert lost.searched == Searched("agent", (1, 3))
    assert lost.nearest is not None
    assert (lost.nearest.turn, lost.nearest.phrase) == (1, ONE)
    assert near[lost.nearest.start : lost.nearest.end] == lost.nearest.quote
    open_ = first(made, *lines[:-1], f"客服：{PERHAPS}")
    assert (open_.status, open_.searched) == ("unsure", Searched("agent", (1, 3)))
    done = first(made, *lines[:-1], f"客服：{ONE}")
    assert (done.status, done.searched, done.nearest) == ("met", None, None)


def test_nothing_comes_close_outside_the_place_searched() -> None:
    """The nearest words are looked for where the criterion looks, and in that side's words only."""
    lost = first(scorer("points: 5, find: {act: one, last_turns: 1}"), f"客服：{ONE}", f"客户：{ONE}", "客服：嗯，再见")
    assert (lost.status, lost.searched, lost.nearest) == ("not_met", Searched("agent", (2, 2)), None)


def test_a_miss_that_sounds_the_same_is_open() -> None:
    """Words of the same sound as the phrase that is missed may be a slip of recognition: a person decides."""
    heard = "感谢您的来店"
    got = first(scorer(FIND), f"客服：{heard}", "客户：再见")
    assert (got.status, got.points, got.low, got.high) == ("unsure", None, "0", "5")
    assert got.nearest is not None
    assert (got.nearest.turn, got.nearest.start, got.nearest.end, got.nearest.quote) == (0, 0, 6, heard)


NOT_IN_DOUBT = {
    "one of two": ("find: {all: [{act: one}, {act: two}]}", [f"客服：{ONE}"]),
    "the wrong order": ("find: {in_order: [{act: one}, {act: two}]}", [f"客服：{TWO}", f"客服：{ONE}"]),
    "too seldom": ("find: {count: {act: one}, at_least: 2}", [f"客服：{ONE}"]),
    "what was not to be said": ("find: {none: [{act: rude}]}", [f"客服：{RUDE}"]),
    "what was not to be said, with a pause": ("find: {none: [{act: rude}]}", ["客服：你急，呃，什么急"]),
    "one of two, with a pause": ("find: {all: [{act: one}, {act: two}]}", ["客服：感谢您，嗯，的来电"]),
    "an exception": ("find: {act: one, outside: [不感谢您的来电]}", [f"客服：不{ONE}"]),
    "down to nothing": ("deduct: [{when: {act: rude}, each: 5}]", [f"客服：{RUDE}"]),
}
# With fillers or marks inside, the words said are not those of the phrase, and are taken for a miss.


@pytest.mark.parametrize("name", list(NOT_IN_DOUBT))
def test_words_that_were_heard_clearly_raise_no_doubt(name: str) -> None:
    """The very words of a phrase, looked at and refused for their place or number, are no near miss of themselves."""
    form, lines = NOT_IN_DOUBT[name]
    assert first(scorer(f"points: 5, {form}"), *lines, "客户：再见").status == "not_met"


# ------------------------------------------------------------------ what is grave


def test_a_red_line_voids_the_sheet() -> None:
    """A red line that was surely crossed makes nought of all points; a doubtful one asks a person."""
    made = scorer(FIND, "points: 0, grave: true, fatal: {act: rude}", head="scale: {pass_mark: 3}\n")
    void = score(made, f"客服：{ONE}", f"客服：{RUDE}", "客户：再见")
    assert (void.total, void.low, void.passed, void.needs_review) == ("0.0", "0.0", False, False)
    assert outcome(void.criteria[1]) == ("not_met", "0", [(1, 0, 5, RUDE)])
    open_ = score(made, f"客服：{ONE}", f"客服：{DOUBTFUL['rude']}", "客户：再见")
    assert (open_.total, open_.low, open_.passed, open_.needs_review) == ("5.0", "0.0", None, True)
    kept = score(made, f"客服：{ONE}", "客户：再见")
    assert (kept.total, kept.low, kept.passed, kept.needs_review) == ("5.0", "5.0", True, False)


def test_a_grave_criterion_hears_only_clean_words() -> None:
    """What counts elsewhere from a certain strength leaves a grave criterion open."""
    made = scorer("points: 5, find: {none: [{act: one}]}", "points: 5, grave: true, find: {none: [{act: one}]}")
    [document] = made.annotator.annotate([transcript(f"客服：{ONE}", "客户：再见")])
    heard = tuple(
        hit.__class__(hit.turn, hit.start, hit.end, hit.label, hit.by, "garbled", 95) if hit.label == "one" else hit
        for hit in document.hits
    )
    sheet = made.sheet(dataclasses.replace(document, hits=heard))
    assert [one.status for one in sheet.criteria] == ["not_met", "unsure"]
    assert sheet.needs_review


# ------------------------------------------------------------------ the sheet itself


def test_a_sheet_names_what_it_was_made_from() -> None:
    """Id, channel, facts and date of the call, rubric and digests stand on the sheet, and nothing of this machine."""
    made = scorer(f"{FIND}, points_source: assigned")
    call = Transcript(
        "day1/0001", (Turn("agent", ONE), Turn("customer", BYE)), "phone", "2026-02-18T09:30", {"team": "A"}
    )
    [sheet] = made.score([call])
    assert (sheet.id, sheet.channel) == ("day1/0001", "phone")
    assert sheet.metadata == {"team": "A", "date": "2026-02-18T09:30"}
    assert (sheet.rubric.id, sheet.rubric.version, sheet.rubric.digest) == ("t", "1", made.rubric.digest)
    assert sheet.transcript.startswith("sha256:")
    assert sheet.criteria[0].points_source == "示例权重，须本单位确认"


def test_the_digest_of_a_call_knows_roles_texts_and_times() -> None:
    """The digest changes with roles, texts and times, and not with id, channel or facts."""
    made, base = scorer(FIND), (Turn("agent", ONE, 0.0, 1.0), Turn("customer", BYE, 1.0, 2.0))

    def digest(turns: tuple[Turn, ...], name: str = "a", **facts: object) -> str:
        [sheet] = made.score([Transcript(name, turns, **facts)])  # type: ignore[arg-type]
        return sheet.transcript

    same = digest(base)
    assert digest(base, "b", channel="phone", metadata={"team": "A"}, date="2026-02-18") == same
    changes = [
        (Turn("customer", ONE, 0.0, 1.0), base[1]),
        (Turn("agent", f"{ONE}。", 0.0, 1.0), base[1]),
        (Turn("agent", ONE, 0.5, 1.0), base[1]),
        (Turn("agent", ONE, 0.0, 1.5), base[1]),
        (Turn("agent", ONE), base[1]),
        base[:1],
        base[::-1],
    ]
    digests = [digest(turns) for turns in changes]
    assert len({same, *digests}) == len(changes) + 1


def test_an_unknown_act_is_refused_with_a_place() -> None:
    """A rubric that names an act that no lexicon has is refused before any call is read."""
    with pytest.raises(RubricError) as raised:
        compile_rubric(rubric("points: 5, find: {act: on}"), Lexicon({}, {}))
    [problem] = raised.value.problems
    assert (problem.code, problem.place.file) == ("unknown_act", "t.yaml")


@pytest.mark.parametrize("form", ["find: {act: on}", "find: {pattern: '(?=a)b'}", "find: {phrase: '(您好'}"])
def test_what_compiling_refuses_stands_at_a_line(form: str) -> None:
    """Unknown acts and refused patterns and phrases are told at the line that names them."""
    with pytest.raises(RubricError) as raised:
        scorer(FIND, f"points: 5, {form}")
    assert [(one.place.file, one.place.line) for one in raised.value.problems] == [("t.yaml", 8)]


def test_a_rubric_that_lint_refuses_does_not_compile() -> None:
    """Errors of lint stop a rubric; advice does not."""
    with pytest.raises(RubricError) as raised:
        scorer(FIND, head="scale: {points: 6}\n")
    assert [one.code for one in raised.value.problems] == ["error_points"]


# ------------------------------------------------------------------ whatever the rubric and the call

FORMS = [
    "find: {act: one}",
    "find: {all: [{act: one}, {act: two}]}",
    "find: {act: one}, partial: [{when: {act: two}, points: 1}, {when: {act: three}, points: 0.5}]",
    "find: {none: [{act: rude}]}",
    "find: {act: two, last_turns: 2}, due: closing",
    "find: {act: one}, applies: {act: three}",
    "find: {after: {act: two}, then: {act: one}, within_turns: 2}",
    "find: {count: {act: one}, at_least: 2}",
    "find: {act: one}, doubt: {act: two}",
    "deduct: [{when: {act: rude}, each: 0.75}, {when: {act: three}, each: 1}]",
    "deduct: [{when: {act: rude}, each: 1}], floor: 1, grave: true",
    "fatal: {act: rude}, grave: true",
    "observer: 双手递接",
    "find: {act: two}, mode: hint",
    "find: {act: two}, mode: off",
]
POINTS = ["2", "3.5", "0.25", "10"]
SCALES = ["", "scale: {normalise: 100}\n", "scale: {normalise: 10, pass_mark: 6, bands: [{title: 好, least: 9}]}\n"]
SAID = [*SURE.values(), *DOUBTFUL.values(), "好的好的", "，嗯", "感谢您的来店"]

rubrics = st.lists(st.tuples(st.sampled_from(POINTS), st.sampled_from(FORMS)), min_size=1, max_size=5)
turns = st.tuples(st.sampled_from(["客服", "客户"]), st.lists(st.sampled_from(SAID), max_size=3).map("。".join))


@given(rubrics, st.sampled_from(SCALES), st.lists(turns, max_size=5))
def test_every_sheet_holds_together(criteria: list, head: str, lines: list) -> None:
    """For any rubric and call: bounds hold, steps add up, quotes are the raw words, and no doubt costs points."""
    criteria = [
        (max(worth, "1", key=Decimal) if "partial" in form or "floor" in form else worth, form)
        for worth, form in criteria
    ]
    listed = [f"points: {points}, {form}" for points, form in criteria]
    call = transcript(*(f"{who}：{text}" for who, text in lines))
    [sheet] = scorer(*listed, head=head).score([call])
    if sheet.total is None:
        assert (sheet.low, sheet.high) == (None, None)
    else:
        low, high = Decimal(sheet.low or 0), Decimal(sheet.high or 0)
        assert Decimal(0) <= low <= high <= Decimal(tenth(Decimal(sheet.max)))
        assert sheet.total == sheet.high
        assert tenth(sum((Decimal(step.points) for step in sheet.steps), Decimal(0))) == sheet.total
        assert sheet.provisional or low == high
    for one in sheet.criteria:
        _holds_together(one, call)


def _holds_together(one, call: Transcript) -> None:
    assert (one.points is None) == (one.status in ("unsure", "not_applicable", "observer") or one.mode == "hint")
    assert (one.low is UNSET) == (one.high is UNSET) == (one.status != "unsure")
    if one.status == "unsure":
        assert Decimal(0) <= Decimal(one.low) <= Decimal(one.high) <= Decimal(one.max)
    if one.points is not None:
        assert Decimal(0) <= Decimal(one.points) <= Decimal(one.max)
    assert one.because
    for shown in (*one.evidence, *((one.nearest,) if one.nearest else ())):
        assert shown.quote == call.turns[shown.turn].text[shown.start : shown.end] != ""
    if one.status not in ("not_met", "unsure"):
        assert (one.searched, one.nearest) == (None, None)


@given(st.lists(st.lists(turns, max_size=4), min_size=1, max_size=3))
def test_a_call_is_scored_alone_as_in_company(calls: list) -> None:
    """A call's sheet does not depend on the calls that are scored with it, nor on how often."""
    made = scorer(*(f"points: 2, {form}" for form in FORMS))
    transcripts = [transcript(*(f"{who}：{text}" for who, text in lines)) for lines in calls]
    together = made.score(transcripts)
    assert together == [made.score([one])[0] for one in transcripts]
    assert together == made.score(transcripts)
