"""Whether the question model is there: a house may leave it out."""

from functools import cache

from autoscore.classify import shipped, split_model


@cache
def installed() -> bool:
    """Tells whether all that the model and the splitter are applied with is in the bundled folder."""
    names = (*(f"{name}.npy" for name in (*shipped.FILES, *split_model.NAMES)), "cues.txt")
    return all((shipped.folder() / name).is_file() for name in names)
