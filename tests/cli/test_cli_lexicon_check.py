"""`autoscore lexicon check`: problems end it badly, advice does not."""

from pathlib import Path

from cli_kit import autoscore, put


def test_advice_is_told_and_does_no_harm(tmp_path: Path) -> None:
    """Advice on the house's entries is told with its place, advice on the bundled ones is not, and the status is 0."""
    house = put(tmp_path / "house", a_txt="label: ours\n\n天皇皇…3\n", b_txt="slot: 甲\n\n天\n")
    ran = autoscore("lexicon", "check", house)
    assert ran.status == 0
    assert [line.split(": ")[0] for line in ran.errors if not line.startswith(" ")] == [
        "house/a.txt:3:1",
        "house/b.txt:1:1",
    ]
    assert ran.out.endswith("可用\n")


def test_a_sign_off_its_place_is_a_problem(tmp_path: Path) -> None:
    """An entry that does not mean what it says ends the command with 2."""
    ran = autoscore("lexicon", "check", put(tmp_path / "house", a_txt="label: ours\n\n(天皇皇$|地皇皇)\n"))
    assert ran.status == 2
    assert any(line.startswith("house/a.txt:3:1: “$”不在结尾") for line in ran.errors)
    assert ran.out.endswith("有问题\n")
