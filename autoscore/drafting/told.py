"""What a person is told of a draft: row by row what was understood, what is to be filled in, what was odd."""

from collections.abc import Iterator

from autoscore.drafting.draft import Drafted
from autoscore.drafting.form_words import FORM_WORDS
from autoscore.drafting.paper import rounded
from autoscore.drafting.restore import Restored
from autoscore.drafting.rows import Row
from autoscore.drafting.yaml_text import blanks

_FORMS = {key: word for word, key in FORM_WORDS.items()}
_BY_PEOPLE = {"observer": "由在场的人打分", "range": "由质检员在区间里定分"}


def told(found: Drafted | Restored) -> Iterator[str]:
    """Yields the lines that a person reads after an import."""
    if isinstance(found, Restored):
        yield f"这是导出的工作簿：照“规则”“总则”读回 {found.count} 项"
    else:
        yield from map(_row, found.rows)
        yield from (f"要人填 · {line}" for row in found.rows for line in _to_fill(row))
        open_ = sum(1 for row in found.rows if list(blanks(row.entries["why"])))
        if open_:
            yield f"要人填 · 每一项的“为什么”（why）：{open_} 项没有写；表里有“说明”一列的会照抄"
    yield from (f"请看 · {one.at} · {one.what}" for one in found.remarks)
    if isinstance(found, Drafted):
        yield f"共 {len(found.rows)} 项，{found.blanks} 处待填；填好后运行 autoscore rubric check"


def _row(row: Row) -> str:
    points = "分值待定" if row.worth.points is None else f"{rounded(row.worth.points)} 分"
    form = f"{_FORMS[row.form]} {points}"
    proposed = row.told or _BY_PEOPLE.get(row.form) or "没有相近的，怎样算做到要人填"
    return " · ".join(part for part in (f"第 {row.part.line.row} 行", row.part.title, form, proposed, row.hint) if part)


def _to_fill(row: Row) -> Iterator[str]:
    for key, value in row.entries.items():
        if key != "why":
            yield from (f"第 {row.part.line.row} 行 · {row.part.title} · {one.hint}" for one in blanks(value))
