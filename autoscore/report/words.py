"""The Chinese words for statuses and sides, and their colours."""

STATUS = {
    "met": ("做到", "green"),
    "partial": ("部分", "yellow"),
    "not_met": ("没做到", "red"),
    "not_applicable": ("不适用", "dim"),
    "unsure": ("存疑", "magenta"),
    "observer": ("须人看", "cyan"),
    "error": ("出错", "red"),
}
ROLE = {"agent": "坐席", "customer": "客户", "other": "旁人", "ivr": "系统", "unknown": "不明"}
COLOURS = {
    "met": "black on green",
    "partial": "black on yellow",
    "not_met": "white on red",
    "unsure": "white on magenta",
}


def passed(value: bool | None) -> str:
    """Returns whether a sheet passes, in words."""
    return {True: "合格", False: "不合格", None: "待定"}[value]
