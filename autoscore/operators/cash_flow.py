"""What is said about money that changes hands: due, received, change; paid in cash or by code or card."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from msgspec.structs import replace

from autoscore.model import Document, Hit
from autoscore.operators.misheard import TAKES_BACK, mishearings
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
# Behind these characters a small number counts something else: 一张一百, 点一下, 一共.
_COUNTS = frozenset("张下点共起遍哈会些次个")
# 找您四十点一下 is forty, and asks to count it.
_COUNT_IT = re.compile("(?<=[十百千])点(?=[一点]?[下点遍哈数])")
_CHANGE = re.compile("[找补退]")
# What the customer asks to pay in: 充一百, 交五十块话费.
_ASKED = re.compile(f"(?:交|充|存|缴)[^,。?!、一二两三四五六七八九十百0-9]{{0,3}}({NUMBER})")
# How many turns behind the change the customer disputes it, and the clerk answers that.
DISPUTE_TURNS = 3
_DISPUTES = re.compile("找错|找多|找少|多找|少找|不对|错了|应该|该找|多了|少了|还差|差我|不够|算错|不是[^,。?!]{0,6}吗")
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
    adds_up: bool
    put_right: tuple[Hit, ...]
    misheard: bool

    @property
    def moved(self) -> tuple[Hit, ...]:
        """Are the words that show that money changed hands, or none."""
        return self.pays + self.received + self.change + self.scanned + self.refund

    @property
    def told(self) -> tuple[Hit, ...]:
        """Are the words that say all that is to be said aloud, or none."""
        if self.received and self.change:
            # A sum that was only heard wrongly was told all the same.
            return () if self.wrong and not self.misheard else self.received + self.change
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
    change = _own(document, change, received)
    change = tuple(sorted({*change, *_corrected(document, change)}))
    change = tuple(sorted({*change, *_disputed(document, received, change, due)}))
    money = [_value(document, group) for group in (received, change)]
    dues = _values(document, due)
    return CashFlow(
        received=received,
        change=change,
        due=due,
        scanned=by_agent[SCAN],
        refund=by_agent[REFUND],
        pays=pays,
        by_code=bool(by_agent[SCAN]) or any(_matches(document, hit, _BY_CODE) for hit in pays),
        exact=_is_exact(document, pays + received, money[0], owed),
        wrong=_is_wrong(money[0], money[1], dues),
        adds_up=_adds_up(money[0], money[1], dues),
        put_right=_put_right(document, received, change, dues),
        misheard=_misheard(document, received, change, due),
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
    hit = _received_part(document, hit)
    amounts = [one for one in _amounts(document, hit.turn) if one.end > hit.start and not _asks_to_count(document, one)]
    inside = [amount for amount in amounts if amount.start < hit.end]
    if inside:
        return _yuan(inside[-1])
    quote = _COUNT_IT.split(normal_form(document.quote(hit.turn, hit.start, hit.end + REACH)))[0]
    bare = next((one for one in re.finditer(NUMBER, quote) if quote[one.end() : one.end() + 1] not in _COUNTS), None)
    if bare is not None and hit.start + bare.start() < hit.end:
        return parse_number(bare.group())
    return next((_yuan(amount) for amount in amounts if amount.start <= hit.end + REACH), None)


def _received_part(document: Document, hit: Hit) -> Hit:
    """Returns what was received without the change that one breath names with it: 五十，找二十."""
    change = _CHANGE.search(normal_form(document.quote(hit.turn, hit.start, hit.end)), 1)
    return replace(hit, end=hit.start + change.start()) if change is not None and hit.label == RECEIVED else hit


def _asks_to_count(document: Document, amount: Hit) -> bool:
    return _COUNT_IT.search(normal_form(document.quote(amount.turn, amount.start, amount.end + 1))) is not None


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


def _adds_up(received: Decimal | None, change: Decimal | None, due: set[Decimal]) -> bool:
    """Tells whether all that is needed was named, and what was received less the change is what was due."""
    return received is not None and bool(due) and received - (change or 0) in {*due, sum(due)}


def _put_right(
    document: Document, received: tuple[Hit, ...], change: tuple[Hit, ...], due: set[Decimal]
) -> tuple[Hit, ...]:
    """Returns the change that was wrong first, with the last, which is right; none where that is not so."""
    told = [hit for hit in sorted(change) if _named(document, hit) is not None]
    first = next((hit for hit in reversed(told) if _named(document, hit) != _named(document, told[-1])), None)
    if first is not None and _taken_back(document, first, told[-1]):
        given = _value(document, received)
        return () if _is_wrong(given, _named(document, told[-1]), due) else (first, told[-1])
    wrong = [hit for hit in told if _is_wrong(_given_before(document, received, hit), _named(document, hit), due)]
    if not wrong or told[-1] in wrong or not due:
        return ()
    return (*(hit for hit in wrong if hit < told[-1]), told[-1])


def _given_before(document: Document, received: tuple[Hit, ...], change: Hit) -> Decimal | None:
    before = [hit for hit in received if hit < change]
    return _value(document, before or received)


def _values(document: Document, group: Iterable[Hit]) -> set[Decimal]:
    return {yuan for hit in group if (yuan := _named(document, hit)) is not None}


def _misheard(document: Document, received: tuple[Hit, ...], change: tuple[Hit, ...], due: tuple[Hit, ...]) -> bool:
    """Tells whether sums that do not add up would if 四 were heard for 十, or 是 for 十, in one of them."""
    known = [_value(document, group) for group in (received, change)]
    dues = _values(document, due)
    if not _is_wrong(known[0], known[1], dues):
        return False
    given, back, owed = (_like(document, group) for group in (received, change, due))
    pairs = product((known[0], *given), (known[1], *back))
    return any(not _is_wrong(one, other, dues) for one, other in pairs) or any(
        not _is_wrong(known[0], known[1], {other}) for other in owed
    )


def _like(document: Document, group: tuple[Hit, ...]) -> frozenset[Decimal]:
    """Returns the sums that the last sum of a group may have been before it was misheard."""
    if not group:
        return frozenset()
    hit = max(group)
    return mishearings(normal_form(document.quote(hit.turn, hit.start, hit.end + REACH)))


def _corrected(document: Document, change: tuple[Hit, ...]) -> Iterable[Hit]:
    """Yields the sums behind a change that the clerk took back in one breath: 找您二十五，不不，十五."""
    for hit in change:
        end = max(one.end for one in change if one.turn == hit.turn)
        found = TAKES_BACK.search(normal_form(document.transcript.turns[hit.turn].text), end)
        if found is not None and hit.end == end:
            behind = (one for one in _numbers(document, hit.turn) if 0 <= one.start - found.end() <= REACH)
            yield from (replace(one, label=CHANGE) for one in behind)


def _disputed(
    document: Document, received: tuple[Hit, ...], change: tuple[Hit, ...], due: tuple[Hit, ...]
) -> Iterable[Hit]:
    """Yields the sums by which the clerk puts a disputed change right: 三十二，三十二，亏得你说."""
    given, owed = _value(document, received), _value(document, due)
    for hit in change:
        turns = range(hit.turn + 1, min(hit.turn + 1 + DISPUTE_TURNS, len(document.roles)))
        for turn in turns:
            if document.roles[turn] == "agent" or not _DISPUTES.search(_text(document, turn)):
                continue
            right = {_yuan(one) for one in _numbers(document, turn)} | ({given - owed} if given and owed else set())
            answers = (later for later in turns if later > turn and document.roles[later] == "agent")
            named = (one for later in answers for one in _numbers(document, later))
            right -= {_named(document, hit)}
            yield from (replace(one, label=CHANGE) for one in named if _yuan(one) in right and not _in_any(one, change))


def _in_any(hit: Hit, others: Iterable[Hit]) -> bool:
    return any(hit.overlaps(other) for other in others)


def _text(document: Document, turn: int) -> str:
    return normal_form(document.transcript.turns[turn].text)


def _asked(document: Document) -> set[Decimal]:
    """Returns the sums that the customer asks to pay in, as he names them himself."""
    turns = (turn for turn, role in enumerate(document.roles) if role == "customer")
    found = (parse_number(match[1]) for turn in turns for match in _ASKED.finditer(_text(document, turn)))
    return {yuan for yuan in found if yuan is not None and yuan >= LEAST_BARE}


def _taken_back(document: Document, first: Hit, then: Hit) -> bool:
    """Tells whether one change takes the place of another that was named in the same breath."""
    between = normal_form(document.quote(first.turn, first.end, then.start))
    return first.turn == then.turn and TAKES_BACK.search(between) is not None


def _own(document: Document, change: tuple[Hit, ...], received: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Leaves out a change that names no sum of its own but stands around what was received: 收你九百，零钱在这儿."""
    sums = {(hit.turn, _named(document, hit)): hit for hit in received}
    return tuple(
        hit
        for hit in change
        if (taken := sums.get((hit.turn, _named(document, hit)))) is None or not taken.overlaps(hit)
    )


def _is_exact(document: Document, pays: tuple[Hit, ...], received: Decimal | None, due: Decimal | None) -> bool:
    asked = {due} if due is not None else _asked(document)
    return received in asked or any(_matches(document, hit, _EXACT) for hit in pays)
