"""The criteria of a draft: what each row of the sheet becomes, with what is proposed and what is left to a person."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from autoscore.drafting.amounts import normal
from autoscore.drafting.cues import NO_PUSH, SEEN
from autoscore.drafting.form_words import named_form
from autoscore.drafting.known import Known
from autoscore.drafting.parts import Part
from autoscore.drafting.phrases import gist, quoted
from autoscore.drafting.shapes import Asked, own_conditions, shape
from autoscore.drafting.trees import items, node_of, word
from autoscore.drafting.worth import Worth
from autoscore.drafting.yaml_text import MARK, Bare, Blank, Node, Noted, blanks
from autoscore.errors import Place
from autoscore.lexicon import Lexicon, TemplateError, entry

_WITHOUT_EXAMPLES = frozenset({"range", "observer"})
_WHAT_EXAMPLE = {
    "met": '一段做到了的对话，如 ["客服：您好，请讲。", "客户：我查话费。"]',
    "not_met": '一段没做到的对话，如 ["客服：讲。", "客户：我查话费。"]',
}
_LEAST_QUOTED, _MOST_QUOTED = 3, 5


class Row(Struct, frozen=True):
    """Is a criterion of a draft: its keys without examples, the examples that are proposed, and what is to be told.

    `told` names what was proposed, `hint` what a person should know of it.
    """

    part: Part
    id: str
    form: str
    worth: Worth
    entries: Mapping[str, Node]
    examples: tuple[Node, ...]
    told: str
    hint: str = ""

    @property
    def ready(self) -> bool:
        """Tells whether all that it takes to judge a call is there."""
        return not any(list(blanks(value)) for key, value in self.entries.items() if key != "why")


class Setting(Struct, frozen=True):
    """Is what all rows of a draft share: the ids of sections by title, the sheet's file, the titles of acts."""

    sections: Mapping[str, str]
    file: str
    lexicon: Lexicon

    @property
    def acts(self) -> Mapping[str, str]:
        """Are the acts that staff should do, by their titles."""
        sets = self.lexicon.sets.items()
        return {found.title: label for label, found in sets if found.kind == "expected" and found.by == "agent"}


def rows_of(
    parts: Sequence[Part], worths: Sequence[Worth], likes: Sequence[Known | None], setting: Setting
) -> tuple[Row, ...]:
    """Returns the criteria for the things to be scored."""
    found: list[Row] = []
    taken: set[str] = set()
    for part, worth, like in zip(parts, worths, likes, strict=True):
        name = next(one for one in _names(part, like) if one not in taken)
        taken.add(name)
        found.append(_row(part, worth, like, name, setting))
    return tuple(found)


def _names(part: Part, like: Known | None) -> Iterator[str]:
    if like is not None:
        yield like.id
    stem = f"{like.id}_row{part.line.row}" if like is not None else f"row{part.line.row}"
    yield stem
    number = 2
    while True:
        yield f"{stem}_{number}"
        number += 1


def _row(part: Part, worth: Worth, like: Known | None, name: str, setting: Setting) -> Row:
    key = form_of(part, like)
    if key == "bonus" and not worth.points:
        worth = Worth(None, "最多加几分")
    found, told = (None, "") if like is not None else _proposed(part, key, setting.lexicon)
    words = part.text.strip()
    form = shape(Asked(key, part.reading, worth.points, like, found, words, bool(setting.sections), setting.acts))
    asks = like is not None and any(_is_own(one, key, like) for one in _conditions(form))
    likened = asks or "clues" in form
    note = f"建议：照 {like.rubric} 的 {like.id}（{like.title}），请核对" if like is not None and likened else told
    entries: dict[str, Node] = {
        "id": name,
        **_where(part, setting.sections),
        "title": part.title,
        "standard": _standard(part),
        "points": worth.node,
        **_settings(part, like, asks),
        "why": part.line.text("note") or Blank("为什么要做这一条"),
        "source": f"{setting.file} {part.line.at}",
        **_occasion(part, like, asks),
        **_noted(form, note),
    }
    entries |= _advice(part, like)
    examples = tuple(_examples(like, key)) if asks and like is not None else ()
    return Row(part, name, key, worth, entries, examples, note, _unseen(part, key))


def _standard(part: Part) -> str:
    """Returns the sheet's own words: what is asked, and how points go where a column of its own says it."""
    how = part.line.text("how")
    more = how if part.whole and how and how not in part.text else ""
    return "；".join(
        text.strip("；;。 ") for text in (*part.text.split("\n"), *more.split("\n")) if text.strip("；;。 ")
    )


def _conditions(form: Mapping[str, Node]) -> Iterator[Node]:
    """Yields the conditions of a scoring form, blank or not."""
    for key, value in form.items():
        if key in ("find", "fatal"):
            yield value
        elif isinstance(value, Sequence) and not isinstance(value, str):
            for item in value:
                if isinstance(item, Mapping):
                    yield from (one for name, one in item.items() if name in ("when", "find"))


def _is_own(condition: Node, key: str, like: Known) -> bool:
    """Tells whether a condition is that of the criterion that a row is like; facts are looked up one by one."""
    plain = condition.value if isinstance(condition, Noted) else condition
    if isinstance(plain, Blank):
        return False
    return key != "facts" or plain in [node_of(one) for one in own_conditions(like)]


def _noted(form: Mapping[str, Node], note: str) -> Mapping[str, Node]:
    first = next(iter(form))
    return {key: Noted(value, (note,)) if note and key == first else value for key, value in form.items()}


