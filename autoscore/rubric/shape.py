"""What may stand in a rubric file: the records whose fields are its keys."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from autoscore.operators import Condition


class BandShape(Struct, frozen=True, kw_only=True):
    """等级：title 名称，least 最低总分。"""

    title: str
    least: Decimal


class ScaleShape(Struct, frozen=True, kw_only=True):
    """总分：points 各项分值之和应为多少；normalise 折算成多少分；pass_mark 及格线；bands 等级。"""

    points: Decimal | None = None
    normalise: Decimal | None = None
    pass_mark: Decimal | None = None
    bands: tuple[BandShape, ...] = ()


class SectionShape(Struct, frozen=True, kw_only=True):
    """部分：id 编号，title 名称，weight 占总分的比重（不写则按分值）。"""

    id: str
    title: str
    weight: Decimal | None = None


class BranchShape(Struct, frozen=True, kw_only=True):
    """分支：几种情形只评一种，如办成与没办成；id 编号，title 名称，when 什么时候是这种情形。"""

    id: str
    title: str
    when: Condition


class ExampleShape(Struct, frozen=True, kw_only=True):
    """例子：gets 得几分或什么状态；turns 对话，[[…]] 标出证据的确切字词；metadata、date、channel 随录音的信息。"""

    gets: str
    turns: tuple[str, ...]
    metadata: dict[str, str] = {}
    date: str | None = None
    channel: Literal["phone", "counter", "visit"] | None = None


class CriterionShape(Struct, frozen=True, kw_only=True):
    """评分项，另有一个计分方式的键（find、levels、facts、range、deduct、bonus、fatal、observer）。

    id 编号；title 名称；standard 标准原文；points 分值；why 为什么要做；source 出处；
    section 属于哪一部分；weight 倍数；
    branch 只在哪种情形下评；applies 什么时候该做；not_due 不该做时不计入总分 out、默认满分 full；
    cancelled_by 出现了就不得分的事（如硬推销抵消“引导办理”）；due 收尾项写 closing；
    mode 计分 score、只提示 hint、停用 off；grave 涉及禁语或红线；advice 可以改说的话；examples 例子。
    """

    id: str
    title: str
    why: str
    source: str
    points: Decimal = Decimal(0)
    points_source: Literal["source", "assigned"] = "source"
    mode: Literal["score", "hint", "off"] = "score"
    section: str = ""
    weight: Decimal = Decimal(1)
    branch: str = ""
    applies: Condition | None = None
    not_due: Literal["out", "full"] = "out"
    cancelled_by: Condition | None = None
    due: Literal["any", "closing"] = "any"
    grave: bool = False
    advice: str = ""
    standard: str = ""
    examples: tuple[ExampleShape, ...] = ()


class RubricShape(Struct, frozen=True, kw_only=True):
    """评分表。

    rubric 编号；title 名称；version 版本；channel 渠道；source 出处；why 说明；scale 总分；
    sections 各部分及比重；branches 只评其一的几种情形；
    sure 音近到多少分才算数；extends 在哪张表上改；knobs 本单位可调的数；criteria 评分项。
    """

    rubric: str
    title: str
    version: str
    channel: Literal["phone", "counter", "visit", "any"]
    source: str
    why: str = ""
    scale: ScaleShape = ScaleShape()
    sections: tuple[SectionShape, ...] = ()
    branches: tuple[BranchShape, ...] = ()
    sure: int = 80
