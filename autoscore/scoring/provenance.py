"""What made a sheet: versions and digests, nothing of this machine."""

from functools import cache
from importlib.metadata import version

from autoscore import __version__, resources
from autoscore.model import MadeBy
from autoscore.text.automaton import engines

_ENGINES = ("rjieba", "google-re2", "rapidfuzz")


@cache
def made_by(lexicons: str) -> MadeBy:
    """Returns the versions and digests that a sheet carries."""
    names = (*_ENGINES, engines()[0])
    found = {name: version(name.replace("_", "-")) for name in names}
    folder = resources.folder("models") / "characters"
    characters = resources.digest((path.name, path.read_bytes()) for path in folder.glob("*.npy"))
    return MadeBy(__version__, lexicons, {"characters": characters}, dict(sorted(found.items())))
