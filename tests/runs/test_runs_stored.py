"""A run's folder is read back as it was written."""

from pathlib import Path

import msgspec
import pytest

from autoscore.cli.main import run
from autoscore.errors import ReadError, UsageError
from autoscore.model import Call, ScoreSheet
from autoscore.rubric import load
from autoscore.rubric.card import card_of
from autoscore.runs.stored import StoredRun

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
RUBRIC = (ROOT / "tests" / "cli" / "tiny.yaml").read_text("utf-8")
TALK = "客服：您好，请问有什么可以帮您？\n客户：我查话费。\n客服：好的。感谢来电，再见。\n"


def score(*arguments: str | Path) -> int:
    """Scores by the command line, and returns its exit status."""
    return run(["score", *map(str, arguments)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Scores some calls of three channels into a folder."""
    out = tmp_path_factory.mktemp("stored") / "run"
    assert score(EXAMPLES / "phone", EXAMPLES / "visit", "-o", out) == 0
    return out


def test_sheets_come_with_their_calls_in_order(folder: Path) -> None:
    """Each sheet comes with its own call and its rubric's card; a folder and its sheets.jsonl mean the same."""
    stored = StoredRun.open(folder)
    found = list(stored)
    sheets, calls = (
        [msgspec.json.decode(line, type=kind) for line in (folder / name).read_bytes().splitlines()]
        for name, kind in (("sheets.jsonl", ScoreSheet), ("calls.jsonl", Call))
    )
    assert [(one.sheet, one.call) for one in found] == list(zip(sheets, calls, strict=True))
    assert all(one.card.digest == one.sheet.rubric.digest for one in found)
    assert list(StoredRun.open(folder / "sheets.jsonl")) == found
    assert stored.find(found[-1].sheet.id) == found[-1]
    assert stored.find("没有这一通") is None


def test_cards_say_what_the_rubrics_say(folder: Path) -> None:
    """A run keeps a card of each rubric that it used: the rubric's own words, as it was then."""
    cards = {one.card.id: one.card for one in StoredRun.open(folder)}
    assert cards == {name: card_of(load(name)) for name in ("home-service-visit", "hotline")}


def test_a_rubric_of_ones_own_keeps_its_card(tmp_path: Path) -> None:
    """The card of a rubric file stands beside the sheets, so that a report does not need the file any more."""
    rubric = tmp_path / "own.yaml"
    rubric.write_text(RUBRIC, "utf-8")
    (tmp_path / "c.txt").write_text(TALK, "utf-8")
    assert score(tmp_path / "c.txt", "--rubric", rubric, "-o", tmp_path / "run") == 0
    expected = card_of(load(str(rubric)))
    rubric.unlink()
    [one] = StoredRun.open(tmp_path / "run")
    assert one.card == expected
    assert expected.criteria[0].why


def test_each_theme_has_its_card(tmp_path: Path) -> None:
    """Calls of one rubric with two themes have a card each."""
    for theme in ("data-package", "app-market"):
        (tmp_path / f"{theme}.txt").write_text(f"# theme: {theme}\n{TALK}", "utf-8")
    inputs = (tmp_path / "data-package.txt", tmp_path / "app-market.txt")
    assert score(*inputs, "--rubric", "counter-sales", "-o", tmp_path / "run") == 0
    assert [one.card.theme for one in StoredRun.open(tmp_path / "run")] == ["data-package", "app-market"]


def test_a_card_that_was_not_kept_is_the_bundled_one_or_the_sheet(folder: Path, tmp_path: Path) -> None:
    """Without rubrics.json a bundled rubric that is still the same is read anew; of another one the sheet speaks."""
    first, _ = (folder / "sheets.jsonl").read_bytes().splitlines()[:2]
    sheet = msgspec.json.decode(first, type=ScoreSheet)
    changed = msgspec.structs.replace(sheet, rubric=msgspec.structs.replace(sheet.rubric, digest="sha256:0"))
    (tmp_path / "sheets.jsonl").write_bytes(first + b"\n" + msgspec.json.encode(changed) + b"\n")
    known, bare = (one.card for one in StoredRun.open(tmp_path))
    assert known == card_of(load(sheet.rubric.id))
    assert (bare.title, bare.source) == (sheet.rubric.id, "")
    assert [(one.id, one.title, one.points) for one in bare.criteria] == [
        (one.id, one.title, one.max) for one in sheet.criteria
    ]


def test_calls_that_were_not_kept_are_none(tmp_path: Path) -> None:
    """A run with --no-calls yields sheets without words."""
    (tmp_path / "c.txt").write_text(TALK, "utf-8")
    assert score(tmp_path / "c.txt", "--no-calls", "-o", tmp_path / "run") == 0
    assert [one.call for one in StoredRun.open(tmp_path / "run")] == [None]


def test_what_is_no_run_is_told(tmp_path: Path) -> None:
    """A folder without sheets is refused with what to give instead."""
    with pytest.raises(UsageError, match="不是评分的结果"):
        StoredRun.open(tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("sheets.jsonl", b"{}\n", "no_sheet"),
        ("calls.jsonl", b"{\n", "no_call"),
        ("calls.jsonl", b"", "other_calls"),
        ("calls.jsonl", b'{"turns":[],"id":"another"}\n', "other_calls"),
        ("sheets.jsonl", b"", "other_calls"),
        ("rubrics.json", b"[1]", "rubrics"),
        ("manifest.json", b'{"counts":1}', "manifest"),
    ],
)
def test_a_damaged_file_is_told(folder: Path, tmp_path: Path, name: str, data: bytes, code: str) -> None:
    """Nothing of a run that cannot be read whole is shown as if it were the whole: the file and the cause are told."""
    for path in folder.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError) as caught:
        list(StoredRun.open(tmp_path))
    [problem] = caught.value.problems
    blamed = "calls.jsonl" if code == "other_calls" else name
    assert (problem.code, problem.place.file) == (code, str(tmp_path / blamed))


def test_failures_of_a_run_are_known(tmp_path: Path) -> None:
    """What could not be scored is told by the manifest, with place and cause."""
    (tmp_path / "c.txt").write_text(TALK, "utf-8")
    (tmp_path / "bad.json").write_text("{", "utf-8")
    assert score(tmp_path / "c.txt", tmp_path / "bad.json", "-o", tmp_path / "run") == 1
    manifest = StoredRun.open(tmp_path / "run").manifest
    assert manifest.counts == {"scored": 1, "failed": 1}
    assert ["bad.json" in one.place for one in manifest.failures] == [True]
    assert not manifest.masked
