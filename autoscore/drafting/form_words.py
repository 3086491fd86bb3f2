"""The words by which people name scoring forms."""

import unicodedata

# What a person may choose in the column 计分方式, and the form that it stands for.
FORM_WORDS = {
    "有/无": "find",
    "分档": "levels",
    "逐项": "facts",
    "扣分": "deduct",
    "区间": "range",
    "一票否决": "fatal",
    "加分": "bonus",
    "现场看": "observer",
}
_ALSO = {
    "有无": "find",
    "是否": "find",
    "做到给分": "find",
    "分级": "levels",
    "每项": "facts",
    "按项": "facts",
    "酌情": "range",
    "否决": "fatal",
    "红线": "fatal",
    "观察": "observer",
    "人工": "observer",
}


def named_form(cell: str) -> str:
    """Returns the key of the form that a cell names, empty where it names none."""
    word = unicodedata.normalize("NFKC", cell).strip()
    known = {**FORM_WORDS, **_ALSO, **{key: key for key in FORM_WORDS.values()}}
    return known.get(word, "")
