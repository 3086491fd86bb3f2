"""A workbook to start a score sheet from: a small example, and how each column is to be filled in."""

from decimal import Decimal

from autoscore.drafting.form_words import FORM_WORDS
from autoscore.drafting.paper import HEAD_ROW, TOTAL, sheet_page
from autoscore.drafting.workbook import Cell, Choice, Page, workbook

_FORM = "计分方式"
_TITLES = ("流程", "要点", "标准", "分值", _FORM, "得分", "扣分原因", "说明", "参考话术")
_WIDTHS = (12, 16, 50, 8, 12, 8, 20, 30, 30)
_ROWS: tuple[tuple[str, str, str, int, str, str, str], ...] = (
    ("开头", "问候", "接通后先问好，有得 10 分，没有不得分", 10, "有/无", "第一句话定下整通电话的调子", "您好，请讲。"),
    ("开头", "自报工号", "报出工号或姓名，有得 10 分，没有不得分", 10, "有/无",
     "客户有权知道谁在服务", "您好，工号 0917 为您服务。"),
    ("办理", "复述确认", "复述诉求并确认得 15 分，只复述号码得 5 分，没有复述不得分", 15, "分档",
     "免得办错", "您是想移机，对吗？"),
    ("办理", "讲清业务", "资费、生效、取消，每讲清一项得 5 分", 15, "逐项",
     "讲清了以后没有纠纷", "每月十九元，下月一号生效，随时能退。"),
    ("办理", "表达", "吐字清楚、不啰嗦，0～10 分由质检员酌情给", 10, "区间", "说得清楚，客户才听得进去", ""),
    ("全程", "服务禁语", "不推诿、不顶撞，每犯一次扣 5 分，扣完即止", 20, "扣分",
     "一句就能毁掉整次服务", "我帮您问一下。"),
    ("全程", "红线", "索要密码、泄露客户信息，一票否决", 0, "一票否决", "碰一条全表作废", ""),
    ("结尾", "祝福", "加分项：结束前送一句祝福，加 2 分", 2, "加分", "临挂机的一句好话让人记得", "祝您生活愉快。"),
    ("结尾", "道别", "与客户道别，有得 10 分，没有不得分", 10, "有/无", "有始有终", "感谢来电，再见。"),
    ("结尾", "坐姿", "坐姿端正、面带微笑，由现场的人打分", 10, "现场看", "听得出来的精神面貌", ""),
)  # fmt: skip
_SUM = Decimal(100)
_NOTE = "注：加分项不算在合计里。改完用 autoscore rubric import 读成评分表。"
GUIDE = "填写说明"
_GUIDE: tuple[tuple[str, str], ...] = (
    ("列", "怎样填"),
    ("流程", "属于哪一部分；同一部分的几行可以合并单元格"),
    ("要点", "这一项叫什么，十几个字以内"),
    ("标准", "做到什么样算做到、分怎样给；要求说的话写在引号里，会拿去找。一格里可以写（1）…（2）…几点，各写各的分"),
    ("分值", "这一项的满分，写数字；一票否决写 0 或空着"),
    (_FORM, "从下拉里选；不选就按“标准”里的话猜"),
    ("有/无", "做到得满分，没做到不得分。例：有得 4 分，没有不得分"),
    ("分档", "几档各得几分，从最好的写起。例：试用得 5 分，只演示得 3 分，没有不得分"),
    ("逐项", "每说到一项得几分。例：资费、生效、取消，每讲清一项得 2 分，最多 6 分"),
    ("扣分", "从满分起扣。例：每犯一次扣 2 分，扣完即止"),
    ("区间", "区间里任一分，由人定。例：0～4 分"),
    ("一票否决", "碰一条全表作废"),
    ("加分", "合计以外的加分"),
    ("现场看", "录音里听不到的（微笑、双手、着装），由在场的人打分"),
    ("得分、扣分原因", "打印出来手填的地方，读表时不看"),
    ("说明", "为什么要做这一项；空着的要在草稿里补"),
    ("参考话术", "可以改说的话，会写在报告里给坐席看"),
    ("合计", "各项分值相加；与各行对不上会提醒"),
)


def template() -> bytes:
    """Returns the workbook as an XLSX file."""
    rows: list[tuple[Cell, ...]] = [
        (section, point, standard, Decimal(points), form, "", "", note, advice)
        for section, point, standard, points, form, note, advice in _ROWS
    ]
    end: tuple[Cell, ...] = (TOTAL, "", "", _SUM, *[""] * 5)
    note: tuple[Cell, ...] = (_NOTE, *[""] * 8)
    page = sheet_page("电话服务质检评分表", _TITLES, _WIDTHS, (*rows, end), (note,))
    chosen = Page(
        page.name, page.rows, page.styles, page.widths, HEAD_ROW, page.merged,
        (Choice(_TITLES.index(_FORM), tuple(FORM_WORDS)),),
    )  # fmt: skip
    guide = Page(GUIDE, _GUIDE, ("head", *["text"] * (len(_GUIDE) - 1)), (18, 90), 0)
    return workbook((chosen, guide))
