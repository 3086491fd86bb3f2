"""The scoring forms of a draft: what the sheet says about points, filled with what a bundled criterion looks for."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import ceil
from types import MappingProxyType

from msgspec import Struct

from autoscore.drafting.amounts import Amount
from autoscore.drafting.cues import FAULTS
from autoscore.drafting.known import Known, find_like, known
from autoscore.drafting.paper import rounded
from autoscore.drafting.prose import Reading, Tier
from autoscore.drafting.trees import items, node_of, word
from autoscore.drafting.yaml_text import Bare, Blank, Node, Noted
from autoscore.rubric.tree import Listing
from autoscore.rubric.tree import Mapping as Tree

_DONE = "怎样算做到，如 {act: farewell} 或 {phrase: [请稍等]}"
_FAULT = "怎样算犯了，如 {act: impatient}"
_NOT_DONE = "怎样算，如 {none: [{act: repeat_confirm}]}"
_OMITTED = "缺的是哪一项，如 {none: [{act: farewell}]}；有几项就写几条"
_LIKE_TITLE = 0.5
_MOST_FACTS = 20


class Asked(Struct, frozen=True):
    """Is a thing to be scored, ready to be written: its form's key, what the sheet says, and what is like it.

    `found` is a condition proposed for what is in no bundled criterion; `words` are the sheet's own; `in_sections`
    tells that the sheet has parts of which one alone can be void; `acts` are what staff should say, by their titles.
    """

    key: str
    reading: Reading
    points: Decimal | None
    known: Known | None
    found: Node | None
    words: str
    in_sections: bool = False
    acts: Mapping[str, str] = MappingProxyType({})


def shape(asked: Asked) -> Mapping[str, Node]:
    """Returns the keys of the scoring form; what nothing is known of is left to be filled in."""
    return _SHAPES[asked.key](asked)


def _find(asked: Asked) -> dict[str, Node]:
    one = asked.known
    whole: dict[str, Node] = {"find": _done(asked)}
    doubt = None if one is None or one.form != "find" else one.tree.get("doubt")
    return whole if doubt is None else {**whole, "doubt": node_of(doubt)}


def _done(asked: Asked) -> Node:
    """Returns the condition for which a thing counts as done."""
    one = asked.known
    if one is not None:
        if one.form == "find":
            return node_of(_of(one.tree, "find"))
        whens = list(_conditions(one))
        if one.form == "levels" and whens:
            return whens[0]
        if one.form == "facts" and whens:
            return whens[0] if len(whens) == 1 else {"any": whens}
        if one.form in ("deduct", "fatal") and whens:
            return {"none": whens}
    return Blank(_DONE) if asked.found is None else asked.found


def _of(tree: Tree, key: str) -> Tree:
    value = tree.get(key)
    return value if isinstance(value, Tree) else Tree((), tree.place)


def _conditions(one: Known) -> Iterator[Node]:
    """Yields the conditions of a bundled criterion's steps, facts or faults."""
    if one.form == "fatal":
        yield node_of(_of(one.tree, "fatal"))
    key = "find" if one.form == "facts" else "when"
    for item in items(one.tree, one.form) if one.form in ("levels", "facts", "deduct") else ():
        yield node_of(_of(item, key))


def own_conditions(one: Known) -> Iterator[Tree]:
    """Yields the conditions by which a bundled criterion is earned or its facts are told."""
    yield from (_of(item, "find") for item in items(one.tree, "facts"))
    if one.form == "find":
        yield _of(one.tree, "find")


def _levels(asked: Asked) -> dict[str, Node]:
    tiers = asked.reading.tiers or (Tier("做到", _amount(asked.points)),)
    whens = list(_steps(asked.known)) if asked.known is not None else []
    if len(whens) != len(tiers):
        whens = whens[:1] if whens and asked.known is not None and asked.known.form == "find" else []
    return {
        "levels": [
            {
                "title": tier.title or f"第 {place + 1} 档",
                "points": number(tier.points),
                "when": whens[place] if place < len(whens) else Blank(f"怎样算“{tier.title}”，如 {{act: lets_try}}"),
            }
            for place, tier in enumerate(tiers)
        ]
    }


