"""Drafts: what is proposed, what is left to be filled in, and that a filled draft is a rubric."""

from pathlib import Path

import pytest
from drafting_kit import HEAD, book, draft, filled, marks, paper, problems, told_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from autoscore.drafting import Drafted, told
from autoscore.rubric import parse_text
from autoscore.rubric.lint import findings
from autoscore.scoring import run_examples, scorer_of

CENTRE = [
    ("客服中心通话质检评分表",),
    ("质检维度", "质检项", "评分标准", "分值", "扣分", "备注"),
    ("服务礼仪", "开头语", "未使用标准开头语扣3分，开头语不完整扣1分", 3),
    ("", "称呼客户", "得知客户姓氏后未称呼客户姓氏扣2分", 2),
    ("", "结束语", "未使用标准结束语扣3分", 3),
    ("沟通技巧", "倾听", "打断、抢话，每次扣2分", 6),
    ("", "理解确认", "未复述确认客户问题扣5分", 5),
    ("", "安抚", "客户情绪激动时未安抚扣5分；客户情绪平稳不涉及，不扣分", 5),
    ("", "语速语调", "语速过快或过慢、语调生硬，酌情扣1～3分", 3),
    ("业务能力", "等待礼仪", "等待前未打招呼扣2分，等待超过60秒未致谢扣3分", 5),
    ("", "工单记录", "工单记录错误扣5分", 5),
    ("满意度", "邀请评价", "挂机前未邀请客户评价扣3分", 3),
    ("否决项", "服务红线", "辱骂客户、泄露客户信息、擅自开通业务，一票否决，当通0分", 0),
    ("加分项", "客户表扬", "客户主动表扬加2分", 2),
    ("合计", "", "", 40),
]
# Sheets of other houses, each a few rows with the scoring that such sheets have.
SHEETS = {
    "phone": [
        ("一级指标", "考核点", "评分细则", "满分", "说明"),
        ("开头", "问候语", "使用“您好，很高兴为您服务”，未问候扣5分", "5分", "先有礼"),
        ("过程", "服务禁语", "不得推诿、顶撞客户，每出现一次扣5分，扣完为止", 10, ""),
        ("过程", "耐心", "每次扣1-2分，最多扣4分", 6, ""),
        ("过程", "告知", "资费、生效、取消，每讲清一项得2分", 6, ""),
        ("过程", "表达", "吐字清楚，酌情给分", "0-4分", ""),
        ("过程", "红线", "泄露客户信息一票否决", "", "碰不得"),
        ("结尾", "回访", "承诺回访的按时回访；不涉及回访的默认满分，有得3分", 3, ""),
        ("结尾", "表扬", "客户来电表扬加5分", "+5", ""),
    ],
    "odd": [
        ("检查内容", "扣分标准", "分值"),
        ("迟到", "迟到一次扣2分", -5),
        ("- \"引号': # {x} [y]\n&a *b %c @d `e` !f", "$knob", "4"),
        ("<script>", "null", "10"),
        ("~", "# 待填：", "2分"),
        ("=SUM(1)", "没有写分", ""),
    ],
    "cases": [
        ("环节", "评分点", "要求", "分值"),
        ("促成", "情况一：客户接受", "（1）协助开通，得2分；（2）告知注意事项，得2分", 4),
        ("促成", "情况二：客户拒绝", "（1）询问顾虑，得2分；（2）留联系方式，得2分", 4),
        ("结尾", "道别", "亲切道别", 2),
        ("合计", "", "", 6),
    ],
    "centre": CENTRE,
    "wrong": [
        HEAD,
        ("开头", "问候", "问好，有得4分，没有0分", 4),
        ("介绍", "产品", "（1）功能得3分；（2）资费得3分", 12),
        ("合计", "", "", 99),
    ],
}


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Drafted:
    return draft(paper(tmp_path_factory.mktemp("paper")))


