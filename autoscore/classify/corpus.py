"""The training set: sentences written for this project, with their labels, as tables of tab-separated columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType

from autoscore.classify.labels import DETAILS, TYPES
from autoscore.errors import CorpusError, Place, Problem

NO_DETAIL = "-"
ROLES = ("agent", "customer")
SECOND = ("label", "detail", "prev", "text")
# What makes a sentence hard: how it was recognised, and which trap of the guideline it holds.
TRAITS = MappingProxyType(
    {
        "bare": "no punctuation, or wrong punctuation",
        "filler": "hesitation, repeats, self-correction",
        "asr": "recognition errors by sound",
        "merged": "both speakers run into one turn",
        "any": "什么, 哪 or 谁 as “any”",
        "embedded": "an embedded question",
        "soft_ba": "吧 that softens",
        "polite_ne": "a polite or topical particle",
        "step_if": "如果 as a plain step, or in an open question",
        "still": "还是 as “still”",
        "ma_swap": "吗, 嘛, 么, 呗, 吧 for one another",
        "read_back": "a bare read-back",
        "several": "several questions, the last one decides",
        "list": "a choice from a list in the turn before",
        "even_if": "即使 … 需要吗",
        "request_ba": "好吧 after an instruction",
        "said": "您是说 …, 您的意思是 …",
        "supposed": "a supposition without 如果",
        "estimate": "吧 of an estimate",
        "half": "a half question or a broken-off piece",
        "greeting_mark": "a bare greeting with a mark",
        "no_mark": "a statement that only the mark makes a question",
    }
)


@dataclass(frozen=True)
class Row:
    """Is one labelled sentence; `group` holds paraphrases together, `previous` is the turn before."""

    label: str
    detail: str
    role: str
    group: str
    traits: tuple[str, ...]
    previous: str
    text: str


def read(folder: Path) -> tuple[Row, ...]:
    """Returns all sentences of a folder, by file and line; raises CorpusError with every problem found."""
    rows: list[Row] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.tsv")):
        for place, cells in _lines(path):
            wrong = _wrong(cells)
            if wrong:
                problems.append(Problem(place, wrong, "列：标签、细类、角色、组、特点、上一轮、句子"))
            else:
                rows.append(_row(path.stem, cells))
    if problems or not rows:
        raise CorpusError(tuple(problems) or (Problem(Place(folder.name), "没有训练句"),))
    return tuple(rows)


def read_second(path: Path) -> dict[tuple[str, str], str]:
    """Returns a second reader's labels by turn before and sentence; raises CorpusError for a line that is none."""
    found = {}
    for place, cells in _lines(path):
        if len(cells) != len(SECOND) or cells[0] not in TYPES:
            raise CorpusError((Problem(place, "不是一行复标", "列：" + "、".join(SECOND)),))
        label, _, previous, text = cells
        found[previous.strip(NO_DETAIL), text] = label
    return found


def _lines(path: Path) -> Iterator[tuple[Place, list[str]]]:
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if number > 1 and line.strip():
            yield Place(path.name, number), line.split("\t")


def _wrong(cells: Sequence[str]) -> str:
    """Tells what is wrong with a line; empty where nothing is."""
    if len(cells) != len(fields(Row)):
        return f"有 {len(cells)} 列，应有 {len(fields(Row))} 列"
    label, detail, role, group, traits, _, text = cells
    if label not in TYPES:
        return f"没有“{label}”这个标签"
    if detail not in DETAILS.get(label, (NO_DETAIL,)):
        return f"“{label}”没有“{detail}”这个细类"
    if role not in ROLES:
        return f"没有“{role}”这个角色"
    unknown = [name for name in _traits(traits) if name not in TRAITS]
    if unknown:
        return f"没有“{unknown[0]}”这个特点"
    return "" if group and text.strip() else "缺组或句子"


def _traits(cell: str) -> tuple[str, ...]:
    return tuple(name for name in cell.split(",") if name not in ("", NO_DETAIL))


def _row(file: str, cells: Sequence[str]) -> Row:
    label, detail, role, group, traits, previous, text = cells
    return Row(label, detail, role, f"{file}/{group}", _traits(traits), previous.strip(NO_DETAIL), text)
