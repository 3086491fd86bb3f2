"""The table of people's decisions against the machine's."""

import io
import re
import unicodedata

from msgspec.structs import replace

from autoscore.model.agreement import Agreement, Cell, Comparison, Estimate, Gate, Held, People
from autoscore.report.terminal.agreement_table import AgreementReport

STYLE = re.compile(r"\x1b\[[0-9;]*m")
ONE = Agreement(
    rubric="r",
    id="a",
    title="开头问候",
    mode="score",
    judges=True,
    pairs=40,
    agreed=30,
    agreement=Estimate(0.75, 0.598, 0.858),
    kappa=Estimate(0.5, -0.125, 0.875),
    because="",
    confusion=(
        Cell("met", "met", 20),
        Cell("met", "not_met", 2),
        Cell("not_met", "met", 8),
        Cell("not_met", "not_met", 10),
        Cell("unsure", "met", 10),
    ),
    scored=12,
    bias="-1.25",
    stricter=8,
    laxer=2,
    unsure=10,
    errors=0,
    observer=0,
    undecided=3,
    coverage=0.8,
    people=People(5, 5, 4, Estimate(0.8, 0.376, 0.964)),
)
SEEN = replace(
    ONE, id="b", title="微笑", judges=False, pairs=0, agreed=0, agreement=None, kappa=None, because="没有可比的通话",
    confusion=(), scored=0, bias=None, stricter=0, laxer=0, unsure=0, undecided=0, observer=7, coverage=None,
    people=None,
)  # fmt: skip
NEVER = replace(SEEN, id="c", title="道别", judges=True, observer=0)


def report(*criteria: Agreement, gate: Gate | None = None, colour: bool = False) -> str:
    stream = io.StringIO()
    AgreementReport(stream, colour=colour).write(Comparison(50, 60, 50, criteria, gate))
    return stream.getvalue()


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in text.splitlines() if line[:1] == "│"]


def test_a_criterion_is_a_row() -> None:
    """A row has pairs, agreement and kappa with intervals, bias, strict, lax, coverage; the confusion follows."""
    text = report(ONE)
    assert text.startswith("50 通里的 60 条判定，比对 50 张评分表\n")
    assert rows(text) == [
        ["开头问候", "40", "75% [60–86%]", "0.50 [-0.12, 0.88]", "-1.25", "8", "2", "80%"],
        ["做到", "20", "2"],
        ["没做到", "8", "10"],
        ["存疑", "10", "0"],
    ]


def test_what_differs_is_told_most_often_first() -> None:
    """A line a criterion tells what stood against what, what stayed open, and people among themselves."""
    line = next(line for line in report(ONE).splitlines() if line.startswith("开头问候："))
    assert line == (
        "开头问候：机器存疑、人做到 10；机器没做到、人做到 8；机器做到、人没做到 2；"
        "人也没有定的 3；人与人：5 对里一致 4，80% [38–96%]"
    )


def test_what_only_people_see_is_no_row() -> None:
    """A criterion of an observer's is told below the table; one that nobody decided on is not shown."""
    text = report(ONE, SEEN, NEVER)
    assert [row[0] for row in rows(text)] == ["开头问候", "做到", "没做到", "存疑"]
    assert "微笑：没有可比的通话；只能由人判的 7" in text
    assert "道别" not in text
    assert rows(report(SEEN)) == []


def test_rubrics_have_tables_of_their_own() -> None:
    """Criteria of two rubrics stand in two tables under the rubrics' ids."""
    lines = report(ONE, replace(ONE, rubric="s", title="另一项")).splitlines()
    assert lines.index("r") < lines.index("s")
    assert [row[0] for row in rows("\n".join(lines)) if len(row) > 3] == ["开头问候", "另一项"]


def test_the_gate_names_what_is_held() -> None:
    """The gate tells its rule and each criterion held with its id and reason, the rubric where there are several."""
    gate = Gate(0.8, 20, (Held("r", "a", "开头问候", "low", "κ 0.50 低于 0.8（40 通）"),))
    assert report(ONE, gate=gate).splitlines()[-2:] == [
        "还不能单独评分的有 1 项（κ 须达到 0.8，可比的通话不少于 20 通）：",
        "  开头问候（a）：κ 0.50 低于 0.8（40 通）",
    ]
    two = report(ONE, replace(ONE, rubric="s"), gate=gate)
    assert two.splitlines()[-1].startswith("  r · 开头问候（a）：")


def test_a_title_cannot_steer_the_terminal() -> None:
    """Control characters of a title, which comes from a rubric, are shown as marks."""
    text = STYLE.sub("", report(replace(ONE, title="问\x1b[31m候\u202e"), colour=True))
    assert not [char for char in text if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"]
    assert "问·[31m候·" in text
