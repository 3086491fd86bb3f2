"""Bad rubrics and lexicons: all that is wrong at once, each with its place, before anything is read."""

import re
from pathlib import Path

import pytest
from cli_kit import MET, RUBRIC, Ran, autoscore, process, put, tiny

SEVEN = """\
rubric: seven
title: 七处错
version: "1"
channel: phon
source: S1
colour: red
criteria:
  - id: a
    title: 甲
    points: 五
    why: 为了试
    source: S1
    find: {actt: greeting}
  - id: b
    title: 乙
    why: 为了试
    source: S1
    find: {act: greeting, frist_turns: 2}
  - id: c
    title: 丙
    why: 为了试
    source: S1
  - id: d
    title: 丁
    why: 为了试
    source: S1
    find: {act: greeting, first_turns: many}
"""
PLACE = re.compile(r"(.*\.yaml):(\d+):(\d+): (.+)")
FIND = "{phrase: [天灵灵地灵灵], by: agent}"


def score(tmp_path: Path, text: str) -> Ran:
    return autoscore("score", put(tmp_path, a_txt=MET) / "a.txt", "--rubric", tiny(tmp_path, text))


def test_seven_mistakes_are_seven_lines(tmp_path: Path) -> None:
    """Each mistake of a rubric is a line with file, line and column, and the line of the file below it."""
    ran = score(tmp_path, SEVEN)
    assert ran.status == 2
    assert ran.out == ""
    told, excerpts = ran.errors[::2], ran.errors[1::2]
    places = [PLACE.fullmatch(line) for line in told]
    assert all(places)
    assert [(found[1], int(found[2])) for found in places if found] == [
        (str(tmp_path / "tiny.yaml"), number) for number in (4, 6, 10, 13, 18, 19, 27)
    ]
    written = SEVEN.splitlines()
    assert excerpts == [f"    {written[int(found[2]) - 1].strip()}" for found in places if found]


def test_what_was_meant_is_guessed(tmp_path: Path) -> None:
    """Near misses of keys, conditions and values get a did-you-mean or the choices."""
    err = score(tmp_path, SEVEN).err
    assert "是不是“act”" in err
    assert "是不是“first_turns”" in err
    assert "phone、counter、visit、any" in err


def test_check_tells_what_score_tells(tmp_path: Path) -> None:
    """`rubric check` finds the same mistakes in the same words, and says on standard output which file is bad."""
    ran = autoscore("rubric", "check", tiny(tmp_path, SEVEN))
    assert ran.status == 2
    assert ran.err == score(tmp_path, SEVEN).err
    assert ran.out == f"{tmp_path}/tiny.yaml：有问题\n"


