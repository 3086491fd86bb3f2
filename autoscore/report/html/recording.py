"""Where a recording lies, made into an address that a player may be given; nothing else gets into one."""

import re
import unicodedata
from urllib.parse import quote

# A drive letter is a scheme of one letter.
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Kept as they stand in an address that is one already; everything else is written as %XX.
_ADDRESS = "/:?#[]@!$&()*+,;=%~"


def source_of(recording: str, up: str = "") -> str | None:
    """Returns the address of a recording: http, https, a file, or a path as seen from the report; None for all else.

    `up` leads from the page to the folder of the report, such as `../`.
    """
    text = recording.strip()
    if not text or any(unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cs") for char in text):
        return None
    if _DRIVE.match(text):
        return "file:///" + quote(text.replace("\\", "/"), safe="/:")
    if text.startswith(("\\\\", "//")):
        return "file:" + quote(text.replace("\\", "/"))
    if text.startswith("/"):
        return "file://" + quote(text)
    scheme = _SCHEME.match(text)
    if scheme is None:
        return up + quote(text.replace("\\", "/"))
    return quote(text, safe=_ADDRESS) if scheme[1].lower() in ("http", "https", "file") else None
