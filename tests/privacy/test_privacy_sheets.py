"""A sheet with what is private hidden in it."""

from msgspec.structs import replace
from privacy_kit import turns

from autoscore.model import (
    Call,
    CriterionScore,
    Decision,
    Evidence,
    MadeBy,
    Nearest,
    Notice,
    RubricRef,
    ScoreSheet,
    Step,
)
from autoscore.privacy import NO_MASK, Masker

CALL = Call(
    turns("a|请问您是张小明先生吗", "c|对，电话13800138000", "a|张先生，13800138000，对吗"),
    metadata={"customer": "张小明"},
)


def quoted(turn: int, start: int, end: int) -> Evidence:
    return Evidence(turn, start, end, CALL.turns[turn].text[start:end])


EVIDENCE = (quoted(0, 4, 9), quoted(1, 4, 15), quoted(2, 0, 3), quoted(2, 4, 10))
NEAREST = Nearest(0, 2, 9, CALL.turns[0].text[2:9], "请问您贵姓", 80)
CRITERION = CriterionScore(
    id="surname",
    title="称呼",
    mode="score",
    status="not_met",
    points="0",
    max="5",
    because="没有称呼张小明先生，只念了13800138000",
    evidence=EVIDENCE,
    nearest=NEAREST,
    decisions=(Decision("met", "5", "李组长", "我听了，叫的是张小明"),),
)
SHEET = ScoreSheet(
    id="call-1",
    transcript="13800138000.json",
    channel="phone",
    metadata={"customer": "张小明", "agent": "李伟"},
    rubric=RubricRef("hotline", "1", "sha256:0"),
    total="0",
    max="5",
    low=None,
    high=None,
    observable="5",
    passed=None,
    band=None,
    provisional=False,
    needs_review=False,
    criteria=(CRITERION,),
    steps=(Step("称呼张小明", "0", "0"),),
    questions=None,
    warnings=(Notice("roles", "张小明先生的话归属不明"),),
    made_by=MadeBy("0", "sha256:0", {}, {}),
)


def test_quotes_are_cut_from_the_masked_turns() -> None:
    """Each quote is what the masked call shows at its span, and as long as the span."""
    masked = Masker.of().masked(CALL)
    sheet = Masker.of().sheet(SHEET, masked)
    for one in (*sheet.criteria[0].evidence, sheet.criteria[0].nearest):
        assert one is not None
        assert one.quote == masked.turns[one.turn].text[one.start : one.end]
    assert [one.quote for one in sheet.criteria[0].evidence] == ["张＊＊先生", "138****8000", "张先生", "138***"]


def test_whatever_a_sheet_says_is_masked() -> None:
    """Reasons, notes, sums, warnings and facts show none of the call's private things; ids and paths stay."""
    sheet = Masker.of().sheet(SHEET, Masker.of().masked(CALL))
    criterion = sheet.criteria[0]
    assert criterion.because == "没有称呼张＊＊先生，只念了138****8000"
    assert criterion.decisions[0] == Decision("met", "5", "李组长", "我听了，叫的是张＊＊")
    assert sheet.steps[0].label == "称呼张＊＊"
    assert sheet.warnings[0].because == "张＊＊先生的话归属不明"
    assert sheet.metadata == {"customer": "张＊＊", "agent": "李伟"}
    assert (sheet.id, sheet.transcript) == (SHEET.id, SHEET.transcript)


def test_a_sheet_without_its_call_is_masked() -> None:
    """Where calls were not kept the quotes themselves show what is private, and keep their lengths."""
    sheet = Masker.of().sheet(SHEET, None)
    quotes = [one.quote for one in sheet.criteria[0].evidence]
    assert quotes[:3] == ["张＊＊先生", "138****8000", "张先生"]
    assert [len(one) for one in quotes] == [len(one.quote) for one in EVIDENCE]
    assert "小明" not in str(sheet)
    assert sheet.criteria[0].because == "没有称呼张＊＊先生，只念了138****8000"


def test_quotes_that_begin_alike_keep_their_lengths() -> None:
    """Without its call a sheet may quote two spans that begin at the same place: each shows its own characters."""
    evidence = (quoted(0, 4, 9), quoted(0, 4, 7))
    nearest = Nearest(0, 4, 8, CALL.turns[0].text[4:8], "请问您贵姓", 80)
    sheet = replace(SHEET, criteria=(replace(CRITERION, evidence=evidence, nearest=nearest),))
    (criterion,) = Masker.of().sheet(sheet, None).criteria
    assert [one.quote for one in criterion.evidence] == ["张＊＊先生", "张＊＊"]
    assert criterion.nearest is not None
    assert criterion.nearest.quote == "张＊＊先"


def test_a_reason_that_is_plain_alone_is_masked_beside_one_that_names() -> None:
    """What one reason shows to be a name is hidden in the others too, though they were seen before and passed."""
    plain = Call(turns("a|您好，请讲"))
    one = replace(CRITERION, because="和郝禾苗说过", evidence=(), nearest=None, decisions=())
    two = replace(one, because="机主是郝禾苗")
    alone, both = (replace(SHEET, criteria=criteria, steps=(), warnings=()) for criteria in ((one,), (one, two)))
    masker, masked = Masker.of(), Masker.of().masked(plain)
    assert [shown.because for shown in masker.sheet(alone, masked).criteria] == ["和郝禾苗说过"]
    assert [shown.because for shown in masker.sheet(both, masked).criteria] == ["和郝＊＊说过", "机主是郝＊＊"]
    assert [shown.because for shown in masker.sheet(alone, masked).criteria] == ["和郝禾苗说过"]


def test_nothing_else_of_a_sheet_changes() -> None:
    """A sheet in which nothing is private stays equal, with its call and without; so does any with NO_MASK."""
    plain = Call(turns("a|您好，请讲"))
    criterion = replace(
        CRITERION, because="没有问候", evidence=(Evidence(0, 0, 2, "您好"),), nearest=None, decisions=()
    )
    sheet = replace(SHEET, criteria=(criterion,), metadata={}, steps=(), warnings=())
    assert Masker.of().sheet(sheet, Masker.of().masked(plain)) == sheet
    assert Masker.of().sheet(sheet, None) == sheet
    assert NO_MASK.sheet(SHEET, NO_MASK.masked(CALL)) == SHEET
