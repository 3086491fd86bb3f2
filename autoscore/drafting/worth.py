"""What each thing to be scored is worth: what its words say and what its cell of points says are to agree."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from autoscore.drafting.amounts import Amount, amount_of
from autoscore.drafting.paper import rounded
from autoscore.drafting.parts import Part
from autoscore.drafting.table import Remark, Sheet, where
from autoscore.drafting.yaml_text import MARK, Bare, Blank, Node

ZERO = Decimal(0)


class Worth(Struct, frozen=True):
    """Is the points of a thing to be scored, None with a hint where a person has to settle them."""

    points: Decimal | None
    hint: str = ""

    @property
    def node(self) -> Node:
        """Is what is written for the points."""
        return Blank(self.hint) if self.points is None else Bare(rounded(self.points))


def worths(parts: Sequence[Part], sheet: Sheet) -> tuple[tuple[Worth, ...], tuple[Remark, ...]]:
    """Returns what each part is worth, and where the sheet does not agree with itself."""
    remarks: list[Remark] = []
    groups: dict[tuple[int, int], list[int]] = {}
    for place, part in enumerate(parts):
        groups.setdefault(part.group, []).append(place)
    found: dict[int, Worth] = {}
    for (row, column), places in groups.items():
        cell = sheet.grid.text(row, column) if column else ""
        amount = amount_of(cell)
        at = where(sheet.grid, row, column) if column else f"第 {row} 行"
        if cell and amount is None and any(parts[place].reading.kind != "fatal" for place in places):
            remarks.append(Remark(at, f"分值“{cell[:20]}”没有看懂"))
        members = [parts[place] for place in places]
        made = [_alone(members[0], amount)] if len(members) == 1 else list(_shared(members, amount, at, remarks))
        found |= dict(zip(places, made, strict=True))
        remarks += [Remark(at, one.hint) for one in made if one.hint and "，请定" in one.hint]
    return tuple(found[place] for place in range(len(parts))), tuple(remarks)


def _alone(part: Part, amount: Amount | None) -> Worth:
    said, kind = part.reading.points, part.reading.kind
    if kind in ("deduct", "fatal") and (amount is None or amount.sign == "-"):
        return Worth(ZERO) if kind == "fatal" or amount is not None else Worth(said, _missing(said))
    if amount is None:
        return Worth(said, _missing(said))
    most = part.reading.most if kind == "deduct" else None
    if said is None or said == amount.high or (kind == "facts" and said > amount.high):
        return Worth(amount.high) if most is None or most <= amount.high else _differ(most, amount.high)
    return _differ(said, amount.high)


def _missing(said: Decimal | None) -> str:
    return "" if said is not None else "几分，表里没有写"


def _differ(said: Decimal, cell: Decimal) -> Worth:
    return Worth(None, f"标准里是 {rounded(said)} 分，分值栏是 {rounded(cell)} 分，请定")


def _shared(parts: Sequence[Part], amount: Amount | None, at: str, remarks: list[Remark]) -> Iterator[Worth]:
    """Yields what parts that share a cell of points are worth: what they say, and an equal share of what is left."""
    said = [ZERO if part.reading.kind == "fatal" else part.reading.points for part in parts]
    open_ = said.count(None)
    whole = max(totals(parts, [one or ZERO for one in said]).values())
    share = None
    if amount is not None and open_:
        left = amount.high - whole
        share = left / open_ if left > 0 and left % open_ == 0 else None
        told = f"按余下的各算 {rounded(share)} 分" if share is not None else "余下的分也分不匀"
        remarks.append(Remark(at, f"有 {open_} 点没有写分值，{told}，请核对"))
    elif amount is not None and whole != amount.high:
        remarks.append(Remark(at, f"各点相加是 {rounded(whole)} 分，分值栏写 {rounded(amount.high)} 分，请核对"))
    for one in said:
        points = share if one is None else one
        yield Worth(points, _missing(points))


def totals(parts: Sequence[Part], points: Sequence[Decimal]) -> Mapping[str, Decimal]:
    """Returns what parts add up to in each case; extra points lie beyond the total."""
    counted = [(part.case, one) for part, one in zip(parts, points, strict=True) if part.reading.kind != "bonus"]
    return {
        case: sum((one for of, one in counted if of in ("", case)), ZERO)
        for case in {part.case for part in parts if part.case} or {""}
    }


def scale(parts: Sequence[Part], found: Sequence[Worth], sheet: Sheet) -> tuple[Node | None, str]:
    """Returns what all rows are to add up to, None where nothing says it, and what to tell of it."""
    wanted = sheet.total if sheet.total is not None else _claimed(parts, sheet)
    if any(one.points is None for one in found):
        return (None if wanted is None else Bare(rounded(wanted))), ""
    sums = set(totals(parts, [one.points or ZERO for one in found]).values())
    if wanted is None or sums == {wanted}:
        return Bare(rounded(max(sums))), ""
    told = "、".join(rounded(one) for one in sorted(sums))
    what = f"各项相加是 {told} 分，表上合计 {rounded(wanted)} 分"
    counted = (one.points or ZERO for part, one in zip(parts, found, strict=True) if part.reading.kind != "bonus")
    if wanted == sum(counted, ZERO):
        what = f"{what}，把几种情况都加上了，一通只评一种"
    return Blank(f"{what}，请核对", MARK), what


def _claimed(parts: Sequence[Part], sheet: Sheet) -> Decimal | None:
    """Returns what the cells of points add up to, None where one of them says nothing plain."""
    cells = {part.group: part.reading.kind for part in parts}
    amounts = [(amount_of(sheet.grid.text(*at)) if at[1] else None, kind) for at, kind in cells.items()]
    if any(one is None and kind not in ("fatal", "bonus") for one, kind in amounts):
        return None
    return sum((one.high for one, kind in amounts if one is not None and kind != "bonus" and one.sign != "-"), ZERO)