def test_the_rubric_is_told_before_anything_is_read(tmp_path: Path) -> None:
    """With a bad rubric nothing is read: no word on an input that is bad too, and no folder is made."""
    rubric = tiny(tmp_path, SEVEN)
    ran = autoscore("score", tmp_path / "nowhere.txt", "--rubric", rubric, "-o", tmp_path / "out")
    assert ran.status == 2
    assert "nowhere" not in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(a+)+$", "无限重复里套着无限重复"),
        ("(?:(?:您|你)*好*)*吗", "无限重复里套着无限重复"),
        ("(?=您)好", "环视"),
        ("(?<!您)好", "环视"),
        (r"(您|你)好\1", "反向引用"),
        ("您*", "空文本"),
        ("您(好", ""),
    ],
)
def test_a_pattern_that_is_not_linear_is_refused_with_the_reason(pattern: str, reason: str, tmp_path: Path) -> None:
    """A pattern that would back-track, or that the linear-time engine cannot hold, is refused by name and reason."""
    text = RUBRIC.replace(FIND, f"{{pattern: '{pattern}'}}")
    for ran in (score(tmp_path, text), autoscore("rubric", "check", tiny(tmp_path, text))):
        assert ran.status == 2
        [line] = [line for line in ran.errors if pattern in line and "拒绝" in line]
        assert line.startswith(f"{tmp_path}/tiny.yaml:")
        assert reason in line


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (BOMB, "锚点和别名"),
        (RUBRIC.replace("title: 甲", "title: &t 甲"), "锚点和别名"),
        ("rubric: !!python/object/apply:os.system [echo]\n", "标签"),
        ("[" * 100_000, "嵌套太深"),
        ("", "空的"),
        ("rubric: [\n", "YAML"),
        ("- a\n- b\n", "键: 值"),
        (RUBRIC.replace("title: 小表", "title: 小表\ntitle: 大表"), "写了两次"),
        (RUBRIC.replace("title: 小表", "title: 小\x1b[2J表"), ""),
        (RUBRIC.replace("points: 10", "points: .nan"), ""),
        (RUBRIC.replace("points: 10", "points: 1e999999"), ""),
        (RUBRIC.replace(FIND, "{act: no_such_act}"), "no_such_act"),
        (RUBRIC.replace("  - id: a", "  - id: a\n    extends: x"), "extends"),
    ],
)
def test_dangerous_and_broken_yaml_is_refused_at_once(text: str, what: str, tmp_path: Path) -> None:
    """Aliases, tags, depth, control characters and broken syntax end with a reason and without harm."""
    ran = score(tmp_path, text)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.errors[0].startswith(f"{tmp_path}/tiny.yaml")
    assert what in ran.err
    assert "\x1b" not in ran.err


def test_a_file_that_is_no_text_is_no_rubric(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are one line."""
    (tmp_path / "tiny.yaml").write_bytes(b"rubric: \xff\xfe")
    ran = autoscore("score", put(tmp_path, a_txt=MET) / "a.txt", "--rubric", tmp_path / "tiny.yaml")
    assert ran.status == 2
    [line] = ran.errors
    assert "UTF-8" in line


@pytest.mark.parametrize(
    ("entry", "what"),
    [("嗯啊", "永远"), ("…", "永远"), ("{无此槽}好", "{无此槽}"), ("(您好", "缺少"), ("您好]", "")],
)
def test_a_lexicon_entry_that_can_never_match_is_refused(entry: str, what: str, tmp_path: Path) -> None:
    """A house's entry that can never be found is told with file, line and the entry itself."""
    house = put(tmp_path / "house", x_txt=f"# 本单位\nlabel: greeting\n\n天灵灵地灵灵\n{entry}\n")
    ran = autoscore("lexicon", "check", house)
    assert ran.status == 2
    told = [at for at, line in enumerate(ran.errors) if line.startswith("house/x.txt:5:")]
    assert any(what in ran.errors[at] for at in told)
    assert {ran.errors[at + 1] for at in told} == {f"    {entry}"}


def test_no_command_uses_a_lexicon_with_such_an_entry(tmp_path: Path) -> None:
    """What `lexicon check` refuses ends every command that would use it, by whatever rubric."""
    house = put(tmp_path / "house", x_txt="label: greeting\n\n嗯啊\n")
    calls = put(tmp_path, a_txt=MET) / "a.txt"
    for command in (
        ("score", calls, "--rubric", "hotline", "--lexicons", house),
        ("score", calls, "--lexicons", house, "--format", "jsonl"),
        ("annotate", calls, "--lexicons", house),
    ):
        ran = autoscore(*command)
        assert (ran.status, ran.out) == (2, "")
        assert any(line.startswith("house/x.txt:3:1: ") for line in ran.errors)


def test_a_bad_lexicon_is_told_from_worker_processes_too(tmp_path: Path) -> None:
    """With --jobs and no rubric the workers compile; what they refuse is told as if there were none."""
    house = put(tmp_path / "house", x_txt="label: greeting\n\n嗯啊\n")
    calls = put(tmp_path, a_txt=MET) / "a.txt"
    ran = process("score", calls, "--lexicons", house, "--jobs", "2", "--format", "jsonl")
    assert ran.status == 2
    assert ran.out == ""
    assert ran.errors[1].startswith("house/x.txt:3:1: ")
    assert "Traceback" not in ran.err
