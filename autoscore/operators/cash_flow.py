"""What is said about money that changes hands: due, received, change; paid in cash or by code or card."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from autoscore.model import Document, Hit
from autoscore.text.characters import normal_form
from autoscore.text.numbers import NUMBER, parse_number

RECEIVED, CHANGE, DUE, SCAN, REFUND, PAYS = (
    "cash_received",
    "cash_change",
    "cash_due",
    "cash_scan",
    "cash_refund",
    "pays",
)
LABELS = (RECEIVED, CHANGE, DUE, SCAN, REFUND, PAYS)
AMOUNT = "amount"
# How many turns behind the customer's paying the clerk may still name what he got.
ECHO_TURNS = 4
# How far behind the words an amount may stand.
REACH = 4
# A bare number below this is more often no money (一路, 三次).
LEAST_BARE = 10
_BY_CODE = re.compile("扫|刷|微信|支付宝|付款码|二维码|付过去|转过去|刷卡")
_EXACT = re.compile("正好|刚好|不用找|整好|不消找|免找|正正好|恰好|将将好|正号|整号|啱啱好|一分不差|不找|唔使找|无需找")


@dataclass(frozen=True)
class CashFlow:
    """Holds the hits that name money, by what they name."""

    received: tuple[Hit, ...]
    change: tuple[Hit, ...]
    due: tuple[Hit, ...]
    scanned: tuple[Hit, ...]
    refund: tuple[Hit, ...]
    pays: tuple[Hit, ...]
    by_code: bool
    exact: bool
    wrong: bool

    @property
    def moved(self) -> tuple[Hit, ...]:
        """Are the words that show that money changed hands, or none."""
        return self.pays + self.received + self.change + self.scanned + self.refund

    @property
    def told(self) -> tuple[Hit, ...]:
        """Are the words that say all that is to be said aloud, or none."""
        if self.received and self.change:
            return () if self.wrong else self.received + self.change
        if self.by_code and not self.change:
            return self.scanned or self.received or self.due
        if self.received and self.exact:
            return self.received
        return self.scanned or self.refund if not self.received else ()

    @property
    def part(self) -> tuple[Hit, ...]:
        """Are the words that say some of it."""
        return self.received + self.change


def cash_flow(document: Document) -> CashFlow:
    """Works out what was said about money in a call."""
    by_agent = {label: _said(document, label, "agent") for label in LABELS}
    pays, due = _said(document, PAYS, "customer"), by_agent[DUE]
    paid, owed = _largest(document, pays), _value(document, due)
    received = by_agent[RECEIVED] or _spoken(document, pays, paid)
    change = by_agent[CHANGE] or (_spoken(document, pays, paid - owed) if paid and owed and paid > owed else ())
    money = [_value(document, group) for group in (received, change)]
    return CashFlow(
        received=received,
        change=change,
        due=due,
        scanned=by_agent[SCAN],
        refund=by_agent[REFUND],
        pays=pays,
        by_code=bool(by_agent[SCAN]) or any(_matches(document, hit, _BY_CODE) for hit in pays),
        exact=_is_exact(document, pays + received, money[0], owed),
        wrong=_is_wrong(money[0], money[1], {yuan for hit in due if (yuan := _named(document, hit)) is not None}),
    )


def _said(document: Document, label: str, by: str) -> tuple[Hit, ...]:
    return tuple(hit for hit in document.labelled(label) if hit.by == by)


def _matches(document: Document, hit: Hit, pattern: re.Pattern[str]) -> bool:
    return pattern.search(normal_form(document.transcript.turns[hit.turn].text)) is not None


def _amounts(document: Document, turn: int) -> Iterable[Hit]:
    return (hit for hit in document.labelled(AMOUNT) if hit.turn == turn)


def _yuan(hit: Hit) -> Decimal:
    return Decimal(hit.fact("yuan") or 0)


def _value(document: Document, group: Iterable[Hit]) -> Decimal | None:
    """Returns the last amount that a group of hits names: who puts himself right says the right one last."""
    found = [yuan for hit in sorted(group) if (yuan := _named(document, hit)) is not None]
    return found[-1] if found else None


def _largest(document: Document, group: Iterable[Hit]) -> Decimal | None:
    """Returns the largest amount that a group of hits names: who pays may also count his change."""
    return max((yuan for hit in group if (yuan := _named(document, hit)) is not None), default=None)


def _named(document: Document, hit: Hit) -> Decimal | None:
    """Returns the amount inside a hit (a bare number will do: it is money that is spoken of), or just behind it."""
    amounts = [amount for amount in _amounts(document, hit.turn) if amount.end > hit.start]
    inside = [amount for amount in amounts if amount.start < hit.end]
    if inside:
        return _yuan(inside[-1])
    bare = re.search(NUMBER, normal_form(document.quote(hit.turn, hit.start, hit.end + REACH)))
    if bare is not None and hit.start + bare.start() < hit.end:
        return parse_number(bare.group())
    return next((_yuan(amount) for amount in amounts if amount.start <= hit.end + REACH), None)


def _spoken(document: Document, pays: tuple[Hit, ...], yuan: Decimal | None) -> tuple[Hit, ...]:
    """Returns where the clerk, soon after the customer paid, names just a sum, with or without a word for it."""
    if not pays or not yuan:
        return ()
    first, last = pays[0].turn + 1, min(pays[-1].turn + ECHO_TURNS, len(document.roles) - 1)
    turns = (turn for turn in range(first, last + 1) if document.roles[turn] == "agent")
    return tuple(hit for turn in turns for hit in _numbers(document, turn) if _yuan(hit) == yuan)


def _numbers(document: Document, turn: int) -> Iterable[Hit]:
    """Yields the amounts of a turn, and its bare numbers as if they were amounts."""
    amounts = tuple(_amounts(document, turn))
    yield from amounts
    for match in re.finditer(NUMBER, normal_form(document.transcript.turns[turn].text)):
        value = parse_number(match.group())
        if (
            value is not None
            and value >= LEAST_BARE
            and not any(one.start < match.end() and match.start() < one.end for one in amounts)
        ):
            yield Hit(turn, match.start(), match.end(), AMOUNT, facts=(("yuan", f"{value:.2f}"),))


def _is_wrong(received: Decimal | None, change: Decimal | None, due: set[Decimal]) -> bool:
    """Tells whether what was given and given back fits none of the sums that were named as due, nor all together."""
    if received is None or change is None or not due:
        return False
    return received - change not in {*due, sum(due)}


def _is_exact(document: Document, pays: tuple[Hit, ...], received: Decimal | None, due: Decimal | None) -> bool:
    return (received is not None and received == due) or any(_matches(document, hit, _EXACT) for hit in pays)
