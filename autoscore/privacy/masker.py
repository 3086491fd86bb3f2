"""The masker: finds what is private in a call, and hides it in the call, in its sheet and in a single text."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from autoscore.model import Call, ScoreSheet, Turn
from autoscore.privacy.facts import known_names, masked_facts
from autoscore.privacy.records import Masked, Private
from autoscore.privacy.search import is_plain, search
from autoscore.privacy.sheets import Quoted, apart, masked_sheet, quotes, sayings


@dataclass(frozen=True, slots=True)
class Masker:
    """Hides personal data of customers, with as many characters as it had (`*` for an ASCII one, `＊` for others).

    Telephone: the first 3 and last 4 digits stay, of a landline the area code and the last 2. ID card: the first 3 and
    last 4 stay. Bank card: the last 4. Plate: province and letter. E-mail: the first character and the domain. Address:
    province, city and district. Names: the surname; how a given name is spelt goes with it. Spaces in numbers
    stay, those in an e-mail address go. Staff's names, work numbers, hotlines, order numbers, amounts and dates are not
    private.
    """

    active: bool = True

    @classmethod
    def of(cls) -> "Masker":
        """Returns a masker; what it knows is loaded when it is first used."""
        return cls()

    def spans(self, turns: Sequence[Turn]) -> tuple[Private, ...]:
        """Returns the characters that are to be hidden in the turns of one call, in order; none overlap or touch."""
        return search(turns).spans if self.active else ()

    def masked(self, call: Call) -> Masked:
        """Returns a call with its private characters hidden; recordings, dates and ids stay as they are.

        The path of a recording must work for a player, so that a telephone number in a file's name stays.
        """
        if not self.active:
            return Masked(call)
        facts = masked_facts(call.metadata, self.text)
        found = search(call.turns, known_names(call.metadata))
        shown = found.hidden()
        return Masked(replace(call, turns=shown, metadata=facts), found.secrets(shown))

    def sheet(self, sheet: ScoreSheet, masked: Masked | None) -> ScoreSheet:
        """Returns a call's sheet with quotes cut from the masked call, and what is private hidden in all it says.

        Where the call was not kept (None), the sheet's own quotes are all there is to know it by. Ids, the path of the
        transcript and who decided stay.
        """
        if not self.active:
            return sheet
        whole = masked or self._by_quotes(sheet)
        says = list(sayings(sheet))
        said = dict(zip(says, self._all(_without(says, whole)), strict=True))
        facts = masked_facts(sheet.metadata, self.text)
        if masked is not None:
            return masked_sheet(sheet, _cut(masked), said.__getitem__, facts)
        shown = zip(quotes(sheet), whole.turns[::2], strict=True)
        own = {(one.turn, one.start, one.end): turn.text for one, turn in shown}
        return masked_sheet(sheet, lambda one: own[one.turn, one.start, one.end], said.__getitem__, facts)

    def _by_quotes(self, sheet: ScoreSheet) -> Masked:
        call = apart(one.quote for one in quotes(sheet))
        return self.masked(replace(call, metadata={**sheet.metadata}))

    def _all(self, texts: list[str]) -> list[str]:
        if all(map(is_plain, texts)):
            return texts
        call = apart(texts)
        return [turn.text for turn in search(call.turns).hidden()[::2]]

    def text(self, text: str) -> str:
        """Returns one text with what is private in it hidden, as long as before."""
        return search((Turn("unknown", text),)).hidden()[0].text if self.active else text


def _cut(masked: Masked) -> Quoted:
    turns = masked.turns
    return lambda one: turns[one.turn].text[one.start : one.end]


def _without(texts: list[str], masked: Masked) -> list[str]:
    """Returns texts with the private things of a call hidden in them; in most sheets none is named."""
    joined = "\n".join(texts)
    if not any(secret in joined for secret, _ in masked.secrets):
        return texts
    for secret, shown in masked.secrets:
        texts = [text.replace(secret, shown) for text in texts]
    return texts


NO_MASK = Masker(active=False)