@pytest.fixture(params=SHEETS)
def sheet(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return book(tmp_path, *SHEETS[request.param])


def test_the_printed_sheet_of_a_counter_is_understood(counter: Drafted) -> None:
    """Seven steps, points in brackets, two cases and a default: each is its form, and the bundled criterion like it."""
    assert [(row.id, row.form, f"{row.worth.points}", row.part.case) for row in counter.rows] == [
        ("greet", "find", "4", ""),
        ("ask_brand", "find", "2", ""),
        ("ask_situation", "facts", "6", ""),
        ("sum_need", "find", "4", ""),
        ("intro_what", "find", "3", ""),
        ("intro_functions", "find", "8", ""),
        ("intro_benefits", "find", "8", ""),
        ("intro_other", "facts", "8", ""),
        ("trial", "levels", "5", ""),
        ("selling_points", "find", "5", ""),
        ("compare", "find", "5", ""),
        ("answer_speed", "find", "2", ""),
        ("answer_well", "find", "6", ""),
        ("lead_to_open", "find", "2", ""),
        ("ask_to_open", "find", "2", ""),
        ("sold_help", "find", "2", "sold"),
        ("sold_facts", "find", "2", "sold"),
        ("unsold_doubt", "find", "2", "not_sold"),
        ("unsold_answer", "find", "2", "not_sold"),
        ("contact", "find", "2", ""),
        ("related", "find", "2", ""),
        ("goodbye", "find", "2", ""),
    ]
    assert "scale: {points: 80}" in counter.text
    assert [one.at for one in counter.remarks] == ["第 15 行"]


def test_a_call_centres_sheet_of_deductions_is_understood(tmp_path: Path) -> None:
    """What is written as points off is a yes or no, steps, things that add up, or faults, as it is meant."""
    found = draft(book(tmp_path, *CENTRE, merged=["A1:F1", "A3:A5", "A6:A9", "A10:A11"]))
    assert [(row.id, row.form, f"{row.worth.points}") for row in found.rows] == [
        ("greeting", "levels", "3"),
        ("surname", "find", "2"),
        ("farewell", "find", "3"),
        ("no_interrupt", "deduct", "6"),
        ("playback", "find", "5"),
        ("complaint_care", "find", "5"),
        ("row9", "observer", "3"),
        ("hold_notice", "facts", "5"),
        ("row11", "observer", "5"),
        ("invite_rating", "find", "3"),
        ("red_lines", "fatal", "0"),
        ("row14", "bonus", "2"),
    ]
    assert [row.part.line.text("section") for row in found.rows][2:4] == ["服务礼仪", "沟通技巧"]
    assert "scale: {points: 40}" in found.text
    assert "\nchannel: phone\n" in found.text
    assert not found.remarks


def test_what_is_like_nothing_takes_over_nothing(tmp_path: Path) -> None:
    """Where no condition of a bundled criterion is used, neither are its occasion, its settings or its examples."""
    [row] = draft(book(tmp_path, HEAD, ("", "请稍等", "未做甲扣2分，未做乙扣3分", 5))).rows
    assert row.form == "facts"
    assert not {"applies", "due", "grave", "cancelled_by"} & row.entries.keys()
    assert row.examples == ()
    assert row.told == ""


def test_a_draft_is_refused_at_its_marks_and_passes_when_they_are_filled(counter: Drafted) -> None:
    """Before: one problem for each marked line and no other. After: none, and every example that came along holds."""
    text = counter.text
    assert [problem.place.line for problem in problems(text)] == marks(text)
    done = filled(text)
    assert not problems(done)
    rubric, _ = parse_text(done)
    assert rubric is not None
    examples = sum(len(one.examples) for one in rubric.criteria)
    assert examples > 2 * len(rubric.criteria)
    assert not list(run_examples(scorer_of(rubric)))


def test_every_sheet_is_refused_at_its_marks_and_passes_when_they_are_filled(sheet: Path) -> None:
    """So it is with sheets of which little is known, that contradict themselves, or that look like YAML."""
    found = draft(sheet)
    assert sorted(problem.place.line or 0 for problem in problems(found.text)) == marks(found.text)
    assert found.blanks == len(marks(found.text)) > 0
    done = filled(found.text)
    assert not problems(done)
    rubric, _ = parse_text(done)
    assert rubric is not None
    scorer_of(rubric)


WORDS = """；|，|。|\\n|各|每|扣|分|得|%|主动问好|有得4分|没有得0分|（1）|（2）|①|②|1.|2.|每项|扣1-2分|扣2分|扣完为止
|最多扣6分|0-4分|酌情|一票否决|加分项|+2分|默认满分|不涉及|不计分|各2分|十分|资费、生效、取消|每讲清一项得2分|最多8分|情况一：成交
|情况二：未成交|情况三：|微笑|“请您稍等”|“(”|试用5分|演示3分|-5|$x|{a}|# x|否则|推诿|道别|复述|本环节|硬推"""
PIECES = st.lists(st.sampled_from(WORDS.replace("\n", "").replace("\\n", "\n").split("|")), max_size=7).map("".join)
CELLS = st.sampled_from(["", "2", "4分", "0-4", "+2", "-5", "十分", "A", "扣1-2分", "满分10", "0", "１０"])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(PIECES, PIECES, PIECES, CELLS), min_size=1, max_size=5))
def test_no_sheet_comes_to_a_draft_with_mistakes_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    """Whatever stands in the cells, each problem of the draft is a marked line, and no line is marked for nothing."""
    path = book(tmp_path_factory.mktemp("any"), HEAD, ("开头", "问候", "问好得4分", 4), *rows)
    text = draft(path).text
    assert sorted(problem.place.line or 0 for problem in problems(text)) == marks(text) != []


def test_what_is_read_before_the_marks_are_filled_is_not_told_of(counter: Drafted) -> None:
    """Of the rows that can be read already nothing is wrong; what they add up to says nothing yet."""
    text = counter.text
    rubric, _ = parse_text(text)
    assert rubric is not None
    assert [one for one in findings(rubric) if one.place.line is not None] == []


