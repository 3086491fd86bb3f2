"""The parts of a vCon: parties, dialogs and analyses, under their older and newer names, and what their bodies hold."""

import base64
import binascii
from datetime import UTC, datetime
from typing import Any

from msgspec import Raw, Struct

from autoscore.errors import Place, Problem, ReadError
from autoscore.readers.json_text import decoded
from autoscore.readers.times import Number
from autoscore.readers.who import Word

_NULL = Raw(b"null")


class Party(Struct):
    """Holds what is known of one who takes part."""

    name: str | None = None
    role: Word = None
    tel: str | None = None
    mailto: str | None = None
    uuid: str | None = None
    meta: Any = None

    @property
    def role_word(self) -> Word:
        """Is the role; versions that had none kept it in `meta`."""
        return self.role or (self.meta.get("role") if isinstance(self.meta, dict) else None)


class Dialog(Struct):
    """Holds one recording, text or the like."""

    type: str | None = None
    start: Word = None
    duration: Number = None
    parties: Any = None
    originator: int | None = None
    body: Raw = _NULL
    encoding: str | None = None

    @property
    def speaker(self) -> Word:
        """Is the index of the party who wrote a text: the originator, else the first."""
        if self.originator is not None:
            return self.originator
        first = self.parties[0] if isinstance(self.parties, list) and self.parties else self.parties
        return first if isinstance(first, int) else None


class Analysis(Struct):
    """Holds what was made of dialogs, such as a transcript."""

    type: str | None = None
    dialog: int | list[int] | None = None
    body: Raw = _NULL
    encoding: str | None = None
    url: str | None = None

    @property
    def dialogs(self) -> tuple[int, ...]:
        """Is which dialogs it is about; none where it does not say."""
        return () if self.dialog is None else tuple(self.dialog) if isinstance(self.dialog, list) else (self.dialog,)


class VCon(Struct):
    """Holds one conversation."""

    uuid: str | None = None
    created_at: Word = None
    subject: str | None = None
    parties: list[Party] | None = None
    dialog: list[Dialog] | None = None
    analysis: list[Analysis] | None = None

    def party(self, word: Word) -> Party | None:
        """Returns the party of that index, name, number or address, or None."""
        named = str(word or "").strip()
        parties = self.parties or []
        if str(word).isdecimal() and int(str(word)) < len(parties):
            return parties[int(str(word))]
        return next((one for one in parties if named and named in (one.name, one.tel, one.mailto, one.uuid)), None)

    def offsets(self) -> tuple[float | None, ...]:
        """Returns the seconds from the start of the first dialog to that of each; None where that is not told."""
        starts = [_moment(dialog.start) for dialog in self.dialog or []]
        first = min((start for start in starts if start), default=None)
        return tuple((start - first).total_seconds() if start and first else None for start in starts)

    @property
    def date(self) -> Word:
        """Is when the first dialog began, or else when the vCon was made."""
        return next((dialog.start for dialog in self.dialog or [] if dialog.start), self.created_at)


def body_of(part: Dialog | Analysis, place: Place) -> str | bytes:
    """Returns a body: JSON in UTF-8 as bytes, plain words as text; raises ReadError where it cannot be decoded."""
    raw = bytes(part.body)
    if not raw.startswith(b'"'):
        return b"" if raw == b"null" else raw
    text = decoded(str, raw, place)
    if part.encoding == "base64url":
        text = _from_base64(text, place)
    # Some write JSON into a string and some do not, whatever the encoding says.
    return text.encode(errors="surrogatepass") if text.lstrip().startswith(("{", "[")) else text


def _from_base64(text: str, place: Place) -> str:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, ValueError):
        what, todo = "vCon 里 base64url 的内容解不开", "请检查导出是否完整"
        raise ReadError((Problem(place, what, todo, code="encoding"),)) from None


def _moment(start: Word) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(start))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
