"""Trains the shipped model of open acts again, writes its arrays and measures it in the card."""

from pathlib import Path

from autoscore.classify.act_card import FILE, filled_acts
from autoscore.classify.act_shipped import NAMES, folder, save_acts
from autoscore.classify.act_train import train_acts


def retrain_acts(output: Path | None = None) -> tuple[Path, ...]:
    """Writes arrays and card into a folder, or over the shipped ones; returns the files."""
    home = folder()
    into = output or home
    model, held = train_acts(home / "sentences")
    text = filled_acts((home / FILE).read_text("utf-8"), home, held)
    # Nothing is written before all is made: arrays and card belong together.
    save_acts(model, into)
    (into / FILE).write_text(text, "utf-8")
    return (*(into / f"{name}.npy" for name in NAMES), into / FILE)
