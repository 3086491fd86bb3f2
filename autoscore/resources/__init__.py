"""Where the bundled lexicons, models and rubrics are, and what their digests are.

In a checkout they stand at the top level; in an installed wheel inside the package.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_KINDS = ("lexicons", "models", "rubrics")


def folder(kind: str) -> Path:
    """Returns the folder of bundled `lexicons`, `models` or `rubrics`."""
    if kind not in _KINDS:
        raise ValueError(f"no such kind of resource: {kind}")
    inside = _PACKAGE / "_data" / kind
    return inside if inside.is_dir() else _PACKAGE.parent / kind


def digest(parts: Iterable[tuple[str, bytes]]) -> str:
    """Returns the SHA-256 of named byte strings, in the order of their names, as `sha256:…`."""
    total = hashlib.sha256()
    for name, content in sorted(parts):
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return f"sha256:{total.hexdigest()}"
