"""Scoring again: the same where nothing changed, told apart where something did, refused where it can't be done."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from appeal_kit import MAGIC, RUBRIC, call, scored, told

from autoscore.privacy import NO_MASK
from autoscore.report.appeal import Appeal, Means, Verified, appeal_of, find_call, find_criterion
from autoscore.report.appeal.again import MASKED, NO_LEXICONS, NO_WORDS, NOT_BUNDLED, OTHER_FILE
from autoscore.runs.stored import StoredRun

SAID = call("c1", f"您好，{MAGIC}。", "好的。", "再见。", "再见。")
NOT_SAID = call("c2", "您好，今天下雨。", "好的。", "再见。", "再见。")


def appeal(run: StoredRun, name: str, criterion: str = "said", **means: Any) -> Appeal:
    """Returns the verified page of a call."""
    one = find_call(run, name)
    with_ = Means(**{"rubric": str(run.folder.parent / "tiny.yaml"), **means})
    return appeal_of(run, one, find_criterion(one.sheet, criterion), NO_MASK, with_, verify=True)


def verified(run: StoredRun, name: str, criterion: str = "said", **means: Any) -> Verified:
    """Returns what scoring a call again comes to."""
    found = appeal(run, name, criterion, **means).verified
    assert found is not None
    return found


def edited(run: StoredRun, file: str, edit: Callable[[dict[str, Any]], None]) -> StoredRun:
    """Changes the first record of a run's file, and opens the run again."""
    path = run.folder / file
    first, *rest = path.read_text("utf-8").splitlines()
    record = json.loads(first)
    edit(record)
    path.write_text("\n".join([json.dumps(record), *rest]) + "\n", "utf-8")
    return StoredRun.open(run.folder)


@pytest.mark.parametrize("criterion", ["said", "kind", "seen"])
def test_what_nobody_touched_comes_out_the_same(tmp_path: Path, criterion: str) -> None:
    """Every criterion of a run just made is the same when it is scored again, and nothing has changed."""
    run = scored(tmp_path, SAID, NOT_SAID)
    for name in ("c1", "c2"):
        assert verified(run, name, criterion) == Verified("same")


def test_decisions_are_laid_beside_again(tmp_path: Path) -> None:
    """A sheet with people's decisions comes out the same, its total counting them."""
    (tmp_path / "d.csv").write_text("通话,评分项,状态,得分\nc2,said,做到,\nc2,kind,,3\n", "utf-8")
    run = scored(tmp_path, NOT_SAID, options=("--decisions", str(tmp_path / "d.csv")))
    assert find_call(run, "c2").sheet.total == "65.0"
    assert verified(run, "c2") == Verified("same")


def test_a_changed_sheet_is_told_field_by_field(tmp_path: Path) -> None:
    """What stands otherwise on the sheet is told with what comes now, and nothing else is."""

    def edit(sheet: dict[str, Any]) -> None:
        sheet["total"] = "50.0"
        sheet["criteria"][0] |= {"status": "not_met", "points": "0", "evidence": []}

    found = verified(edited(scored(tmp_path, SAID), "sheets.jsonl", edit), "c1")
    assert (found.result, found.changed) == ("different", ())
    assert [(one.field, one.before, one.after) for one in found.differences] == [
        ("sheet.total", "50.0", "100.0"),
        ("criterion.status", "not_met", "met"),
        ("criterion.points", "0", "10"),
        ("criterion.evidence", "–", f"1:3–9 “{MAGIC}” clean 100"),
    ]


def test_other_makers_are_named(tmp_path: Path) -> None:
    """Where the result is the same, what has changed is named all the same; lexicons point to their option."""
    run = edited(scored(tmp_path, SAID), "sheets.jsonl", lambda sheet: sheet["made_by"].update(lexicons="sha256:0"))
    found = verified(run, "c1")
    assert (found.result, [one.field for one in found.changed]) == ("same", ["lexicons"])
    again = edited(run, "sheets.jsonl", lambda sheet: sheet.update(total="1.0"))
    page = appeal(again, "c1")
    assert "--lexicons" in told(page)
    assert "--assume-roles" not in told(page)


def test_other_words_are_told(tmp_path: Path) -> None:
    """A kept call that is not the one scored is told by its digest, even where the result is the same."""
    run = edited(scored(tmp_path, SAID), "calls.jsonl", lambda call: call["turns"][1].update(text="行。"))
    found = verified(run, "c1")
    assert (found.result, [one.field for one in found.changed]) == ("different", ["transcript"])


def test_what_cannot_be_scored_again_says_why(tmp_path: Path) -> None:
    """Without the calls, with masked ones, without the rubric or with another one, it says so and what is wanted."""
    run = scored(tmp_path, SAID)
    wanted = find_call(run, "c1").sheet.rubric.digest
    other = tmp_path / "other.yaml"
    other.write_text(RUBRIC.replace("要说", "要讲"), "utf-8")
    assert verified(run, "c1", rubric=None) == Verified("impossible", NOT_BUNDLED, {"id": "tiny", "wanted": wanted})
    found = verified(run, "c1", rubric=str(other))
    assert (found.because, found.values["wanted"]) == (OTHER_FILE, wanted)
    assert found.values["found"] != wanted
    (run.folder / "manifest.json").write_text('{"masked": true}', "utf-8")
    assert verified(StoredRun.open(run.folder), "c1") == Verified("impossible", MASKED)
    (run.folder / "calls.jsonl").unlink()
    assert verified(StoredRun.open(run.folder), "c1") == Verified("impossible", NO_WORDS)


HOUSE = "label: house_word\ntitle: 自家的话\nkind: phrases\nby: agent\n\n天灵灵地灵灵\n"


def test_lexicons_of_a_house_are_asked_for(tmp_path: Path) -> None:
    """Without the lexicons that scored a call it can't be scored again, and their option is named; with them it can."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "word.txt").write_text(HOUSE, "utf-8")
    own = RUBRIC.replace(f"phrase: [{MAGIC}]", "act: house_word")
    run = scored(tmp_path, SAID, rubric=own, options=("--lexicons", str(tmp_path / "own")))
    assert verified(run, "c1") == Verified("impossible", NO_LEXICONS)
    assert verified(run, "c1", lexicons=tmp_path / "own") == Verified("same")


def test_what_another_decision_would_change_is_what_it_changes(tmp_path: Path) -> None:
    """The total that a page tells for another decision is the one that scoring with that decision gives."""
    run = scored(tmp_path, NOT_SAID)
    [would] = appeal(run, "c2").sum.would
    (tmp_path / "d.csv").write_text("通话,评分项,状态\nc2,said,做到\n", "utf-8")
    sheet = find_call(scored(tmp_path, NOT_SAID, options=("--decisions", str(tmp_path / "d.csv"))), "c2").sheet
    assert (would.status, would.total, would.passed) == ("met", sheet.total, sheet.passed) == ("met", "100.0", True)


def test_nothing_is_promised_where_the_sheet_does_not_come_out_again(tmp_path: Path) -> None:
    """Where scoring again gives another sheet, no total is told for another decision."""
    run = edited(scored(tmp_path, NOT_SAID), "sheets.jsonl", lambda sheet: sheet.update(total="1.0"))
    assert appeal(run, "c2").sum.would == ()
