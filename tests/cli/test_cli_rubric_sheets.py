"""`autoscore rubric import`, `export` and `template`: score sheets in workbooks on the command line."""

from pathlib import Path

import pytest
from cli_kit import autoscore, contents
from openpyxl import Workbook

ROWS = [
    ("流程", "要点", "标准", "分值", "说明"),
    ("开头", "问候", "主动问好，有得4分，没有0分", 4, "先有礼"),
    ("其他", "暗号", "说出“天灵灵地灵灵”，有得2分，没有0分", 2, ""),
]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    book = Workbook()
    active = book.active
    assert active is not None
    for row in ROWS:
        active.append(row)
    path = tmp_path / "sheet.xlsx"
    book.save(path)
    return path


def test_import_writes_a_draft_and_tells_what_it_understood(sheet: Path, tmp_path: Path) -> None:
    """The draft goes to the file, the telling to standard error, row by row; the status is 0."""
    out = tmp_path / "draft.yaml"
    ran = autoscore("rubric", "import", sheet, "-o", out)
    assert (ran.status, ran.out) == (0, "")
    assert [line[:5] for line in ran.errors[:2]] == ["第 2 行", "第 3 行"]
    assert ran.errors[-1] == "共 2 项，3 处待填；填好后运行 autoscore rubric check"
    printed = autoscore("rubric", "import", sheet)
    assert printed.out == out.read_text("utf-8")
    assert not (tmp_path / "draft.yaml.part").exists()


def test_a_draft_is_refused_until_it_is_filled_in(sheet: Path, tmp_path: Path) -> None:
    """`rubric check` names the marked lines and no other; when they are filled in, the draft is a rubric."""
    draft = tmp_path / "draft.yaml"
    autoscore("rubric", "import", sheet, "-o", draft)
    lines = draft.read_text("utf-8").splitlines()
    marked = [number for number, line in enumerate(lines, start=1) if "  # 待填：" in line]
    ran = autoscore("rubric", "check", draft)
    assert ran.status == 2
    assert [line.split(":")[1] for line in ran.errors if line.startswith(str(draft))] == [str(one) for one in marked]
    assert all("待填：" in line for line in ran.errors if not line.startswith(str(draft)))
    texts = {"why": "暗号对了才办", "met": '["客服：天灵灵地灵灵。"]', "not_met": '["客服：讲。"]'}
    for number in marked:
        key = lines[number - 1].split(":")[0].strip()
        value = texts.get(key) or texts[lines[number - 2].rpartition(" ")[2]]
        lines[number - 1] = lines[number - 1].replace(lines[number - 1].strip(), f"{key}: {value}")
    draft.write_text("\n".join(lines), "utf-8")
    assert autoscore("rubric", "check", draft).status == 0
    assert autoscore("rubric", "test", draft).status == 0


def test_import_ends_with_2_where_there_is_no_sheet(tmp_path: Path) -> None:
    """No workbook, a CSV, an unknown worksheet: one line with the file, and nothing written."""
    (tmp_path / "a.csv").write_text("要点,标准,分值\n问候,问好,4\n", "utf-8")
    out = tmp_path / "draft.yaml"
    for name in ("a.csv", "none.xlsx"):
        ran = autoscore("rubric", "import", tmp_path / name, "-o", out)
        assert ran.status == 2
        assert len(ran.errors) == 1
        assert ran.errors[0].startswith(f"{tmp_path / name}: ")
    assert not out.exists()


def test_what_was_exported_is_read_back_as_it_was(tmp_path: Path) -> None:
    """`export`, then `import`, is a rubric that checks, and tests as the bundled one; a theme goes along."""
    book, back = tmp_path / "sheet.xlsx", tmp_path / "back.yaml"
    assert autoscore("rubric", "export", "counter-sales", "--theme", "buy-phone", "-o", book).status == 0
    ran = autoscore("rubric", "import", book, "-o", back)
    assert (ran.status, ran.errors) == (0, ["这是导出的工作簿：照“规则”“总则”读回 28 项"])
    assert autoscore("rubric", "check", back).out == f"{back}：可用\n"


def test_the_template_is_imported_with_few_places_to_fill(tmp_path: Path) -> None:
    """Who starts from the template gets a draft at once."""
    book = tmp_path / "template.xlsx"
    assert autoscore("rubric", "template", "-o", book).status == 0
    ran = autoscore("rubric", "import", book)
    assert ran.status == 0
    assert ran.out.count("\n  - id: ") == 10


@pytest.mark.parametrize("command", [("export", "hotline"), ("template",)])
def test_a_workbook_has_its_ending_and_is_whole(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Another ending is refused, and beside the workbook nothing is left behind."""
    refused = autoscore("rubric", *command, "-o", tmp_path / "sheet.csv")
    assert refused.status == 2
    assert contents(tmp_path) == {}
    assert autoscore("rubric", *command, "-o", tmp_path / "sheet.XLSX").status == 0
    assert list(contents(tmp_path)) == ["sheet.XLSX"]


def test_hostile_words_reach_the_terminal_harmless(tmp_path: Path) -> None:
    """What a sheet holds is told without escape sequences and on one line."""
    book = Workbook()
    active = book.active
    assert active is not None
    active.append(ROWS[0])
    active.append(("开头", "红\u202e字\u200f<script>", "=HYPERLINK(1)\n第二行，有得2分", "2分", ""))
    path = tmp_path / "sheet.xlsx"
    book.save(path)
    ran = autoscore("rubric", "import", path)
    assert ran.status == 0
    assert not [char for char in ran.err + ran.out if not char.isprintable() and char != "\n"]
    assert ran.errors[0].startswith("第 2 行 · 红字<script> · 有/无 2 分")
