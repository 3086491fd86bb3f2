"""Which column of a score sheet is which, by the many words that heads have."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

FIELDS = (
    "section", "point", "standard", "how", "points", "note", "advice", "form", "veto", "more_how", "score", "reason",
    "number",
)  # fmt: skip
# 项目 is what the others are not: the section, or the point where there is a section.
_EITHER = frozenset({"项目", "考核项目", "评分项目", "检查项目", "质检项目", "考评项目"})
_NAMES = {
    "section": "流程 服务流程 业务流程 环节 服务环节 步骤 阶段 一级指标 一级项目 类别 类型 模块 大类 维度 考核维度 部分"
    " 分类 板块 大项",
    "point": "要点 服务要点 评分项 评分点 考核点 考核项 考核要点 检查项 检查点 质检项 质检点 二级指标 二级项目 三级指标"
    " 指标 考核指标 评价指标 内容 考核内容 评分内容 检查内容 服务内容 动作 服务动作 小项 细项 关键点 评分要点"
    " 分项",
    "standard": "标准 服务标准 考核标准 要求 服务要求 考核要求 规范 服务规范 标准要求 具体要求 行为标准 评价标准"
    " 检查标准",
    "how": "评分标准 评分细则 细则 考核细则 扣分标准 扣分细则 计分标准 计分办法 计分规则 评分办法 评分规则 评分说明"
    " 评分依据 打分标准 打分规则 得分标准 评判标准 给分标准 扣分规则",
    "points": "分值 满分 权重 标准分 标准分值 配分 基准分 分数 总分 分值权重 分值满分 满分值"
    " 占比 比例 分数范围 得分范围 评分范围 分值范围 打分范围 分数区间 得分区间 评分区间 分值区间",
    "note": "说明 目的 考核目的 意义 为什么 释义 解释",
    "advice": "参考话术 建议话术 标准话术 规范话术 示例话术 话术 话术示例 参考用语 规范用语 服务用语",
    "form": "计分方式 评分方式 打分方式",
    "veto": "一票否决 是否一票否决 一票否决项 是否一票否决项 否决项 是否否决 否决 是否红线 红线项",
    # 扣分原因 is for people to fill in; this says either that or how points go, and its cells tell which.
    "more_how": "扣分说明 扣分点 扣分项 加减分说明",
    "score": "得分 实得分 实际得分 评分 打分 自评 自评分 考评得分 考核得分 扣分 复核分",
    "reason": "扣分原因 失分原因 原因 备注 扣分事由 问题描述 存在问题",
    "number": "序号 编号 号 no",
}
# The longer ending first: 评分标准 says how points go, 标准 alone what is asked.
_ENDINGS = tuple(
    (ending, field)
    for field, endings in (
        ("how", "评分标准 扣分标准 计分标准 打分标准 细则 办法 评分规则"),
        ("points", "分值 满分 配分"),
        ("section", "大项 维度 环节 流程 大类 模块 阶段"),
        ("point", "小项 要点 考核点 检查点 质检点 评分点 评分项 质检项 检查项 指标"),
        ("standard", "标准 要求 规范"),
    )
    for ending in endings.split()
)
_MOST_LETTERS = 8
_IGNORED = re.compile(r"[\s_/()（）:：、·*-]+")
_UNIT = re.compile(r"[(（][^)）]*[)）]")
# What has both of these is the head of a score sheet.
_ASKED = frozenset({"point", "standard", "how"})


def columns_of(cells: Sequence[str], *, loosely: bool = False) -> Mapping[str, int] | None:
    """Returns the column, from 1, of each field that a row names; None where the row is no head of a score sheet.

    `loosely` takes short words that only end like a known one too: 质检维度, 通话评分细则.
    """
    found: dict[str, int] = {}
    either: list[int] = []
    points: list[int] = []
    for column, cell in enumerate(cells, start=1):
        word = plain(cell)
        if word in _EITHER:
            either.append(column)
        elif (field := _fields().get(word) or (_ended(word) if loosely else None)) == "point":
            points.append(column)
        elif field is not None:
            found.setdefault(field, column)
    if points:
        # Of several columns that name points the last is the closest; the first tells the section, where nothing does.
        found["point"] = points[-1]
        if len(points) > 1 and not either:
            found.setdefault("section", points[0])
    for column in either:
        field = "section" if "section" not in found and (either[0] == column and _has_point(found, either)) else "point"
        found.setdefault(field, column)
    return MappingProxyType(found) if _is_head(found) else None


def _ended(word: str) -> str | None:
    endings = (field for ending, field in _ENDINGS if word.endswith(ending))
    return next(endings, None) if len(word) <= _MOST_LETTERS else None


def _has_point(found: Mapping[str, int], either: Sequence[int]) -> bool:
    return "point" in found or len(either) > 1 or bool({"standard", "how"} & found.keys())


def _is_head(found: Mapping[str, int]) -> bool:
    return len(found) > 1 and bool(_ASKED & found.keys()) and bool({"points", "standard", "how"} & found.keys())


def plain(cell: str) -> str:
    """Returns a head's word without blanks, units in brackets and small signs."""
    word = _UNIT.sub("", unicodedata.normalize("NFKC", cell)) or cell
    return _IGNORED.sub("", word).casefold()


@cache
def _fields() -> Mapping[str, str]:
    return MappingProxyType({name: field for field, names in _NAMES.items() for name in names.split()})
