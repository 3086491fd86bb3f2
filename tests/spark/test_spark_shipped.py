"""What a job takes along, and what it does when a task dies."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from spark_kit import rows

import autoscore.spark
from autoscore.api import Transcript, scorer
from autoscore.batch.run import Plan
from autoscore.errors import UsageError
from autoscore.model import Turn
from autoscore.spark import frames
from autoscore.spark.ship import job_of
from autoscore.spark.tables import tables_of

TINY = Path(__file__).resolve().parents[1] / "cli" / "tiny.yaml"
OWN = """
rubric: own
title: 自家
extends: ../tiny.yaml
version: "2"
criteria:
  - id: a
    find: {act: magic}
    examples:
      - {gets: met, turns: ["客服：[[芝麻开门]]。"]}
      - {gets: not_met, turns: ["客服：没有别的了。"]}
"""
LEXICON = "label: magic\ntitle: 口令\nkind: expected\n\n芝麻开门\n"
SAID = "客服您好，芝麻开门。"


def house(folder: Path) -> tuple[Path, Path]:
    """Writes a rubric that extends another one, and a folder of lexicons, and returns both."""
    (folder / "house" / "words").mkdir(parents=True)
    shutil.copy(TINY, folder / "tiny.yaml")
    (folder / "house" / "own.yaml").write_text(OWN, "utf-8")
    (folder / "house" / "words" / "magic.txt").write_text(LEXICON, "utf-8")
    return folder / "house" / "own.yaml", folder / "house" / "words"


def table(spark: Any, count: int) -> Any:
    """Returns calls, a turn each."""
    turns = [(f"c{number:03}", 1, "agent", SAID) for number in range(count)]
    return spark.createDataFrame(turns, "id string, turn int, role string, text string")


def test_ones_own_rubric_and_lexicons_travel_with_the_job(spark: Any, tmp_path: Path) -> None:
    """Executors need none of the files: the sheets are those of this machine though the files are gone."""
    rubric, lexicons = house(tmp_path)
    call = Transcript("c000", (Turn("agent", SAID),))
    [expected] = scorer(str(rubric), lexicons).score([call])
    assert expected.criteria[0].status == "met"
    scored = autoscore.spark.score(table(spark, 3), str(rubric), lexicons=lexicons)
    shutil.rmtree(tmp_path / "house")
    (tmp_path / "tiny.yaml").unlink()
    found = rows(tables_of(scored).criteria)
    names = [f"c{number:03}" for number in range(3)]
    assert [(one["call"], one["status"], one["points"]) for one in found] == [(name, "met", 10) for name in names]
    digests = {(one["rubric_digest"], one["lexicons"]) for one in found}
    assert digests == {(expected.rubric.digest, expected.made_by.lexicons)}


def test_a_rubric_that_extends_a_path_of_this_machine_is_refused(tmp_path: Path) -> None:
    """No other machine has the file that an absolute path names."""
    rubric, _ = house(tmp_path)
    rubric.write_text(OWN.replace("../tiny.yaml", str(tmp_path / "tiny.yaml")), "utf-8")
    with pytest.raises(UsageError, match="extends"):
        job_of(Plan(str(rubric)), {})


def test_a_task_that_dies_is_run_again(spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that is gone in the middle of its calls costs none of them, and none comes twice."""
    mark, make = str(tmp_path / "died"), frames.Task

    def dying(*job: Any) -> Any:
        task = make(*job)

        def run(batches: Any) -> Any:
            for number, batch in enumerate(task(batches)):
                if number == 1 and not os.path.exists(mark):
                    os.close(os.open(mark, os.O_CREAT))
                    os._exit(1)
                yield batch

        return run

    monkeypatch.setattr(frames, "Task", dying)
    scored = autoscore.spark.score(table(spark, 200).coalesce(1), str(TINY))
    found = sorted(row["id"] for row in rows(scored.select("id").where("failure is null")))
    assert os.path.exists(mark)
    assert found == [f"c{number:03}" for number in range(200)]
