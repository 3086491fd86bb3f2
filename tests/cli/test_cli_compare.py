"""`autoscore compare`: people's decisions against a run."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_kit import EXAMPLES, MET, NOT_MET, TINY, autoscore, call, contents, lines, process, put, sheets, tiny

CALLS = 24


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run: the machine finds criterion a met on every other of 24 calls."""
    folder = tmp_path_factory.mktemp("compare")
    talks = [call(f"c{n}", "今天下雨。" if n % 2 else "天灵灵地灵灵。", "再见。") for n in range(CALLS)]
    put(folder, calls_jsonl=lines(*talks))
    assert autoscore("score", folder / "calls.jsonl", "--rubric", TINY, "-o", folder / "out").status == 0
    return folder / "out"


def decided(folder: Path, *rows: str) -> Path:
    """Writes decisions in which people agree with the machine on every call, and further rows below."""
    agreed = [f"c{n},甲,{'没做到' if n % 2 else '做到'},{0 if n % 2 else 10},王," for n in range(CALLS)]
    return put(folder, d_csv="\n".join(["通话,评分项,状态,得分,评分人,备注", *agreed, *rows, ""])) / "d.csv"


def compared(*arguments: str | Path, status: int = 0) -> dict[str, Any]:
    ran = autoscore("compare", *arguments, "--format", "json")
    assert ran.status == status, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_figures_as_json(run: Path, tmp_path: Path) -> None:
    """Where two of 24 decisions differ, 22 agree: chance is 1/2, kappa 10/12, one call stricter, one laxer."""
    file = decided(tmp_path, "c0,a,not_met,0,李,", "c1,a,met,10,李,")
    found = compared(run, file)
    assert (found["sheets"], found["decisions"], found["calls"], found["gate"]) == (24, 26, 24, None)
    [one] = found["criteria"]
    assert (one["rubric"], one["id"], one["title"], one["pairs"], one["agreed"]) == ("tiny", "a", "甲", 24, 22)
    assert one["kappa"]["value"] == pytest.approx(10 / 12, abs=1e-6)
    assert (one["bias"], one["scored"], one["stricter"], one["laxer"]) == ("0.00", 24, 1, 1)
    assert one["confusion"] == [
        {"machine": "met", "person": "met", "count": 11},
        {"machine": "met", "person": "not_met", "count": 1},
        {"machine": "not_met", "person": "met", "count": 1},
        {"machine": "not_met", "person": "not_met", "count": 11},
    ]
    assert (one["people"]["pairs"], one["people"]["agreed"]) == (2, 0)


def test_figures_as_a_table(run: Path, tmp_path: Path) -> None:
    """The table has the criterion with its figures, the confusion below it, and the gate's verdict last."""
    ran = autoscore("compare", run, decided(tmp_path), "--gate", "0.8")
    assert (ran.status, ran.err) == (0, "")
    rows = [[cell.strip() for cell in line.strip("│").split("│")] for line in ran.out.splitlines() if line[:1] == "│"]
    assert rows == [
        ["甲", "24", "100% [86–100%]", "1.00 [0.72, 1.00]", "0.00", "0", "0", "100%"],
        ["做到", "12", "0"],
        ["没做到", "0", "12"],
    ]
    assert ran.out.splitlines()[-1] == "评分项都可以单独评分（κ 须达到 0.8，可比的通话不少于 20 通）"


def test_a_folder_and_its_sheets_are_the_same(run: Path, tmp_path: Path) -> None:
    """DIR may be the run's folder or the sheets.jsonl in it."""
    file = decided(tmp_path)
    assert compared(run, file) == compared(run / "sheets.jsonl", file)


def test_rows_that_find_nothing_are_told_and_the_rest_is_compared(run: Path, tmp_path: Path) -> None:
    """Unknown calls and criteria, and rows with problems, are told with their places; the status is 1."""
    file = decided(tmp_path, "c99,a,做到,,,", "c1,乙,做到,,,", "c1,a,好像,,,")
    ran = autoscore("compare", run, file, "--format", "json")
    assert ran.status == 1
    assert json.loads(ran.out)["criteria"] == compared(run, decided(tmp_path))["criteria"]
    assert [line.split("：")[0] for line in ran.errors] == [
        f"{file}:28: “状态”列的词不认识；可写",
        f"{file}:26: 这次评分里没有这些通话",
        f"{file}:27: 这次评分里这些通话没有这些评分项",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("call,status\nc1,met\n", "缺少“评分项”"),
        ("call,criterion,status\nc1,a,好像\n", "“status”列的词不认识"),
        ("call,criterion,status\nx1,a,met\n", "没有这些通话"),
        ("call,criterion,status\nc1,x,met\n", "没有这些评分项"),
        ("", "空文件"),
    ],
)
def test_where_nothing_can_be_compared_the_status_is_2(text: str, told: str, run: Path, tmp_path: Path) -> None:
    """A file of which no row can be used prints nothing, says why, and ends with 2."""
    ran = autoscore("compare", run, put(tmp_path, d_csv=text) / "d.csv")
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err


def test_a_run_that_is_none_is_told(run: Path, tmp_path: Path) -> None:
    """A folder without sheets, a file that is none, and a path that is not there end with 2."""
    file = decided(tmp_path)
    for wrong in (tmp_path, file, tmp_path / "nowhere"):
        ran = autoscore("compare", wrong, file)
        assert (ran.status, ran.out) == (2, ""), wrong
        assert ran.err
    broken = put(tmp_path, broken_jsonl=b"{}\n" + (run / "sheets.jsonl").read_bytes()) / "broken.jsonl"
    ran = autoscore("compare", broken, file)
    assert ran.status == 1
    assert ran.errors[0].startswith(f"{broken}:1: ")


