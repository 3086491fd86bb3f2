"""`autoscore lexicon suggest`: entries that the lexicons lack, from calls, for a person to accept."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from cli_kit import Ran, autoscore, call, contents, lines, put

from autoscore import api
from autoscore.lexicon import load
from autoscore.scoring import annotator_of

WORDS = "咱们山水有相逢"
MATTERS = ("查话费", "改套餐", "修宽带", "补电话卡", "开发票", "退押金")
FIELDS = ["act", "title", "entry", "kind", "score", "calls", "due", "times", "agents"]
FIELDS += ["elsewhere", "common", "near", "likeness", "examples"]


@pytest.fixture(scope="module", autouse=True)
def _one_suggester() -> Iterator[None]:
    """What suggests is compiled once for the same options."""
    made = cache(lambda lexicons, rubric, acts: api.Suggester.of(lexicons, rubric=rubric, acts=acts))

    def suggester(lexicons: Path | None, *, rubric: str | None, acts: tuple[str, ...], assume_roles: bool) -> object:
        assert not assume_roles
        return made(lexicons, rubric, tuple(acts))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autoscore.cli.lexicon.suggester", suggester)
        yield


def talks(ending: str = WORDS) -> str:
    """Writes calls on various matters, all of which end alike, with no farewell that a lexicon knows."""
    return lines(
        *(
            call(
                f"c{number}",
                "您好，请问有什么可以帮您？",
                f"我想{matter}。",
                f"那{matter}先前是谁经手的？",
                "忘了。",
                f"好的，{matter}的单子我开好了。",
                "多久能好？",
                f"{matter}一般两天。",
                "行吧。",
                f"{ending}。",
            )
            for number, matter in enumerate(MATTERS)
        )
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return put(tmp_path, a_jsonl=talks())


def suggest(folder: Path, *arguments: str | Path) -> Ran:
    return autoscore("lexicon", "suggest", folder / "a.jsonl", "--act", "farewell", *arguments)


def test_json_lines(folder: Path) -> None:
    """--format json prints a suggestion a line, with its examples by call, turn and span."""
    ran = suggest(folder, "--format", "json", "--top", "1")
    assert (ran.status, ran.err) == (0, "")
    [one] = ran.records
    assert list(one) == FIELDS
    assert (one["act"], one["entry"], one["calls"], one["due"]) == ("farewell", WORDS, 6, 6)
    assert one["examples"][0] == {"call": "c0", "turn": 8, "start": 0, "end": len(WORDS), "quote": WORDS}


def test_a_table(folder: Path) -> None:
    """As text there is a table with the entry, its counts and its examples, and what the columns mean."""
    ran = suggest(folder)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("道别（farewell）\n")
    [row] = [line for line in ran.out.splitlines() if line.startswith(f"│{WORDS}")]
    assert [cell.strip() for cell in row.strip("│").split("│")][2:6] == ["6/6", "6", "–", "0"]
    assert f"c0 9 “{WORDS}”" in ran.out
    assert "通数：" in ran.out


def test_nothing_to_suggest_is_told(tmp_path: Path) -> None:
    """Where everything that is due was found, text says so and JSON Lines are none."""
    put(tmp_path, a_jsonl=talks("再见"))
    assert suggest(tmp_path).out.startswith("没有建议")
    ran = suggest(tmp_path, "--format", "json")
    assert (ran.status, ran.out) == (0, "")


def test_a_suggestion_that_is_accepted_is_found(folder: Path) -> None:
    """The folder passes `check` as it is; with the sign taken away its entry makes the act found."""
    house = folder / "house"
    ran = suggest(folder, "-o", house)
    assert (ran.status, ran.out) == (0, "")
    path = house / "acts" / "farewell.txt"
    text = path.read_text("utf-8")
    assert f"\n# 建议 {WORDS}\n" in text
    assert autoscore("lexicon", "check", house).status == 0
    assert farewells(folder, house) == []
    path.write_text(text.replace("# 建议 ", ""), "utf-8")
    assert farewells(folder, house) == [WORDS] * 6


def farewells(folder: Path, house: Path) -> list[str]:
    """Returns the words of the farewells that are found with a house lexicon."""
    by = annotator_of(load(house, {"farewell"}))
    found = api.annotate(api.read_inputs([str(folder / "a.jsonl")], roles={}, stdin=None), by)
    return [act.quote for one in found for turn in one.turns for act in turn.acts if act.act == "farewell"]


def test_the_files_hold_nothing_of_the_calls_but_the_entries(folder: Path) -> None:
    """Neither ids nor other words of the calls stand in the house folder."""
    suggest(folder, "-o", folder / "house")
    text = (folder / "house" / "acts" / "farewell.txt").read_text("utf-8")
    assert "c0" not in text
    assert not any(matter in text for matter in MATTERS)


def test_files_that_are_there_are_kept(folder: Path) -> None:
    """A house folder in which a file of the act stands already is refused before anything is read."""
    put(folder / "house" / "acts", farewell_txt="label: farewell\n\n我的\n")
    ran = suggest(folder, "-o", folder / "house")
    assert (ran.status, ran.out) == (2, "")
    assert "farewell.txt 已经有了" in ran.err
    assert contents(folder / "house" / "acts") == {"farewell.txt": "label: farewell\n\n我的\n".encode()}


def test_a_bad_call_costs_only_itself(tmp_path: Path) -> None:
    """With an unreadable call the others are used and the status is 1; with nothing readable it is 2."""
    put(tmp_path, a_jsonl=talks() + '{"id": "x", "turns": "' + WORDS + '"}\n')
    ran = suggest(tmp_path, "--format", "json", "--top", "1")
    assert ran.status == 1
    assert [one["entry"] for one in ran.records] == [WORDS]
    [line] = ran.errors
    assert line.startswith(f"{tmp_path}/a.jsonl:7:")
    assert WORDS not in line
    put(tmp_path, a_jsonl=b"")
    ran = suggest(tmp_path, "-o", tmp_path / "house")
    assert (ran.status, ran.out, len(ran.errors)) == (2, "", 1)
    assert not (tmp_path / "house").exists()


def test_an_unknown_act_is_answered_with_a_guess(folder: Path) -> None:
    """An act that is no lexicon's ends the command before anything is read."""
    ran = autoscore("lexicon", "suggest", folder / "nowhere.jsonl", "--act", "farwell")
    assert (ran.status, ran.out) == (2, "")
    assert ran.errors == ["错误：没有“farwell”这个词表；是不是“farewell”？"]


def test_words_of_calls_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """A quote's control characters are marks in the table, and escaped in JSON."""
    put(tmp_path, a_jsonl=talks("咱们山水\u202e有相逢"))
    assert "\u202e" not in suggest(tmp_path).out
    assert json.loads(suggest(tmp_path, "--format", "json").out.splitlines()[0])["examples"][0]["quote"]