def _steps(one: Known) -> Iterator[Node]:
    """Yields the conditions from the best step down."""
    if one.form == "find":
        yield node_of(_of(one.tree, "find"))
        yield from (node_of(_of(item, "when")) for item in items(one.tree, "partial"))
    elif one.form == "levels":
        yield from _conditions(one)


def _facts(asked: Asked) -> dict[str, Node]:
    """Returns the facts that the sheet lists, or those that are known, or as many blanks as the points allow."""
    each = asked.reading.each
    facts = items(asked.known.tree, "facts") if asked.known is not None and asked.known.form == "facts" else ()
    if asked.reading.tiers:
        return {"facts": [_fact(place, tier, facts, asked) for place, tier in enumerate(asked.reading.tiers, start=1)]}
    amount = Blank("每件几分") if each is None else number(each)
    listed: list[Node] = [{**_written(fact), "points": amount} for fact in facts]
    wanted = _count(asked.points, each)
    blank: dict[str, Node] = {
        "title": Blank("哪一件事"),
        "points": amount,
        "find": Blank("怎样算说到，如 {act: fee_notice}"),
    }
    listed += [{"id": f"fact{place}", **blank} for place in range(len(listed) + 1, max(wanted, not listed) + 1)]
    met_at = word(asked.known.tree, "met_at") if facts and asked.known is not None else ""
    return {**({"met_at": Bare(met_at)} if met_at else {}), "facts": listed}


def _count(points: Decimal | None, each: Amount | None) -> int:
    """Returns how many facts it takes to earn all points."""
    if not points or each is None or not each.high:
        return 0
    return min(ceil(points / each.high), _MOST_FACTS)


def _written(fact: Tree) -> dict[str, Node]:
    return {key.value: node_of(value) for key, value in fact.pairs}


def _fact(place: int, tier: Tier, facts: Sequence[Tree], asked: Asked) -> Node:
    like = max(facts, key=lambda one: _alike(tier.title, word(one, "title")), default=None)
    sure = like is not None and _alike(tier.title, word(like, "title")) >= _LIKE_TITLE
    find = node_of(_of(like, "find")) if sure and like is not None else _fact_elsewhere(tier.title, asked)
    return {"id": f"fact{place}", "title": tier.title or f"第 {place} 件", "points": number(tier.points), "find": find}


def _fact_elsewhere(title: str, asked: Asked) -> Node:
    """Returns how a fact of the same name is found: in another bundled criterion, by an act, by words for it."""
    for one in known():
        for fact in items(one.tree, "facts"):
            if len(title) > 1 and word(fact, "title") == title:
                note = f"建议：照 {one.rubric} 的 {one.id} 里的“{title}”，请核对"
                return Noted(node_of(_of(fact, "find")), (note,))
    if title in asked.acts:
        return Noted({"act": asked.acts[title]}, (f"建议：词表 {asked.acts[title]}（{title}），请核对",))
    like = find_like(title, asked.known.rubric if asked.known is not None else "")
    if like is not None:
        return Noted(node_of(_of(like.tree, "find")), (f"建议：照 {like.rubric} 的 {like.id}（{like.title}），请核对",))
    return Blank(f"怎样算说到“{title}”，如 {{act: fee_notice}}")


def _alike(one: str, other: str) -> float:
    """Tells how many of the characters of the shorter of two short names both have."""
    return len(set(one) & set(other)) / max(min(len(set(one)), len(set(other))), 1)


