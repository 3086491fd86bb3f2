"""Names of inputs and places that mean the same on another machine."""

import glob
import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath


def shortener(inputs: Iterable[str]) -> Callable[[str], str]:
    """Returns what takes the folders above the inputs, where they are given from the root, out of a text."""
    bases = {_base(Path(one)).as_posix() for one in inputs if Path(one).is_absolute()} - {Path("/").as_posix()}
    if not bases:
        return lambda text: text
    longest_first = sorted(bases, key=lambda base: (-len(base), base))
    pattern = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first))})")
    return lambda text: pattern.sub(lambda found: PurePosixPath(found[0]).name, text)


def _base(path: Path) -> Path:
    """Returns what is certain of a path: all of it, or what stands before the first part with a wildcard."""
    parts = path.parts
    return Path(*parts[: next((at for at, part in enumerate(parts) if glob.has_magic(part)), len(parts))])
