"""The columns of a workbook that people fill in when they review, in both tongues: as they are written and read back.

A row gives a decision by 复核结果 or 复核分, and by 申诉结果 one more; what the machine said stands in other columns.
"""

from collections.abc import Mapping
from types import MappingProxyType

CALL, CRITERION, TITLE = "录音号", "评分项编号", "评分项"
RESULT, POINTS, BY, NOTE, APPEAL = "复核结果", "复核分", "复核人", "理由", "申诉结果"
ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        CALL: "Call",
        CRITERION: "Criterion id",
        TITLE: "Criterion",
        RESULT: "Review result",
        POINTS: "Review points",
        BY: "Reviewer",
        NOTE: "Reason",
        APPEAL: "Appeal result",
        "待复核": "To review",
        "维持": "upheld",
    }
)
# What may be chosen; that a decision is upheld is no decision of its own.
RESULTS = ("做到", "部分", "没做到", "不适用", "存疑")
UPHELD = "维持"
APPEALS = (UPHELD, "做到", "部分", "没做到", "不适用")
# Who decides on an appeal, as a decision names it.
APPEALED = "申诉"
# The worksheet whose rows are taken up first.
QUEUE = "待复核"
