"""Parts of JSON Lines files: read one after the other they are what the whole file is."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers_kit import CALL

from autoscore.errors import Problem
from autoscore.readers import Shard, cut, read_inputs, read_lines_between, read_shard

NAMELESS = {"turns": [{"role": "agent", "text": "您好，请讲"}]}
HEARD = {"segments": [{"start": 0, "end": 1, "text": "您好", "speaker": "客服"}]}
LINES = st.sampled_from(
    [
        json.dumps(CALL, ensure_ascii=False),
        json.dumps(NAMELESS),
        json.dumps([NAMELESS, NAMELESS]),
        json.dumps([HEARD, HEARD], ensure_ascii=False),
        json.dumps({"id": "字", "turns": []}, ensure_ascii=False),
        '{"id": "c4"',
        '{"id": 1, "turns": 7}',
        '{"other": 1}',
        "",
        " \t",
        "x",
    ]
)


def parted(path: Path, size: int) -> list[object]:
    """Reads a file part by part."""
    found: list[object] = []
    for part in cut([str(path)], size):
        found += [part] if isinstance(part, Problem) else read_shard(part, {})
    return found


@settings(deadline=None)  # it writes files
@given(st.lists(LINES, max_size=12), st.integers(1, 400), st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_parts_are_the_whole(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], size: int, encoding: str
) -> None:
    """However a file is cut, its parts give the same calls, ids, places and problems as one read of it."""
    path = tmp_path_factory.mktemp("cut") / "a.jsonl"
    path.write_bytes("\n".join(lines).encode(encoding))
    assert parted(path, size) == list(read_inputs([str(path)], roles={}, stdin=None))


def test_parts_follow_each_other_and_cover_the_file(tmp_path: Path) -> None:
    """Parts begin where the one before ends, at starts of lines, with the numbers of their first line and call."""
    path = tmp_path / "a.jsonl"
    line = json.dumps(NAMELESS) + "\n"
    path.write_text(line * 2 + "\n" + line * 3)
    parts = [part for part in cut([str(path)], 2 * len(line)) if isinstance(part, Shard)]
    assert [(part.start, part.end, part.line, part.number) for part in parts] == [
        (0, 2 * len(line), 1, 1),
        (2 * len(line), 4 * len(line) + 1, 3, 3),
        (4 * len(line) + 1, 5 * len(line) + 1, 6, 5),
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.json"])
def test_what_is_no_json_lines_is_one_part(tmp_path: Path, name: str) -> None:
    """A file in which lines are no calls is not cut, however long it is."""
    path = tmp_path / name
    path.write_text(
        "客服：您好\n客户：查话费\n" * 9 if name == "a.txt" else json.dumps([NAMELESS] * 9, indent=1), "utf-8"
    )
    assert list(cut([str(path)], 8)) == [Shard(str(path), str(path), name)]
    assert parted(path, 8) == list(read_inputs([str(path)], roles={}, stdin=None))


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """What cannot be found or opened is a problem, when files are cut and when a part of one is read."""
    path = str(tmp_path / "none.jsonl")
    [lost] = cut([path], 8)
    [gone] = read_lines_between(path, 0, 8, name="none", fallback="none", roles={})
    assert [one.code for one in (lost, gone) if isinstance(one, Problem)] == ["not_found", "not_found"]


def test_roles_given_are_used(tmp_path: Path) -> None:
    """The role words of the user hold for parts as for whole files."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"turns": [{"role": "甲方", "text": "您好"}]}\n' * 3, "utf-8")
    [first, *_] = read_shard(next(part for part in cut([str(path)], 8) if isinstance(part, Shard)), {"甲方": "agent"})
    assert not isinstance(first, Problem)
    assert [turn.role for turn in first.turns] == ["agent"]
