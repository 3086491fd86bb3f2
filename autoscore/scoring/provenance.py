"""What made a sheet: versions and digests, nothing of this machine."""

from functools import cache
from importlib.metadata import version
from types import MappingProxyType

from autoscore import __version__, resources
from autoscore.classify import installed
from autoscore.model import MadeBy

_ENGINES = ("numpy", "rjieba", "google-re2", "rapidfuzz")
QUESTIONS = "question-types"
# What of each model is applied; what it was trained on is not looked at.
_APPLIED = MappingProxyType(
    {
        "characters": ("*.npy",),
        QUESTIONS: ("*.npy", "cues.txt"),
        "recognition": ("*.npy", "*.json", "*.txt"),
        "service-acts": ("*.npy", "*.json", "act-cues.txt"),
        "words": ("*.txt",),
    }
)


@cache
def made_by(lexicons: str) -> MadeBy:
    """Returns the versions and digests that a sheet carries."""
    found = {name: version(name) for name in _ENGINES}
    models = {name: _digest(name) for name in _APPLIED if name != QUESTIONS or installed()}
    return MadeBy(__version__, lexicons, models, dict(sorted(found.items())))


def _digest(model: str) -> str:
    """Returns the digest of what a model is applied with."""
    folder = resources.folder("models") / model
    files = (path for pattern in _APPLIED[model] for path in folder.glob(pattern))
    return resources.digest((path.name, path.read_bytes()) for path in files)