def form_of(part: Part, like: Known | None) -> str:
    """Returns the key of the scoring form: what the sheet names, what is only to be seen, or what its words say."""
    named = named_form(part.line.text("form"))
    if named or part.reading.kind == "fatal":
        return named or "fatal"
    if like is not None and like.form == "observer":
        return "observer"
    if like is None and re.search(SEEN, f"{part.title}{gist(normal(part.text))}"):
        return "observer"
    return part.reading.kind or "find"


def _where(part: Part, sections: Mapping[str, str]) -> dict[str, Node]:
    section = sections.get(part.line.text("section").replace("\n", ""), "")
    return {**({"section": section} if section else {}), **({"branch": part.case} if part.case else {})}


def _settings(part: Part, like: Known | None, asks: bool) -> dict[str, Node]:
    if like is None or not asks:
        return {}
    keys = [key for key in ("due", "grave") if like.tree.get(key) is not None]
    found = {
        key: Bare(word(like.tree, key)) for key in keys if key == "due" or part.reading.kind in ("deduct", "fatal")
    }
    return dict(found)


def _occasion(part: Part, like: Known | None, asks: bool) -> dict[str, Node]:
    """Returns when the row is due, and what undoes it."""
    found: dict[str, Node] = {"not_due": "full"} if part.reading.not_due == "full" else {}
    applies = like.tree.get("applies") if like is not None and asks else None
    if applies is not None:
        found["applies"] = node_of(applies)
    elif part.reading.not_due:
        found["applies"] = Blank("什么时候该做，如 {act: complaint, by: customer}；别的时候算不涉及", MARK)
    undone = like.tree.get("cancelled_by") if like is not None and asks else None
    if undone is not None and re.search(NO_PUSH, part.text):
        found["cancelled_by"] = node_of(undone)
    return found


def _advice(part: Part, like: Known | None) -> dict[str, Node]:
    advice = part.line.text("advice").replace("\n", " ") or (word(like.tree, "advice") if like is not None else "")
    return {"advice": advice} if advice else {}


def _proposed(part: Part, key: str, lexicon: Lexicon) -> tuple[Node | None, str]:
    """Returns a condition for what is in no bundled criterion: words that the sheet quotes, or an act of its name."""
    phrases = [text for text in quoted(part.text) if _is_sayable(text)][:_MOST_QUOTED]
    if phrases and key in ("find", "bonus"):
        return {"phrase": list(phrases)}, "建议：说了引号里的话就算，请补上别的说法"
    kinds = ("taboo", "red_line") if key == "fatal" else ("expected",)
    titles = {
        label: found.title for label, found in lexicon.sets.items() if found.kind in kinds and found.by == "agent"
    }
    text = f"{part.title}{gist(normal(part.text))}"
    fits = [label for label, title in sorted(titles.items()) if len(title) > 1 and title in text]
    if fits and key in ("find", "bonus", "fatal"):
        best = max(fits, key=lambda label: len(titles[label]))
        return {"act": best}, f"建议：词表 {best}（{titles[best]}），请核对"
    return None, ""


def _is_sayable(text: str) -> bool:
    if len(text) < _LEAST_QUOTED or "…" in text or "X" in text.upper():
        return False
    try:
        entry("quoted", text, Place("sheet"))
    except TemplateError:
        return False
    return True


def _unseen(part: Part, key: str) -> str:
    seen = re.search(SEEN, gist(normal(part.text)))
    if seen is None or key == "observer":
        return ""
    return f"“{seen[0]}”文字里看不到：要评，另立一项写 observer"


def _examples(like: Known, key: str) -> Iterator[Node]:
    """Yields the examples of a bundled criterion under the statuses that they may have in another form."""
    for one in items(like.tree, "examples"):
        written: dict[str, Node] = {name.value: node_of(value) for name, value in one.pairs}
        for gets in _statuses(word(one, "gets"), like, key):
            yield {**written, "gets": gets, **_channel(like, one)}


def _statuses(gets: str, like: Known, key: str) -> tuple[str, ...]:
    if _is_full(gets, like):
        return ("met",)
    if gets in ("met", "not_met", "not_applicable") and key != "deduct":
        return (gets,)
    if key == "deduct" and gets not in ("met", "not_applicable", "unsure"):
        # How much one fault costs is another house's to say, and so is what it leaves.
        return ("partial", "not_met")
    return (gets,) if gets in ("met", "partial", "unsure", "not_applicable") and key == like.form else ()


def _channel(like: Known, example: object) -> dict[str, Node]:
    named = getattr(example, "get", lambda _: None)("channel")
    return {} if named is not None or like.channel == "any" else {"channel": like.channel}


def _is_full(gets: str, like: Known) -> bool:
    try:
        return Decimal(gets) == Decimal(word(like.tree, "points") or "0")
    except ArithmeticError:
        return False


def examples_node(row: Row, good: Sequence[Node]) -> tuple[Node, ...]:
    """Returns the examples that a criterion is to have: those that hold, and blanks for what is missing."""
    if row.form in _WITHOUT_EXAMPLES:
        return tuple(good)
    got = {str(one["gets"]) for one in good if isinstance(one, Mapping)}
    missing = [*(["met"] if "met" not in got else []), *(["not_met"] if not got & {"not_met", "partial"} else [])]
    blank: list[Node] = [{"gets": gets, "turns": Blank(_WHAT_EXAMPLE[gets])} for gets in missing]
    return (*good, *blank)
