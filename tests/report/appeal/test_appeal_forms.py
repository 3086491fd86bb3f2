"""The page as text, as HTML, in English: harmless and whole whatever is said in a call."""

import unicodedata
from html.parser import HTMLParser

import pytest
from appeal_kit import evidence, missed, page, score, sheet, told, turns
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from autoscore.model import Evidence, Notice, Turn
from autoscore.report.appeal import Appeal, Verified, page_of
from autoscore.report.appeal import again as reasons
from autoscore.report.appeal import words as tables
from autoscore.report.appeal.records import Difference, Would
from autoscore.report.english import ENGLISH
from autoscore.report.jinja import visible
from autoscore.report.language import Language
from autoscore.report.words import STATUS

HOSTILE = (
    "<script>alert(1)</script>",
    "</title></style><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    "\u202e反\u2066向\u2069",
    "\x1b[31m红\x07",
    "=HYPERLINK(1)",
    "👨‍👩‍👧 好",
    "长" * 10_000,
)
REACHES_OUT = {"src", "href", "srcset", "action", "data", "poster", "background"}


class Reader(HTMLParser):
    """Collects the tags, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.marked: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hears of a tag."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "mark":
            self.marked.append("")

    def handle_data(self, data: str) -> None:
        """Hears of text."""
        self.text += data
        if self.lasttag == "mark" and self.marked and not self.marked[-1]:
            self.marked[-1] = data


def html(of: Appeal, tongue: str = "zh") -> Reader:
    """Returns a page as HTML, read."""
    return Reader(page_of(of, Language(tongue)))  # type: ignore[arg-type]


def saying(words: str) -> Appeal:
    """Returns a page on which words stand everywhere: in turns, quotes, reasons, titles, names and warnings."""
    row = replace(score(title=words), because=words, evidence=(Evidence(0, 0, len(words), words),))
    facts = {"agent": words, "other": words}
    of = sheet(row, id=words, metadata=facts, warnings=(Notice("x", words),), steps=[words])
    return page(of, (Turn("agent", words), Turn("customer", words)))


@pytest.mark.parametrize("words", HOSTILE)
def test_words_cannot_become_markup(words: str) -> None:
    """Whatever is said, the page has the tags that it has anyway, nothing that reaches out, and all the words."""
    found, plain = html(saying(words)), html(saying("话"))
    assert found.tags == plain.tags
    assert not {"script", "link", "iframe", "img"} & {*found.tags}
    assert not REACHES_OUT & found.attributes
    assert not [name for name in found.attributes if name.startswith("on")]
    assert found.text.replace(visible(words), "话") == plain.text


@given(st.text(max_size=40))
def test_nothing_steers_the_terminal(words: str) -> None:
    """As text, a page has no control character but line ends, nor one that turns the writing round."""
    kinds = {unicodedata.category(char) for char in told(saying(words)) if char != "\n"}
    assert not kinds & {"Cc", "Cf", "Co", "Zl", "Zp"}


@given(st.text(max_size=40))
def test_nothing_unseen_stands_on_a_page(words: str) -> None:
    """As HTML, a page has no control character but line ends and tabs, and none that turns the writing round."""
    text = page_of(saying(words), Language())
    assert not [char for char in text if char not in "\n\t\u200d" and unicodedata.category(char) in {"Cc", "Cf", "Co"}]


def test_the_words_are_marked() -> None:
    """On the page exactly the evidence, or what came closest, is marked."""
    row = score(evidence=(evidence(1), evidence(4, 2, 5)))
    assert html(page(sheet(row), turns(9))).marked == [piece.quote for piece in row.evidence]
    near = missed(0, 3, 2)
    assert near.nearest is not None
    assert html(page(sheet(near), turns(9))).marked == [near.nearest.quote]


def test_text_and_page_say_the_same() -> None:
    """Reason, rule, points, total, versions: what stands in the text stands on the page."""
    of = page(sheet(missed(0, 3, 2), steps=["甲"], warnings=(Notice("x", "留神"),)), turns(9))
    squeezed = "".join(html(of).text.split())
    for words in (
        "因为",
        "甲要做",
        "为了甲",
        "请甲",
        "看：甲",
        "0分（满分5）",
        "50.0/100",
        "sha256:1",
        "sha256:3",
        "留神",
    ):
        assert words in squeezed, words
        assert words in "".join(told(of).split()), words


def full() -> Appeal:
    """Returns a page on which everything stands that can."""
    of = page(sheet(missed(0, 3, 2), steps=["乙"], low="40.0", provisional=True), turns(9))
    differences = tuple(Difference(field, "met", "not_met") for field in tables._FIELDS)
    changed = (*differences[-3:], Difference("model words", "1", "2"), Difference("engine numpy", "1", "2"))
    verified = Verified("different", differences=differences, changed=changed)
    would = tuple(Would(status, None, None, None) for status in STATUS)
    return replace(of, verified=verified, status="met", sum=replace(of.sum, would=would, total="45.0"))


OTHERS = (
    page(sheet(score("unsure", points=None, low="0", high="5"), total=None), None),
    page(sheet(score(mode="hint", points=None, evidence=(evidence(0),))), None),
    page(sheet(score("observer", points=None)), turns(90)),
    page(sheet(missed(0, 88, 40)), turns(90)),
    replace(page(sheet(score()), turns(3)), verified=Verified("same")),
    replace(page(sheet(score()), turns(3)), verified=Verified("different")),
)


@pytest.mark.parametrize("number", range(len(OTHERS) + 1))
def test_every_page_can_be_said_in_english(number: int) -> None:
    """A page of any kind comes out in English as text and as HTML."""
    of = [full(), *OTHERS][number]
    assert told(of, "en").startswith("Why this score: c1 · 甲\nPersonal data are NOT masked\n")
    assert html(of, "en").tags == html(of).tags


def test_words_of_tables_have_their_english() -> None:
    """What is looked up by a value is in the English table, and so are the reasons why nothing was scored again."""
    told_ = [*tables._FIELDS.values(), *tables._FORMS.values(), *tables._CHANNELS.values(), *tables._FACTS.values()]
    why = [
        reasons.NO_WORDS,
        reasons.MASKED,
        reasons.OTHER_VERSION,
        reasons.NOT_BUNDLED,
        reasons.OTHER_FILE,
        reasons.NO_LEXICONS,
    ]
    assert [word for word in (*told_, *why) if word not in ENGLISH] == []


def test_of_a_long_search_both_ends_and_the_marks_are_told() -> None:
    """As text, a search of many turns shows its first and last turns and what is marked, and how many it leaves out."""
    lines = told(OTHERS[3]).splitlines()
    shown = [int(line.split()[0]) for line in lines if line.strip()[:1].isdigit() and "话在这里" in line]
    assert shown == [*range(1, 21), 41, *range(70, 90)]
    assert [line.strip() for line in lines if "……" in line] == ["……（略 20 轮）", "……（略 28 轮）"]
