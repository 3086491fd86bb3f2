"""JUnit XML: valid by the schema that Jenkins reads by, and read by another reader; sums are right."""

from functools import cache
from pathlib import Path
from typing import Any

import junitparser
import pytest
from hypothesis import given, settings
from lxml import etree
from machine_kit import RUNS, card_of, folder_of, report, reported, sheet_of

from autoscore.model import Call, CriterionScore, Decision, Evidence, Nearest, ScoreSheet, Searched, Turn
from autoscore.report.language import Language
from autoscore.report.machine.junit_form import FORMAT

FAILS, SKIPS = {"not_met", "partial"}, {"unsure", "not_applicable", "observer"}


@cache
def schema() -> Any:
    """Is the schema of the xUnit plugin of Jenkins."""
    return etree.XMLSchema(etree.parse(str(Path(__file__).with_name("junit-10.xsd"))))


def tree_of(text: str | bytes) -> Any:
    """Returns a document that is valid."""
    root = etree.fromstring(text.encode() if isinstance(text, str) else text)
    schema().assertValid(root)
    return root


def tag(one: CriterionScore) -> str:
    """Returns what is to become of a criterion's test."""
    status = one.decisions[-1].status if one.decisions else one.status
    if one.mode != "score" or status in SKIPS:
        return "skipped"
    return "failure" if status in FAILS else "error" if status == "error" else ""


@given(RUNS)
@settings(max_examples=60)
def test_each_criterion_is_a_test(pairs: list[tuple[ScoreSheet, Call]]) -> None:
    """Whatever was said, the file is valid, and suites, tests and what became of them are those of the sheets."""
    text = reported(FORMAT, list(pairs))
    suites = tree_of(text)
    found = [[("".join(each.tag for each in case)) for case in suite.findall("testcase")] for suite in suites]
    assert found == [[tag(one) for one in sheet.criteria] for sheet, _ in pairs]
    tags = [each for suite in found for each in suite]
    assert suites.attrib == {
        "name": "autoscore",
        "tests": str(len(tags)),
        "failures": str(tags.count("failure")),
        "errors": str(tags.count("error")),
    }


@given(RUNS)
@settings(max_examples=30)
def test_another_reader_counts_the_same(pairs: list[tuple[ScoreSheet, Call]]) -> None:
    """What junitparser counts in each suite is what the suite says of itself."""
    for suite in junitparser.JUnitXml.fromstring(reported(FORMAT, list(pairs)).encode()):
        told = (suite.tests, suite.failures, suite.errors, suite.skipped)
        suite.update_statistics()
        assert (suite.tests, suite.failures, suite.errors, suite.skipped) == told


def test_a_failure_tells_why(tmp_path: Path) -> None:
    """A lost criterion shows its words, where was looked, what came nearest, what to say, and what people said."""
    row = CriterionScore(
        "greet",
        "<问候>",
        "score",
        "not_met",
        "0",
        "5",
        "没有听到问候",
        (Evidence(0, 0, 2, "喂\x1b", time=(61.0, 62.0)),),
        Searched("agent", (0, 1)),
        Nearest(1, 0, 1, "你", "您好", 40),
        (Decision("not_met", "0", "甲", "听过"),),
    )
    sheet = sheet_of("a/b", [row], date="2026-06-03", agent="07")
    call = Call((Turn("agent", "喂\x1b"), Turn("agent", "你")), id="a/b")
    suites = tree_of(report(FORMAT, folder_of(tmp_path / "run", [(sheet, call)], [card_of(sheet)]), tmp_path / "a.xml"))
    (suite,) = suites
    (case,) = suite.findall("testcase")
    (failure,) = case
    assert dict(suite.attrib) == {
        "name": "a/b",
        "tests": "1",
        "failures": "1",
        "errors": "0",
        "skipped": "0",
        "timestamp": "2026-06-03T00:00:00",
    }
    assert dict(case.attrib) == {"classname": "r", "name": "greet <问候>"}
    assert dict(failure.attrib) == {"message": "没做到：没有听到问候", "type": "not_met"}
    assert failure.text.split("\n") == [
        "原话：第1轮 01:01 “喂·”",
        "找过：坐席第1–2轮",
        "最接近：第2轮“你”，像“您好”（40）",
        "可以这样说：您好！",
        "人工判定：没做到，0 分（听过）",
    ]
    assert suite.find("system-out").text == "总分 8/10，合格（存疑 6–8）"
    known = {one.get("name"): one.get("value") for one in suite.iter("property")}
    assert (known["agent"], known["passed"], known["masked"]) == ("07", "true", "false")


@pytest.mark.parametrize("date", ["", "昨天", "2026-13-40", "<"])
def test_a_date_that_is_none_is_no_timestamp(tmp_path: Path, date: str) -> None:
    """A suite has a timestamp only where the call has a date."""
    row = CriterionScore("a", "a", "score", "met", "5", "5", "")
    pair = (sheet_of("c", [row], date=date), Call((Turn("agent", "喂"),), id="c"))
    (suite,) = tree_of(report(FORMAT, folder_of(tmp_path / "run", [pair]), tmp_path / "a.xml"))
    assert "timestamp" not in suite.attrib


def test_what_was_not_scored_is_an_error(tmp_path: Path) -> None:
    """A call that failed keeps a gate shut: it is an error, and counted."""
    row = CriterionScore("a", "a", "score", "met", "5", "5", "")
    failures = [{"place": "a.txt:1", "code": "empty", "what": "空文件", "todo": "请检查"}]
    pair = (sheet_of("c", [row]), Call((Turn("agent", "喂"),), id="c"))
    suites = tree_of(report(FORMAT, folder_of(tmp_path / "run", [pair], failures=failures), tmp_path / "a.xml"))
    assert (suites.get("tests"), suites.get("errors")) == ("2", "1")
    (error,) = suites.iter("error")
    assert (error.getparent().get("name"), error.get("message"), error.text) == ("a.txt:1", "空文件", "请检查")


def test_the_examples_are_valid_in_both_languages(examples: Path, tmp_path: Path) -> None:
    """A real run is valid, and English counts the same."""
    first = tree_of(report(FORMAT, examples, tmp_path / "a.xml"))
    english = tree_of(report(FORMAT, examples, tmp_path / "b.xml", say=Language("en")))
    assert int(first.get("failures")) > 20
    assert first.attrib == english.attrib
    assert english.find("testsuite/system-out").text.startswith("Total ")
