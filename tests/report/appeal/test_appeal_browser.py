"""The page of an appeal in a real browser: on a phone and on paper, with nothing fetched and nothing run."""

from pathlib import Path

from appeal_kit import evidence, page, score, sheet
from playwright.sync_api import sync_playwright

from autoscore.model import Turn
from autoscore.report.appeal import page_of
from autoscore.report.language import Language

CHROMIUM = "/usr/bin/chromium"
SAID = (
    Turn("agent", "第0句<script>document.title='run'</script>", 0.0, 2.0),
    Turn("customer", "x" * 10_000),
    Turn("agent", "\u202e反"),
)


def test_a_phone_shows_all_of_it(tmp_path: Path) -> None:
    """At phone width nothing hangs over the edge, the words are marked, no script runs and nothing is asked for."""
    path = tmp_path / "page.html"
    path.write_text(page_of(page(sheet(score(evidence=(evidence(0, 0, 2),)), steps=["甲"]), SAID), Language()), "utf-8")
    asked: list[str] = []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 360, "height": 700}, color_scheme="dark")
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: asked.append(message.text))
        tab.goto(path.as_uri())
        over = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        title, marked, dark = (
            tab.title(),
            tab.locator("mark").all_inner_texts(),
            tab.evaluate("getComputedStyle(document.body).backgroundColor"),
        )
        browser.close()
    assert asked == [path.as_uri()]
    assert (over, title, marked) == (0, "扣分说明：c1 · 甲", ["第0"])
    assert dark != "rgb(255, 255, 255)"
