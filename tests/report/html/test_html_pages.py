"""The report's files: what stands in them, and that nothing out of a transcript can do anything there."""

import base64
import errno
import hashlib
import json
import re
from contextlib import ExitStack
from pathlib import Path

import pytest
from html_kit import HOSTILE, TURNS, card, criteria, decided, hostile, report, saved, script_data, stored
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace

from autoscore.errors import UsageError
from autoscore.model import Notice, Step, Turn
from autoscore.report.html import plan as plans
from autoscore.report.html import wording
from autoscore.report.html.charts import bars, columns, line
from autoscore.report.html.files import Files
from autoscore.report.html.recording import source_of

# What a chart's elements may carry; the parser writes viewBox small.
SHAPES = {"viewbox", "viewBox", "role", "aria-label", "class", "transform", "text-anchor", "d", "r"}
SHAPES |= {"x", "y", "cx", "cy", "width", "height"}
PLAIN = [stored("a", "met"), stored("b", "not_met"), stored("c", "unsure")]


def text_of(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def cells_of(row: html.HtmlElement) -> str:
    return " ".join(filter(None, map(text_of, row)))


def many(count: int) -> list:
    kinds = ("met", "met", "not_met", "unsure")
    return [stored(f"call-{number}", kinds[number % 4]) for number in range(count)]


def test_the_policy_lets_in_only_the_one_script(tmp_path: Path) -> None:
    """The page forbids everything but its own script, which it names by its digest, and recordings."""
    page = report(saved(tmp_path / "run", PLAIN), tmp_path / "r.html")
    root = html.fromstring(page)
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    (script,) = root.xpath("//script[not(@type)]")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")
    assert not root.xpath("//@onclick | //@onerror | //@onload | //iframe | //object | //embed | //base")
    assert root.xpath("//link/@href") == ["data:,"]
    assert not re.search(r"https?://(?!www\.w3\.org)", page)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_text(tmp_path: Path, text: str) -> None:
    """Whatever stands in a call, sheet or rubric adds no element, attribute or steering character to the page."""
    page = report(saved(tmp_path / "run", [hostile(text)]), tmp_path / "r.html")
    plain = report(saved(tmp_path / "plain", [hostile("平常")]), tmp_path / "p.html")
    assert _shape(page) == _shape(plain)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", page)
    assert script_data(page)["rows"][0][1] == wording_of(text)


def wording_of(text: str) -> str:
    """Returns a text as the page shows it: one mark for each character that cannot be seen."""
    return re.sub("[\x00-\x08\x0b-\x1f\u200f\u2028\u2029\u202e\u2066]", "·", text)


def _shape(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Returns the elements of a page with the names of their attributes; a player is there or not."""
    nodes = html.fromstring(page).iter(html.etree.Element)
    shape = [(node.tag, tuple(sorted(node.attrib))) for node in nodes]
    return [one for one in shape if one[0] not in ("audio", "button", "time", "small", "span", "p", "br")]


def test_long_turns_and_steering_characters_keep_their_places(tmp_path: Path) -> None:
    """A turn of 10,000 characters is there whole, character for character, in its own direction."""
    text = "说" * 4999 + "\u202e\x07" + "话" * 4999
    page = report(
        saved(tmp_path / "run", [stored("long", turns=(Turn("agent", text), *TURNS[1:]))]), tmp_path / "r.html"
    )
    (turn,) = html.fromstring(page).xpath("//*[@id='c1-t0']/bdi")
    assert turn.text_content() == "说" * 4999 + "··" + "话" * 4999
    assert turn.get("dir") == "auto"


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two reports of one run are the same, in any folder."""
    run = saved(tmp_path / "run", PLAIN)
    (tmp_path / "other").mkdir()
    assert report(run, tmp_path / "r.html") == report(run, tmp_path / "other" / "r.html")


def test_the_overview_tells_what_the_sheets_come_to(tmp_path: Path) -> None:
    """Tiles, rates with n, the queue and what failed say what the sheets say."""
    failures = [{"place": "day/7.txt", "code": "empty", "what": "没有一句话", "todo": "看看文件"}]
    root = html.fromstring(report(saved(tmp_path / "run", PLAIN, failures), tmp_path / "r.html"))
    tiles = {text_of(one.find("dt")): text_of(one.find("dd")) for one in root.xpath("//*[@id='overview']/dl/div")}
    assert tiles == {
        "通数": "3",
        "平均分": "66.7 / 100",
        "合格率": "50% 1/2",
        "待定": "1",
        "需复核": "1",
        "没评成": "1",
    }
    missed = [cells_of(row) for row in root.xpath("//*[@id='missed']//tbody/tr")]
    assert missed == ["道别 收尾 50% 1/2 0 40", "说清资费 过程 0% 0/3 3 60"]
    (queued,) = root.xpath("//*[@id='queue']//tbody/tr")
    assert cells_of(queued) == "1 c 0917 合格与否 40.0–80.0 40 道别"
    assert [cells_of(row) for row in root.xpath("//*[@id='failures']//tbody/tr")] == ["day/7.txt 没有一句话 看看文件"]
    assert [cells_of(row) for row in root.xpath("//*[@id='by-team']//tbody/tr")] == ["一组 3 66.7 50% 1/2 1"]


def test_a_sheet_shows_words_search_and_arithmetic(tmp_path: Path) -> None:
    """A lost criterion tells where was looked, what came nearest and what to say; the steps are those of the sheet."""
    root = html.fromstring(report(saved(tmp_path / "run", PLAIN), tmp_path / "r.html"))
    lost = text_of(root.get_element_by_id("c2-k3"))
    for words in ("没做到", "没有听到道别", "坐席的话，第 2–4 轮", "您慢走", "像“请慢走再见”，62", "请慢走，再见。"):
        assert words in lost
    assert [text_of(one) for one in root.xpath("//*[@id='c1']//h2")] == ["开头", "过程", "收尾"]
    steps = [cells_of(row) for row in root.xpath("//*[@id='c2']//*[contains(@class,'sums')]//tbody/tr")]
    assert steps == ["问候 10 10", "称姓 20 30", "说清资费 10 40"]
    marks = {one.text_content(): one.get("data-k") for one in root.xpath("//*[@id='c2-t2']//a")}
    assert marks == {"乔女士": "1 2", "，话费是三十块": "2", "您慢走": "3"}


def test_a_decision_stands_beside_the_machines_answer(tmp_path: Path) -> None:
    """What a person decided is what counts; what the machine said stays to be seen."""
    scores = [decided(one) if one.id == "bye" else one for one in criteria("not_met")]
    root = html.fromstring(report(saved(tmp_path / "run", [stored("a", criteria=tuple(scores))]), tmp_path / "r.html"))
    line_ = root.get_element_by_id("c1-k3")
    assert "s-met" in line_.get("class")
    assert text_of(line_.find("summary")) == "✓做到道别40 / 40"
    assert [text_of(one) for one in line_.xpath(".//li")] == [
        "机器：✗没做到 0",
        "王班长：✓做到 40 听了录音，说了再见",
    ]


def test_the_coach_gets_a_page_an_agent(tmp_path: Path) -> None:
    """The costliest losses stand first, each with a good and a poor turn that lead to the words, and what to say."""
    root = html.fromstring(report(saved(tmp_path / "run", PLAIN), tmp_path / "r.html"))
    page = root.get_element_by_id("a1")
    first, second = page.xpath(".//article")
    assert (text_of(first.find("h3"))[1:5], text_of(second.find("h3"))[1:7]) == ("说清资费", "道别 2 通")
    assert second.xpath(".//*[@class='good']//a/@href") == ["#c1-t2"]
    assert second.xpath(".//*[@class='poor']//a/@href") == ["#c2-t2"]
    assert "请慢走，再见。" in text_of(second)


def test_words_that_only_came_near_are_not_called_a_loss(tmp_path: Path) -> None:
    """The coach reads whether a turn is what cost the points, or only the closest thing to what was never said."""
    root = html.fromstring(report(saved(tmp_path / "run", PLAIN), tmp_path / "r.html"))
    names = [text_of(one) for one in root.xpath("//*[@id='a1']//*[@class='poor']/dt")]
    assert names == ["✗丢分的一句", "✗没听到，最接近的一句"]


def test_only_what_voids_a_sheet_is_a_red_line(tmp_path: Path) -> None:
    """A taboo that costs its own points makes no call cross a red line; what voids the sheet does, and comes first."""
    told = card()
    taboo = tuple(replace(one, grave=True) if one.id == "bye" else one for one in told.criteria)
    crossed = tuple(replace(one, status="not_met") if one.id == "red" else one for one in criteria("met"))
    steps = (Step("问候", "10", "10"), Step("一票否决", "-10", "0"))
    calls = [
        stored("taboo", card=replace(told, criteria=taboo)),
        stored("red", "met", criteria=crossed, steps=steps, card=replace(told, criteria=taboo)),
    ]
    root = html.fromstring(report(saved(tmp_path / "run", calls), tmp_path / "r.html"))
    rows = json.loads(root.get_element_by_id("data").text_content())["rows"]
    assert {row[1]: bool(row[11] & 2) for row in rows} == {"taboo": False, "red": True}
    tags = {text_of(one): text_of(one.find("span")) for one in root.xpath("//*[@id='rubrics']//tbody//th[span]")}
    assert tags == {"道别 禁语": "禁语", "红线 红线": "红线"}
    assert text_of(root.xpath("//*[@id='a1']//article/h3")[0]) == "1红线 红线 2 通里 1 通一票否决，共丢 10 分"


def test_sides_that_were_put_right_are_shown_so(tmp_path: Path) -> None:
    """A call whose sides had been exchanged shows them as they were judged, with the warning that says so."""
    warned = (Notice("roles_swapped", "坐席与客户像是对调了，已对调"),)
    run = saved(tmp_path / "run", [stored("a"), stored("b", warnings=warned)])
    root = html.fromstring(report(run, tmp_path / "r.html"))
    sides = [[one.get("class") for one in root.xpath(f"//*[@id='c{at}']//li[@id]")] for at in (1, 2)]
    assert sides == [["r-agent", "r-customer"] * 2, ["r-customer", "r-agent"] * 2]


def test_it_is_said_aloud_that_nothing_is_masked(tmp_path: Path) -> None:
    """The warning is there where nothing is hidden, and only there."""
    run = saved(tmp_path / "run", PLAIN)
    assert "个人信息没有遮" in report(run, tmp_path / "naked.html", naked=True)
    assert "个人信息没有遮" not in report(run, tmp_path / "masked.html")


def test_a_run_without_words_can_be_reported(tmp_path: Path) -> None:
    """Where calls, agents, teams, days, questions and totals are missing, the rest stands and says so."""
    bare = stored("a", words=False, metadata={}, questions=None, steps=())
    root = html.fromstring(report(saved(tmp_path / "run", [bare]), tmp_path / "r.html"))
    assert "没有留对话原文" in text_of(root.get_element_by_id("c1"))
    assert not root.xpath("//*[@id='by-agent' or @id='by-team' or @id='by-day' or @id='a1']")


def test_an_empty_run_can_be_reported(tmp_path: Path) -> None:
    """A run in which nothing was scored gives a page that says what failed."""
    failures = [{"place": "x.txt", "code": "empty", "what": "没有一句话"}]
    assert "x.txt" in report(saved(tmp_path / "run", [], failures), tmp_path / "r.html")


def test_english_has_no_chinese_of_ours(tmp_path: Path) -> None:
    """In English, Chinese is only what rubric and call say."""
    root = html.fromstring(report(saved(tmp_path / "run", PLAIN), tmp_path / "r.html", "en"))
    assert root.get("lang") == "en"
    for node in root.xpath("//header | //*[@id='help'] | //form | //thead | //figcaption | //*[@class='tiles']//dt"):
        assert not re.search("[\u4e00-\u9fff]", node.text_content())


def test_words_that_are_looked_up_have_their_english() -> None:
    """Stakes and warnings, which are said by their kind, are in the English table."""
    from autoscore.report.english import ENGLISH

    assert [one for one in wording.phrases() if one not in ENGLISH] == []


def test_many_calls_go_to_pages_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report holds the calls to look at, each other call stands on one page, and every link leads to its call."""
    monkeypatch.setattr(plans, "MOST_HERE", 39)
    monkeypatch.setattr(plans, "MOST_FLAGGED", 8)
    monkeypatch.setattr(plans, "A_PAGE", 5)
    page = report(saved(tmp_path / "run", many(40)), tmp_path / "r.html")
    here = html.fromstring(page).xpath("//section[@data-view='call']/@id")
    assert here == [f"c{number}" for number in (12, 16, 20, 24, 28, 4, 32, 36)]
    data = script_data(page)
    beside = {}
    for path in sorted((tmp_path / "r_calls").iterdir()):
        root = html.fromstring(path.read_text("utf-8"))
        ids = root.xpath("//section[@data-view='call']/@id")
        beside.update({one: int(path.stem) for one in ids})
        for link in root.xpath("//section//span[@class='steps']/a/@href"):
            name, _, anchor = link.rpartition("#")
            assert f'id="{anchor}"' in (path if not name else path.parent / name).read_text("utf-8")
    assert set(beside).isdisjoint(here)
    assert {f"c{row[0]}": row[13] for row in data["rows"]} == {**dict.fromkeys(here, 0), **beside}
    assert data["folder"] == "./r_calls"


def test_old_pages_go_and_others_files_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that needs fewer pages takes the old ones away, but nothing that it did not write."""
    monkeypatch.setattr(plans, "MOST_HERE", 2)
    monkeypatch.setattr(plans, "MOST_FLAGGED", 2)
    monkeypatch.setattr(plans, "A_PAGE", 2)
    report(saved(tmp_path / "many", many(12)), tmp_path / "r.html")
    folder = tmp_path / "r_calls"
    (folder / "0009.html").write_text("别人的", "utf-8")
    assert len(list(folder.iterdir())) == 6
    report(saved(tmp_path / "few", many(4)), tmp_path / "r.html")
    assert sorted(path.name for path in folder.iterdir()) == ["0001.html", "0009.html"]
    (folder / "0009.html").unlink()
    report(saved(tmp_path / "one", many(1)), tmp_path / "r.html")
    assert not folder.exists()


def test_a_crash_leaves_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing fails half way, the files are as they were."""
    monkeypatch.setattr(plans, "MOST_HERE", 2)
    monkeypatch.setattr(plans, "MOST_FLAGGED", 2)
    monkeypatch.setattr(plans, "A_PAGE", 2)
    old = report(saved(tmp_path / "run", many(6)), tmp_path / "r.html")
    run = saved(tmp_path / "bad", [*many(6), stored("bad", steps=())])
    monkeypatch.setattr("autoscore.report.html.writer.data_of", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        report(run, tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text("utf-8") == old
    assert not list(tmp_path.rglob("*.part"))


def test_no_folder_is_told_as_such(tmp_path: Path) -> None:
    """A report into a folder that is not there is refused with the place."""
    with pytest.raises(UsageError, match="写不了"):
        report(saved(tmp_path / "run", PLAIN), tmp_path / "none" / "r.html")


@pytest.mark.parametrize(
    ("given_", "address"),
    [
        ("day 1/07.wav", "../day%201/07.wav"),
        ("录音/七.wav", "../%E5%BD%95%E9%9F%B3/%E4%B8%83.wav"),
        ("/srv/a#1.wav", "file:///srv/a%231.wav"),
        ("C:\\rec\\a.wav", "file:///C:/rec/a.wav"),
        ("\\\\server\\rec\\a.wav", "file://server/rec/a.wav"),
        ("https://rec.example/a.wav?x=1&y=2", "https://rec.example/a.wav?x=1&y=2"),
        ("file:///srv/a.wav", "file:///srv/a.wav"),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("vbscript:x", None),
        ("", None),
    ],
)
def test_only_addresses_of_recordings_are_played(given_: str, address: str | None) -> None:
    """Files, relative paths and web addresses are played; what could run is not, and no sign leaves its place."""
    assert source_of(given_, "../") == address


@given(st.text())
def test_no_text_becomes_another_scheme(text: str) -> None:
    """Whatever is named as a recording, its address is of a file, of the web, or a path."""
    found = source_of(text, "../")
    assert found is None or re.match(r"\.\./|file://|https?:", found, re.IGNORECASE)
    assert found is None or not re.search(r"[\s\"'<>]", found)


def test_charts_are_plain_shapes() -> None:
    """A chart holds shapes and texts alone, tells its numbers in words, and is the same each time."""
    labels = ('<b>&"', "0\u202e1")
    for made in (columns("分布", labels, (3, 0)), bars("分布", labels, (1, 2)), line("走势", labels, (20.0, 99.9))):
        root = html.fragment_fromstring(made)
        assert {node.tag for node in root.iter()} <= {"svg", "g", "rect", "path", "line", "circle", "text", "title"}
        names = {name for node in root.iter() for name in node.attrib}
        assert names <= SHAPES
        assert "\u202e" not in made
        assert '<b>&"' in root.get("aria-label")
    assert columns("分布", labels, (3, 0)) == columns("分布", labels, (3, 0))


@pytest.mark.parametrize("counts", [(), (0,), (1,), (7, 3), (10_000, 1)])
def test_columns_of_any_height_are_drawn(counts: tuple[int, ...]) -> None:
    """A chart of nothing, of little and of much is a chart; whole numbers stand at its side."""
    made = columns("分布", [str(one) for one in range(len(counts))], counts)
    sides = re.findall(r"<text[^>]*>([0-9.]+)</text>", made)
    assert all(re.fullmatch("[0-9]+", one) for one in sides)


def test_a_full_disk_leaves_no_half_of_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the last words cannot be written, what was begun is taken away and the old report stays."""
    (tmp_path / "a.html").write_text("old", "utf-8")

    close = ExitStack.close

    def full(self: ExitStack) -> None:
        close(self)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ExitStack, "close", full)
    with pytest.raises(OSError, match="No space"), Files(tmp_path / "a.html") as files:
        files.report().write("half")
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
    assert (tmp_path / "a.html").read_text("utf-8") == "old"
