"""What made a sheet: versions and digests, nothing of this machine."""

from functools import cache
from importlib.metadata import version

from autoscore import __version__, resources
from autoscore.classify import acts_installed, installed
from autoscore.model import MadeBy
from autoscore.text.automaton import engines

_ENGINES = ("numpy", "rjieba", "google-re2", "rapidfuzz")
QUESTIONS = "question-types"
ACTS = "service-acts"


@cache
def made_by(lexicons: str) -> MadeBy:
    """Returns the versions and digests that a sheet carries."""
    names = (*_ENGINES, engines()[0])
    found = {name: version(name.replace("_", "-")) for name in names}
    there = {"characters": True, QUESTIONS: installed(), ACTS: acts_installed()}
    models = {name: _digest(name) for name, is_there in there.items() if is_there}
    return MadeBy(__version__, lexicons, models, dict(sorted(found.items())))


def _digest(model: str) -> str:
    """Returns the digest of what a model is applied with; what it was trained on is not looked at."""
    folder = resources.folder("models") / model
    files = sorted(path for ending in ("*.npy", "*cues.txt") for path in folder.glob(ending))
    return resources.digest((path.name, path.read_bytes()) for path in files)
