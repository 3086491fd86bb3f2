"""A sheet as an analysis within a vCon, under the names of the draft that the vCon follows.

What else a vCon holds stays as it was written, to the byte; only the list of analyses gets one more, or the one
that the same rubric made before is replaced.
"""

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

import msgspec
from msgspec import Raw, Struct

from autoscore.errors import Place, Problem, ReadError
from autoscore.model import ScoreSheet

# The schema is ours, and so is its name; it is a name only, and nothing is to be found there.
SCHEMA = "urn:autoscore:score-sheet:1"
VENDOR = "autoscore"
TYPE = "score_sheet"
VCon: TypeAlias = dict[str, Raw]

_NULL = Raw(b"null")
_MARKS = frozenset({"vcon", "parties", "dialog"})
# Before this draft a body was a string whatever it held; from it on JSON stands as it is (core draft 04, 2.3.2).
_JSON_BODIES = (0, 4)
# The first draft says mimetype, the later ones mediatype; many files say what their writer was used to.
_MEDIATYPES = (0, 0, 2)
_LATEST = (9,)
_NUMBER = re.compile(r"[0-9]+")
# Transfers and calls that came to nothing have no words.
_SILENT = frozenset({"transfer", "incomplete"})


class _Dialog(Struct):
    type: str | None = None


class _Entry(Struct):
    vendor: str | None = None
    schema: str | None = None
    body: Raw = _NULL


class _Sheet(Struct):
    rubric: dict[str, Any] = {}


def vcon_in(data: bytes, place: Place) -> VCon:
    """Returns the members of a vCon in UTF-8, each as it was written; raises ReadError where it is none."""
    try:
        parts = msgspec.json.decode(data, type=VCon)
        _analyses(parts), _dialogs(parts)
        sound = not _MARKS.isdisjoint(parts)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        sound = False
    if not sound:
        what, todo = "不是 vCon，分数写不进去", "请给出通话原来的 vCon（没有签名、没有加密的 JSON）"
        raise ReadError((Problem(place, what, todo, code="no_vcon"),))
    return parts


def id_of(vcon: VCon) -> str:
    """Returns the id that a call has by its vCon, as the reader has it; empty where the vCon has none."""
    try:
        return msgspec.json.decode(vcon.get("uuid", _NULL), type=str).strip()
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return ""


def with_sheet(vcon: VCon, sheet: bytes) -> bytes:
    """Returns a vCon, on one line, with a sheet (JSON in UTF-8) among its analyses."""
    known = _analyses(vcon)
    digest = _digest(sheet)
    same = [place for place, one in enumerate(known) if _is_ours(one, digest)]
    at = same[0] if same else len(known)
    kept = [one for place, one in enumerate(known) if place not in same]
    kept.insert(at, Raw(msgspec.json.encode(_analysis(vcon, sheet))))
    return msgspec.json.encode({**vcon, "analysis": kept})


def _analysis(vcon: VCon, sheet: bytes) -> Mapping[str, Any]:
    made = msgspec.json.decode(sheet, type=ScoreSheet).made_by.autoscore
    about = [place for place, one in enumerate(_dialogs(vcon)) if one.type not in _SILENT]
    return {
        "type": TYPE,
        **({"dialog": about[0] if len(about) == 1 else about} if about else {}),
        "vendor": VENDOR,
        "product": f"autoscore {made}",
        "schema": SCHEMA,
        _mediatype(vcon): "application/json",
        "encoding": "json",
        "body": Raw(sheet) if _draft(vcon) >= _JSON_BODIES else sheet.decode(),
    }


def _analyses(vcon: VCon) -> list[Raw]:
    return msgspec.json.decode(vcon.get("analysis", _NULL), type=list[Raw] | None) or []


def _dialogs(vcon: VCon) -> list[_Dialog]:
    return msgspec.json.decode(vcon.get("dialog", _NULL), type=list[_Dialog] | None) or []


def _draft(vcon: VCon) -> tuple[int, ...]:
    """Returns the version of the draft; the newest drafts have no version any more."""
    said = bytes(vcon.get("vcon", _NULL)).decode("utf-8", "replace")
    return tuple(int(number) for number in _NUMBER.findall(said)[:3]) or _LATEST


def _mediatype(vcon: VCon) -> str:
    said = b"".join(bytes(vcon.get(name, _NULL)) for name in ("dialog", "analysis", "attachments"))
    if b'"mediatype"' in said:
        return "mediatype"
    return "mimetype" if b'"mimetype"' in said or _draft(vcon) < _MEDIATYPES else "mediatype"


def _is_ours(entry: Raw, digest: object) -> bool:
    """Tells whether an analysis is a sheet that the same rubric made."""
    try:
        known = msgspec.json.decode(entry, type=_Entry)
        if (known.vendor, known.schema) != (VENDOR, SCHEMA):
            return False
        body = bytes(known.body)
        return _digest(msgspec.json.decode(body, type=str).encode() if body.startswith(b'"') else body) == digest
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False


def _digest(sheet: bytes) -> object:
    return msgspec.json.decode(sheet, type=_Sheet).rubric.get("digest")