def _deduct(asked: Asked) -> dict[str, Node]:
    reading, one = asked.reading, asked.known
    each = reading.each or (reading.tiers[0].points if len(reading.tiers) == 1 else None)
    whens = list(_conditions(one)) if one is not None and one.form in ("deduct", "fatal") else []
    faults: list[Node]
    if whens and (each is not None or not reading.tiers):
        faults = [{"when": when, "each": _off(each)} for when in whens]
    else:
        tiers = reading.tiers or (Tier("", _amount(None)),)
        faults = [{"when": Blank(_fault(tier.title)), "each": _off(tier.points)} for tier in tiers]
    return {"deduct": faults, **_floor(asked)}


def _fault(title: str) -> str:
    if re.match("每?[缺漏少]", title):
        return _OMITTED
    if not title or title.startswith(("每", "发现")):
        return _FAULT
    return f"“{title}”{_NOT_DONE if re.search('未|没', title) else _FAULT}"


def _off(each: Amount | None) -> Node:
    if each is None or not each.high:
        return Blank("每次扣几分")
    if each.is_range:
        return Blank(f"原文每次扣 {rounded(each.low)}～{rounded(each.high)} 分，请定一个数")
    return number(each)


def _floor(asked: Asked) -> dict[str, Node]:
    most, points = asked.reading.most, asked.points
    if asked.reading.below and most is None:
        return {"floor": Blank("倒扣到几分为止，写负数")}
    if most is None or points is None or most == points:
        return {}
    return {"floor": Bare(rounded(points - most))}


def _range(asked: Asked) -> dict[str, Node]:
    low, high = asked.reading.bounds or (Decimal(0), asked.points or Decimal(0))
    bounds: Node = [Bare(rounded(low)), Bare(rounded(high))] if high else Blank("最低和最高几分，如 [0, 4]")
    clues = asked.known.tree.get("clues") if asked.known is not None and asked.known.form == "range" else None
    same = asked.known is not None and _same_bounds(asked.known.tree.get("range"), low, high)
    return {"range": bounds} if clues is None or not same else {"range": bounds, "clues": node_of(clues)}


def _same_bounds(value: object, low: Decimal, high: Decimal) -> bool:
    return isinstance(value, Listing) and [getattr(one, "value", "") for one in value.items] == [
        rounded(low),
        rounded(high),
    ]


def _fatal(asked: Asked) -> dict[str, Node]:
    whens = (
        list(_conditions(asked.known)) if asked.known is not None and asked.known.form in ("deduct", "fatal") else []
    )
    named = [act for pattern, act in FAULTS if re.search(pattern, asked.words)]
    if len(whens) > 1 and named:
        # A red line names its faults: not every taboo word voids a sheet.
        whens = [{"act": named[0] if len(named) == 1 else named}]
    part = any(word in asked.words for word in ("本部分", "该部分", "本环节", "该环节", "本项目", "该大类"))
    voids: dict[str, Node] = {"voids": "section"} if part and asked.in_sections else {}
    if not whens:
        return {"fatal": Blank("碰到什么算红线，如 {act: ask_secret}") if asked.found is None else asked.found, **voids}
    return {"fatal": whens[0] if len(whens) == 1 else {"any": whens}, **voids}


def _bonus(asked: Asked) -> dict[str, Node]:
    each = number(asked.reading.each) if asked.reading.each is not None else Blank("每次加几分")
    return {"bonus": [{"when": _done(asked), "each": each}]}


def _observer(asked: Asked) -> dict[str, Node]:
    return {"observer": asked.words.replace("\n", "；")}


def number(amount: Amount) -> Node:
    """Returns an amount as it is written; a range is left to be settled."""
    if amount.is_range:
        return Blank(f"原文是 {rounded(amount.low)}～{rounded(amount.high)} 分，请定一个数")
    return Bare(rounded(amount.high))


def _amount(points: Decimal | None) -> Amount:
    return Amount(points or Decimal(0), points or Decimal(0))


_SHAPES: Mapping[str, Callable[[Asked], dict[str, Node]]] = {
    "find": _find,
    "levels": _levels,
    "facts": _facts,
    "deduct": _deduct,
    "range": _range,
    "fatal": _fatal,
    "bonus": _bonus,
    "observer": _observer,
}