@pytest.mark.parametrize(
    "wrong",
    [
        ("--gate", "1.5"),
        ("--gate", "nan"),
        ("--format", "html"),
        ("--write", "own.yaml"),
        ("--gate", "0.8", "--write", "{folder}/own.yaml"),
        ("--gate", "0.8", "--write", "{folder}/own.yaml", "--rubric", "hotline"),
        ("--gate", "0.8", "--write", "{folder}/own.yaml", "--rubric", "nowhere.yaml"),
    ],
)
def test_wrong_options_are_refused(wrong: tuple[str, ...], run: Path, tmp_path: Path) -> None:
    """Bad values, --write without a gate, and --write over a rubric that is not known end with 2 and write nothing."""
    file = put(tmp_path, d_csv="call,criterion,status\nc1,a,met\n") / "d.csv"
    ran = autoscore("compare", run, file, *(word.format(folder=tmp_path) for word in wrong))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err
    assert list(contents(tmp_path)) == ["d.csv"]


def test_the_figures_go_into_a_file(run: Path, tmp_path: Path) -> None:
    """-o writes what would have been printed."""
    file = decided(tmp_path)
    for form in ("text", "json"):
        printed = autoscore("compare", run, file, "--format", form)
        ran = autoscore("compare", run, file, "--format", form, "-o", tmp_path / "out.txt")
        assert (ran.status, ran.out) == (0, "")
        assert (tmp_path / "out.txt").read_text("utf-8") == printed.out


def test_the_written_rubric_scores_with_hints(run: Path, tmp_path: Path) -> None:
    """A rubric written over a house's own file checks and scores; what is held counts no more and is still told."""
    house, new = tmp_path / "house", tmp_path / "new"
    house.mkdir(), new.mkdir()
    base, own = tiny(house), new / "own.yaml"
    few = put(tmp_path, d_csv="call,criterion,status\nc0,a,met\n") / "d.csv"
    ran = autoscore("compare", run, few, "--gate", "0.8", "--write", own, "--rubric", base)
    assert ran.status == 0
    assert "甲（a）：可比的通话只有 1 通" in ran.out
    assert 'extends: "../house/tiny.yaml"\n' in own.read_text("utf-8")
    assert autoscore("rubric", "check", own).status == 0
    put(tmp_path / "talk", a_txt=MET, b_txt=NOT_MET)
    assert autoscore("score", tmp_path / "talk", "--rubric", own, "-o", tmp_path / "out").status == 0
    scored = [
        (one["criteria"][0]["mode"], one["criteria"][0]["status"], one["total"]) for one in sheets(tmp_path / "out")
    ]
    assert scored == [("hint", "met", None), ("hint", "not_met", None)]


def test_a_bundled_rubric_is_extended_by_its_id(tmp_path: Path) -> None:
    """Over a run by a bundled rubric no file need be named, and just what is held loses its points."""
    assert autoscore("score", EXAMPLES / "phone", "--rubric", "hotline", "-o", tmp_path / "out").status == 0
    first = sheets(tmp_path / "out")[0]
    file = put(tmp_path, d_csv=f"call,criterion,status\n{first['id']},greeting,met\n") / "d.csv"
    own = tmp_path / "own.yaml"
    found = compared(tmp_path / "out", file, "--gate", "0.5", "--write", own)
    held = {one["id"] for one in found["gate"]["held"]}
    assert held == {one["id"] for one in first["criteria"] if one["mode"] == "score"}
    assert autoscore("rubric", "check", own).status == 0
    assert own.read_text("utf-8").splitlines()[1] == 'extends: "hotline"'


def test_the_same_run_and_file_give_the_same_bytes(run: Path, tmp_path: Path) -> None:
    """Another process, with another seed of hashes, prints the same."""
    file = decided(tmp_path, "c99,a,做到,,,", "c1,b,做到,,,", "c2,甲,部分,3,李,")
    ran = [process("compare", run, file, "--format", "json", env={"PYTHONHASHSEED": seed}) for seed in ("1", "2")]
    assert ran[0] == ran[1]
    assert ran[0].status == 1


def test_what_was_said_is_not_shown(run: Path, tmp_path: Path) -> None:
    """Neither the table nor a problem repeats what a note or a call holds."""
    ran = autoscore("compare", run, decided(tmp_path, "c1,a,天灵灵,天灵灵,,天灵灵"), "--gate", "0.9")
    assert ran.status == 1
    assert "灵" not in ran.out + ran.err


def test_a_run_by_several_rubrics_writes_no_rubric(run: Path, tmp_path: Path) -> None:
    """One file cannot extend two rubrics: both are named, and nothing is written."""
    text = (run / "sheets.jsonl").read_text("utf-8")
    both = put(tmp_path, both_jsonl=text + text.replace('"rubric":{"id":"tiny"', '"rubric":{"id":"other"'))
    file = put(tmp_path, d_csv="call,criterion,status\nc1,a,met\n") / "d.csv"
    ran = autoscore("compare", both / "both.jsonl", file, "--gate", "0.8", "--write", tmp_path / "own.yaml")
    assert (ran.status, ran.out) == (2, "")
    assert "tiny、other" in ran.err
    assert not (tmp_path / "own.yaml").exists()
