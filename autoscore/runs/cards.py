"""The rubrics of a run as people read them: kept beside its sheets, so that a report says what was asked then."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from autoscore.errors import Place, Problem, ReadError, RubricError
from autoscore.model import CriterionScore, RubricRef, ScoreSheet
from autoscore.model.card import CriterionCard, RubricCard
from autoscore.rubric import bundled, load
from autoscore.rubric.card import card_of
from autoscore.runs.names import RUBRICS


def cards_of(used: Iterable[RubricRef], name: str | None, theme: str | None) -> Iterator[RubricCard]:
    """Yields the cards of the rubrics that sheets name, in the order of their ids and themes.

    `name` is the rubric that was asked for, an id or a file, and `theme` its theme; None where calls chose their own.
    A rubric that has become another one since has no card.
    """
    for ref in sorted(used, key=_order):
        try:
            card = card_of(load(name or ref.id, theme or ref.theme))
        except RubricError:
            continue
        if card.digest == ref.digest:
            yield card


def _order(one: RubricRef | RubricCard) -> tuple[str, str, str]:
    return one.id, one.theme or "", one.digest


def encoded(cards: Iterable[RubricCard]) -> bytes:
    """Returns cards as they stand in a run's folder, in the order of their ids and themes."""
    ordered = sorted(cards, key=_order)
    return msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n"


def read_cards(folder: Path) -> dict[str, RubricCard]:
    """Returns the cards that stand in a folder, by digest; none where it has none. Raises ReadError."""
    path = folder / RUBRICS
    if not path.is_file():
        return {}
    try:
        cards = msgspec.json.decode(path.read_bytes(), type=tuple[RubricCard, ...])
    except (msgspec.DecodeError, UnicodeDecodeError):
        todo = "删去它，报告就只写评分表自己的字；或重新评一次"
        raise ReadError((Problem(Place(str(path)), "不是评分时写下的评分表说明", todo, code="rubrics"),)) from None
    return {card.digest: card for card in cards}


def card_for(sheet: ScoreSheet, known: Mapping[str, RubricCard]) -> RubricCard:
    """Returns the card of a sheet's rubric: the one that was kept, else the bundled one if it is the same one still.

    Where there is neither, the card says what the sheet itself says.
    """
    ref = sheet.rubric
    if ref.digest in known:
        return known[ref.digest]
    found = cards_of((ref,), None, None) if ref.id in bundled() else iter(())
    return next(found, None) or _bare(sheet)


def _bare(sheet: ScoreSheet) -> RubricCard:
    ref = sheet.rubric
    return RubricCard(
        id=ref.id,
        version=ref.version,
        digest=ref.digest,
        title=ref.id,
        channel=sheet.channel or "any",
        source="",
        criteria=tuple(map(_bare_criterion, sheet.criteria)),
        theme=ref.theme,
    )


def _bare_criterion(one: CriterionScore) -> CriterionCard:
    return CriterionCard(one.id, one.title, one.max, one.mode, "", "", "")
