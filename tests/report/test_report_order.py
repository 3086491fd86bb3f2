"""What people may see of a call."""

import pytest

from autoscore.cli.main import run
from autoscore.privacy import NO_MASK, Masker
from autoscore.report.order import shown
from autoscore.runs.stored import StoredCall, StoredRun

# The sides are exchanged: the agent's words stand under 客户.
SWAPPED = """客户：您好，星桥热线，工号零九一七为您服务，请问有什么可以帮您？
客服：我叫乔大宝，我要查一下话费。
客户：好的乔大宝先生，请您稍等，我帮您查一下。
客服：行。
客户：您这个月话费是五十八元，请问还有其他可以帮您的吗？
客服：没有了，谢谢。
客户：感谢您的来电，请对我的服务做个评价，再见。
"""


@pytest.fixture(scope="module")
def swapped(tmp_path_factory: pytest.TempPathFactory) -> StoredCall:
    """Scores a call whose sides are exchanged."""
    folder = tmp_path_factory.mktemp("order")
    (folder / "c1.txt").write_text(SWAPPED, "utf-8")
    assert run(["score", str(folder / "c1.txt"), "--rubric", "hotline", "-o", str(folder / "run")]) == 0
    [one] = StoredRun.open(folder / "run")
    assert "roles_swapped" in [warning.kind for warning in one.sheet.warnings]
    return one


def test_a_customer_s_name_goes_whoever_is_said_to_have_said_it(swapped: StoredCall) -> None:
    """In a call whose sides are exchanged the customer's given name is hidden, and the sides stay as they were read."""
    masked = shown(swapped, Masker.of())
    assert swapped.call is not None
    assert masked.call is not None
    assert [turn.role for turn in masked.call.turns] == [turn.role for turn in swapped.call.turns]
    assert masked.call.turns[1].text == "我叫乔＊＊，我要查一下话费。"
    assert [one.quote for score in masked.sheet.criteria for one in score.evidence if score.id == "surname"] == [
        "乔＊＊先生"
    ]


def test_what_is_not_masked_is_what_was_read(swapped: StoredCall) -> None:
    """Without a mask a call and its sheet are shown as they are."""
    assert shown(swapped, NO_MASK) == swapped
