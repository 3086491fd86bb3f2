"""The table of common words is what its maker makes."""

from autoscore import resources
from autoscore.text.make_words import HEAD, lines, make


def test_the_shipped_table_is_fresh(tmp_path) -> None:
    """Made again, the table is the shipped one, line by line; its words stand from the commonest to the rare."""
    make(tmp_path)
    shipped = (resources.folder("models") / "words" / "common.txt").read_text("utf-8")
    assert (tmp_path / "common.txt").read_text("utf-8") == shipped
    rarities = [float(line.split()[0]) for line in lines()]
    assert rarities == sorted(set(rarities))
    assert shipped.startswith("\n".join(HEAD))
