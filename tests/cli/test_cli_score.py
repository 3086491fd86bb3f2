"""`autoscore score`: what it reads, what it prints, and by which rubric."""

import json
from pathlib import Path

import pytest
from cli_kit import EXAMPLES, MET, NOT_MET, RUBRIC, TALK, TINY, autoscore, call, lines, process, put, tiny


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """A folder of two calls, one of them in a folder inside, with a file that is no transcript beside them."""
    return put(put(tmp_path / "calls", a_txt=MET, notes_md="# x"), **{"day1/b_txt": NOT_MET})


def ids(*arguments: str | Path, stdin: bytes = b"") -> list[str]:
    ran = autoscore("score", *arguments, "--format", "jsonl", stdin=stdin)
    assert ran.status == 0, ran.err
    return [sheet["id"] for sheet in ran.records]


def test_a_file_a_folder_a_glob_and_standard_input_are_scored(calls: Path, tmp_path: Path) -> None:
    """Every kind of input is read, and a call without an id is called by the path relative to the input."""
    rubric = ("--rubric", TINY)
    assert ids(calls / "a.txt", *rubric) == ["a.txt"]
    assert ids(calls, *rubric) == ["a.txt", "day1/b.txt"]
    assert ids(calls / "*.txt", *rubric) == ["a.txt"]
    assert ids(calls / "**" / "*.txt", *rubric) == ["a.txt", "day1/b.txt"]
    assert ids("-", *rubric, stdin=TALK.encode()) == ["stdin"]
    assert ids("-", calls / "a.txt", *rubric, stdin=lines(call("x"), call("y")).encode()) == ["x", "y", "a.txt"]


def test_json_lines_is_a_sheet_a_line_and_json_the_same_for_reading(calls: Path, tmp_path: Path) -> None:
    """`jsonl` and `json` print the same sheets, the first a line each, the second over many lines."""
    by_lines = autoscore("score", calls, "--rubric", TINY, "--format", "jsonl").records
    printed = autoscore("score", calls, "--rubric", TINY, "--format", "json").out
    decoder, sheets, at = json.JSONDecoder(), [], 0
    while at < len(printed):
        sheet, end = decoder.raw_decode(printed, at)
        sheets.append(sheet)
        at = end + 1
    assert sheets == by_lines
    assert printed.count("\n") > 20 * len(sheets)


def test_text_shows_the_sheet_as_a_table_and_the_whole_call(calls: Path, tmp_path: Path) -> None:
    """Text is what is printed where nothing else is asked for: heading, a row a criterion, and every turn."""
    ran = autoscore("score", calls / "a.txt", "--rubric", TINY)
    assert ran.status == 0
    assert ran.out.startswith("a.txt · tiny v1\n总分 100.0 / 100 · 合格\n")
    row = next(line for line in ran.out.splitlines() if "甲" in line)
    assert all(words in row for words in ("做到", "10/10", "“天灵灵地灵灵”"))
    assert "  1 坐席：天灵灵地灵灵。\n  2 客户：再见。\n" in ran.out
    assert "\x1b" not in ran.out


def test_text_says_where_was_searched_for_what_was_not_said(calls: Path, tmp_path: Path) -> None:
    """A criterion that is not met says whose words were searched, turns counted from 1 as in the call below."""
    ran = autoscore("score", calls / "day1" / "b.txt", "--rubric", TINY)
    row = next(line for line in ran.out.splitlines() if "甲" in line)
    assert "没做到" in row
    assert "找过坐席第1–1轮" in ran.out


def test_two_runs_print_the_same_bytes() -> None:
    """Scoring is repeatable over processes, whatever order the hashes of strings give to sets."""
    first, second = (
        process("score", EXAMPLES / "phone", "--format", "jsonl", env={"PYTHONHASHSEED": seed}) for seed in ("1", "2")
    )
    assert first.status == second.status == 0
    assert first.out == second.out
    assert first.out.count("\n") > 1


def test_a_sheet_does_not_depend_on_where_its_input_and_rubric_are(tmp_path: Path) -> None:
    """The same call and the same rubric give the same bytes in other folders."""
    outs = set()
    for name in ("here", "there"):
        folder = put(tmp_path / name, a_txt=TALK)
        outs.add(autoscore("score", folder / "a.txt", "--rubric", tiny(folder), "--format", "jsonl").out)
    assert len(outs) == 1


def test_the_channel_picks_the_rubric_and_that_is_said(tmp_path: Path) -> None:
    """Without --rubric each call gets the rubric of its channel, in the order of the input, and one line says so."""
    channels = ("counter", "phone", "counter")
    folder = put(tmp_path, a_jsonl=lines(*(call(f"{at}", channel=one) for at, one in enumerate(channels))))
    ran = autoscore("score", folder / "a.jsonl", "--format", "jsonl")
    assert ran.status == 0
    assert [(one["id"], one["rubric"]["id"]) for one in ran.records] == [
        ("0", "counter-17-steps"),
        ("1", "hotline"),
        ("2", "counter-17-steps"),
    ]
    [told] = ran.errors
    assert all(words in told for words in ("--rubric", "phone → hotline", "counter → counter-17-steps"))


def test_a_named_rubric_serves_every_channel_silently(tmp_path: Path) -> None:
    """With --rubric nothing is picked and nothing is said."""
    folder = put(tmp_path, a_jsonl=lines(call("0", channel="counter"), call("1", channel="phone")))
    ran = autoscore("score", folder / "a.jsonl", "--rubric", TINY, "--format", "jsonl")
    assert [one["rubric"]["id"] for one in ran.records] == ["tiny", "tiny"]
    assert ran.err == ""


def test_roles_are_given_by_word_and_may_be_held_to(tmp_path: Path) -> None:
    """--roles says whose words are whose, and --assume-roles keeps what it says."""
    folder = put(tmp_path, a_txt=MET.replace("客服", "甲方").replace("客户", "乙方"))
    rubric = ("--rubric", TINY, "--format", "jsonl")
    for agent, customer, status in (("甲方", "乙方", "met"), ("乙方", "甲方", "not_met")):
        words = f"{agent}=agent,{customer}=customer"
        [sheet] = autoscore("score", folder / "a.txt", "--roles", words, "--assume-roles", *rubric).records
        assert sheet["criteria"][0]["status"] == status


def test_a_house_lexicon_adds_ways_to_say_an_act(tmp_path: Path) -> None:
    """--lexicons makes words count that the bundled lexicons do not know."""
    words = "天皇皇地皇皇"
    calls, house = put(tmp_path, a_txt=f"客服：{words}。\n"), tmp_path / "house"
    put(house, x_txt=f"label: greeting\n\n{words}\n")
    rubric = tiny(tmp_path, RUBRIC.replace("{phrase: [天灵灵地灵灵], by: agent}", "{act: greeting}"))
    arguments = ("score", calls / "a.txt", "--rubric", rubric, "--format", "jsonl")
    [without], [with_] = autoscore(*arguments).records, autoscore(*arguments, "--lexicons", house).records
    assert without["criteria"][0]["status"] != "met"
    assert [one["quote"] for one in with_["criteria"][0]["evidence"]] == [words]
    assert without["made_by"]["lexicons"] != with_["made_by"]["lexicons"]