def test_the_words_of_the_sheet_are_kept(tmp_path: Path) -> None:
    """Standard, reason, advice and place are the sheet's own; only a missing reason is asked for."""
    head = ("流程", "要点", "标准", "分值", "说明", "参考话术")
    path = book(tmp_path, head, ("开头", "问候", "先问好，有得4分，没有0分", 4, "先有礼", "您好，请讲。"))
    found = draft(path)
    for line in (
        "    title: 问候",
        '    standard: "先问好，有得4分，没有0分"',
        "    why: 先有礼",
        "    source: sheet.xlsx C2",
        "    advice: 您好，请讲。",
    ):
        assert line.replace('"', "") in found.text.replace('"', ""), line
    assert marks(found.text) == []
    assert not problems(found.text)


def test_two_columns_of_standards_are_what_and_how(tmp_path: Path) -> None:
    """Points are read from the scoring rule, the standard keeps both."""
    path = book(
        tmp_path, ("要点", "服务标准", "评分细则", "分值"), ("表达", "吐字清楚，不超过3分钟", "每次扣1分，扣完为止", 5)
    )
    found = draft(path)
    assert [(form, points) for _, _, form, points in told_rows(found)] == [("deduct", "5")]
    assert "吐字清楚，不超过3分钟；每次扣1分，扣完为止" in found.text


def test_what_is_only_seen_is_left_to_an_observer(tmp_path: Path) -> None:
    """Smiles and hands are for a person; where they stand beside words, the words are judged and it is said."""
    rows = [("形象", "仪容", "工装整齐，面带微笑", 4), ("开头", "问候", "主动问好并微笑", 4)]
    found = draft(book(tmp_path, HEAD, *rows))
    assert [row.form for row in found.rows] == ["observer", "find"]
    assert "# “微笑”文字里看不到" in found.text


def test_quoted_words_and_names_of_acts_are_proposed(tmp_path: Path) -> None:
    """What is in no bundled criterion is looked for by the words that the sheet quotes, or by an act of that name."""
    rows = [("过程", "安全提示", "提醒客户“谨防诈骗电话”，有得4分", 4), ("过程", "承诺回电", "向客户作出承诺回电", 4)]
    found = draft(book(tmp_path, HEAD, *rows))
    assert "find: {phrase: [谨防诈骗电话]}" in found.text
    assert any("建议" in row.told for row in found.rows)


def test_the_form_that_a_person_names_goes_before_the_words(tmp_path: Path) -> None:
    """A column 计分方式 settles how points go."""
    head = ("要点", "标准", "分值", "计分方式")
    words = ("有/无", "区间", "扣分", "一票否决", "加分", "现场看", "逐项", "分档")
    found = draft(book(tmp_path, head, *((f"事项{word[0]}", "说得好", 4, word) for word in words)))
    forms = ["find", "range", "deduct", "fatal", "bonus", "observer", "facts", "levels"]
    assert [row.form for row in found.rows] == forms


def test_one_line_a_row_tells_what_was_understood(tmp_path: Path) -> None:
    """A person reads row, title, form, points and proposal; then what to fill in; then how much that is."""
    path = book(tmp_path, HEAD, ("开头", "问候", "主动问好，有得4分，没有0分", 4), ("其他", "天书", "天灵灵地灵灵", 2))
    lines = list(told(draft(path)))
    assert lines[0].startswith("第 2 行 · 问候 · 有/无 4 分 · 建议：照 hotline 的 greeting（开头问候）")
    assert lines[1] == "第 3 行 · 天书 · 有/无 2 分 · 没有相近的，怎样算做到要人填"
    assert lines[2].startswith("要人填 · 第 3 行 · 天书 · 怎样算做到")
    assert lines[-1] == "共 2 项，5 处待填；填好后运行 autoscore rubric check"


def test_the_same_sheet_gives_the_same_draft(sheet: Path) -> None:
    """Nothing hangs on the order of sets or on the place of the file."""
    moved = sheet.parent / "elsewhere"
    moved.mkdir()
    copy = moved / sheet.name
    copy.write_bytes(sheet.read_bytes())
    assert draft(sheet).text == draft(copy).text
    assert str(sheet.parent) not in draft(sheet).text


def test_facts_are_looked_up_one_by_one(tmp_path: Path) -> None:
    """Each thing that is listed gets the condition of what asks for it; what nothing is known of stays blank."""
    [row] = draft(book(tmp_path, HEAD, ("", "等待", "等待前未说请稍等扣2分，等待后未致谢扣2分，未眨眼扣1分", 5))).rows
    facts = row.entries["facts"]
    finds = [one["find"] for one in getattr(facts, "value", facts)]
    assert finds[0].value == {"act": "hold_notice"}
    assert "hold_thanks" in str(finds[1].value)
    assert finds[2].hint.startswith("怎样算说到“眨眼”")


def test_names_do_not_end_inside_words_or_quotations(tmp_path: Path) -> None:
    """A name cut out of a standard keeps whole things of a list, and no half of what staff are to say."""
    head = ("标准", "分值")
    rows = [
        ("使用标准开头语“您好，金禾银行”，未使用扣3分", 3),
        ("办理前讲清手续费率、每期金额、还款日和规则，有得6分", 6),
    ]
    assert [one[1] for one in told_rows(draft(book(tmp_path, head, *rows)))] == [
        "使用标准开头语",
        "办理前讲清手续费率、每期金额",
    ]
