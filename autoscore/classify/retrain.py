"""Trains the shipped question model and the splitter again, writes their arrays and measures both in the card."""

from pathlib import Path

from autoscore.classify import card, shipped, split_model
from autoscore.classify.split_corpus import turns
from autoscore.classify.split_fit import fit
from autoscore.classify.split_measure import SEEDS, held_out
from autoscore.classify.train import train


def retrain(output: Path | None = None) -> tuple[Path, ...]:
    """Writes arrays and card into a folder, or over the shipped ones; returns the files."""
    home = shipped.folder()
    into = output or home
    model, held = train(home / "sentences")
    said = turns(home)
    splitter = fit(held.rows, said)
    split = [held_out(held.rows, said, model, seed) for seed in SEEDS]
    text = card.filled((home / card.FILE).read_text("utf-8"), home, model, held, split)
    # Nothing is written before all is made: arrays and card belong together.
    shipped.save(model, into)
    split_model.save(splitter, into)
    (into / card.FILE).write_text(text, "utf-8")
    return (*(into / f"{name}.npy" for name in (*shipped.FILES, *split_model.NAMES)), into / card.FILE)
