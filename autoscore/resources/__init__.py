"""Where the bundled lexicons, models and rubrics are, and what their digests are.

In a checkout they stand at the top level; in an installed wheel inside the package.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_KINDS = ("lexicons", "models", "rubrics")


def folder(kind: str) -> Path:
    """Returns the folder of bundled `lexicons`, `models` or `rubrics`."""
    if kind not in _KINDS:
        raise ValueError(f"no such kind of resource: {kind}")
    inside = _PACKAGE / "_data" / kind
    return inside if inside.is_dir() else _PACKAGE.parent / kind


def contents(top: Path, ending: str) -> Iterator[tuple[str, bytes]]:
    """Yields the files below a folder that have an ending: their paths from there, with slashes, and their bytes.

    In no order; hundreds of small files are looked at in every start, so that paths stay plain strings.
    """
    skipped = len(os.path.join(top, ""))
    for parent, _, names in os.walk(top):
        for name in names:
            if name.endswith(ending):
                path = os.path.join(parent, name)
                with open(path, "rb", buffering=0) as file:
                    yield path[skipped:].replace(os.sep, "/"), file.readall()


def digest(parts: Iterable[tuple[str, bytes]]) -> str:
    """Returns the SHA-256 of named byte strings, in the order of their names, as `sha256:…`."""
    total = hashlib.sha256()
    for name, content in sorted(parts):
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return f"sha256:{total.hexdigest()}"
