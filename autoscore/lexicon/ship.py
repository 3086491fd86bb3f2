"""Compiles the bundled lexicons into the form that is shipped: run `python -m autoscore.lexicon.ship` after an edit."""

from autoscore.errors import LexiconError
from autoscore.lexicon import read, shipped


def ship() -> None:
    """Writes the compiled lexicons; raises LexiconError with all problems of their texts."""
    lexicon, problems = read()
    if problems:
        raise LexiconError(problems)
    shipped.path().parent.mkdir(parents=True, exist_ok=True)
    shipped.path().write_bytes(shipped.pack(lexicon))


if __name__ == "__main__":
    ship()
