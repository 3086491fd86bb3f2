"""`autoscore rubric` and `autoscore lexicon`."""

import json
from pathlib import Path

import pytest
from cli_kit import MET, ROOT, RUBRIC, autoscore, put, tiny

BUNDLED = ("counter-17-steps", "hotline")


def test_list_names_every_bundled_rubric() -> None:
    """A line a rubric begins with its id and tells title, channel and number of criteria; its themes stand below it."""
    ran = autoscore("rubric", "list")
    assert ran.status == 0
    rubrics = [line.split()[0] for line in ran.out.splitlines() if not line.startswith(" ")]
    assert rubrics == sorted(path.stem for path in ROOT.glob("rubrics/*.yaml"))
    themes = [line.split()[1] for line in ran.out.splitlines() if line.startswith("  --theme ")]
    assert themes == sorted(path.stem for path in ROOT.glob("rubrics/themes/*.yaml"))
    assert "电话热线服务质检（phone，23 项" in ran.out


@pytest.mark.parametrize("name", BUNDLED)
def test_show_prints_what_can_be_saved_and_used(name: str, tmp_path: Path) -> None:
    """What `show` prints is the file itself; saved, it is a rubric that checks and scores as the bundled one."""
    shown = autoscore("rubric", "show", name)
    assert shown.status == 0
    assert shown.out == (ROOT / "rubrics" / f"{name}.yaml").read_text("utf-8")
    mine = tiny(tmp_path, shown.out)
    assert autoscore("rubric", "show", mine).out == shown.out
    talk = put(tmp_path, a_txt=MET) / "a.txt"
    ours, theirs = (autoscore("score", talk, "--rubric", one, "--format", "jsonl") for one in (name, mine))
    assert ours.status == theirs.status == 0
    [first], [second] = ours.records, theirs.records
    assert first["criteria"] == second["criteria"]
    assert first["total"] == second["total"]


@pytest.mark.parametrize("name", BUNDLED)
def test_bundled_rubrics_check_clean(name: str) -> None:
    """The bundled rubrics have no error; advice does not make a rubric bad."""
    ran = autoscore("rubric", "check", name)
    assert ran.status == 0
    assert ran.out == f"{name}：可用\n"


def test_check_tells_each_file_apart_and_ends_as_the_worst(tmp_path: Path) -> None:
    """Of several files each gets its verdict; one bad file makes the status 2."""
    good = tiny(tmp_path, name="good.yaml")
    bad = tiny(tmp_path, RUBRIC.replace("points: 10\n", "points: ten\n"), name="bad.yaml")
    ran = autoscore("rubric", "check", good, bad, good)
    assert ran.status == 2
    assert ran.out.splitlines() == [f"{good}：可用", f"{bad}：有问题", f"{good}：可用"]
    assert all(line.startswith((f"{bad}:", "    ")) for line in ran.errors)


def test_check_tells_each_problem_once(tmp_path: Path) -> None:
    """What both the lint and the compiler find is one line."""
    bad = tiny(tmp_path, RUBRIC.replace("scale: {points: 10", "scale: {points: 11"))
    ran = autoscore("rubric", "check", bad)
    assert ran.status == 2
    assert len(set(ran.errors)) == len(ran.errors) >= 1
    assert "11" in ran.err


def test_test_runs_the_examples(tmp_path: Path) -> None:
    """Examples that come out as they say make 0; one that does not is told with file and line, and makes 1."""
    good = tiny(tmp_path, name="good.yaml")
    bad = tiny(tmp_path, RUBRIC.replace("没有别的了", "[[天灵灵]]地灵灵"), name="bad.yaml")
    assert autoscore("rubric", "test", good).status == 0
    ran = autoscore("rubric", "test", good, bad)
    assert ran.status == 1
    assert ran.out.splitlines()[0] == f"{good}：2 个例子，0 个不符"
    line = RUBRIC.splitlines().index('      - {gets: not_met, turns: ["客服：没有别的了。"]}') + 1
    assert ran.errors[0].startswith(f"{bad}:{line}")
    assert "应得 not_met" in ran.errors[0]


def test_explain_tells_a_rubric_or_one_criterion() -> None:
    """The manual of a criterion stands in the manual of its rubric, with reason, source and examples."""
    whole, one = autoscore("rubric", "explain", "hotline"), autoscore("rubric", "explain", "hotline", "greeting")
    assert whole.status == one.status == 0
    part = one.out.split("\n\n", 1)[1]
    assert part.startswith("greeting · 开头问候")
    assert all(word in part for word in ("为什么：", "出处：", "例（met）：", "可以这样说："))
    assert part in whole.out
    assert whole.out.count("为什么：") == 23


def test_explain_names_the_criteria_where_one_is_unknown() -> None:
    """An unknown criterion is answered with the ids that there are."""
    ran = autoscore("rubric", "explain", "hotline", "greating")
    assert ran.status == 2
    assert "greeting" in ran.err
    assert "farewell" in ran.err


def test_explain_has_the_manual_of_the_conditions() -> None:
    """--operators prints the table of conditions and forms."""
    ran = autoscore("rubric", "explain", "--operators")
    assert ran.status == 0
    assert all(f"| `{key}` |" in ran.out for key in ("act", "phrase", "pattern", "all", "any", "find", "deduct"))


def test_schema_is_json_schema() -> None:
    """`schema` prints a JSON Schema that names every condition and refuses unknown keys."""
    ran = autoscore("rubric", "schema")
    assert ran.status == 0
    schema = json.loads(ran.out)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert {"condition", "act", "phrase", "pattern"} <= set(schema["$defs"])
    assert schema["additionalProperties"] is False


def test_bundled_lexicons_check_clean() -> None:
    """`lexicon check` without a folder checks the bundled lexicons, and they can be used."""
    ran = autoscore("lexicon", "check")
    assert ran.status == 0, ran.err
    assert ran.out.endswith("可用\n")


def test_a_house_lexicon_is_checked_beside_the_bundled_ones(tmp_path: Path) -> None:
    """A good folder brings a set of its own into the count; a misspelt head is told with a guess."""
    before = autoscore("lexicon", "check").out
    house = put(tmp_path / "house", x_txt="label: our_own\n\n天皇皇地皇皇\n")
    ran = autoscore("lexicon", "check", house)
    assert ran.status == 0
    count = [int(text.split(" 个词表")[0]) for text in (before, ran.out)]
    assert count[1] == count[0] + 1
    put(house, x_txt="lable: our_own\n\n天皇皇地皇皇\n")
    ran = autoscore("lexicon", "check", house)
    assert ran.status == 2
    assert any(line.startswith("house/x.txt:1:1: ") and "label" in line for line in ran.errors)
