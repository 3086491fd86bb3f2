"""Fair use of names: particles and word ends are no surnames, third persons are not addressed."""

from functools import cache

import pytest
from annotate_kit import call

from autoscore.api import annotator
from autoscore.model import Document

BEFORE, AFTER = ("a|嗯。", "c|我的网断了。"), ("c|行。", "a|好。")
# What is said, what is a plain address in it, and what a surname, with its doubt.
NOISE = {
    "那先生您好": (["那先生您"], []),
    "对先生您看": (["对先生您"], []),
    "好先生您稍等": (["好先生您"], []),
    "您女士请坐": (["女士请坐"], []),
    "呀先生您好": (["先生您好"], []),
    "再先生麻烦您": (["先生麻烦"], []),
    "明白女士": (["明白女士"], []),
    "下周先生您有空吗": (["先生您"], []),
    "十分钟先生您等一下": (["先生您"], []),
    "也许女士您记错了": (["女士您"], []),
    "这个情况先生您看": (["先生您"], []),
    "帅女士您好": (["女士您好"], [("帅女士", "weak")]),
    "叶先生您好": (["先生您好"], [("叶先生", "weak")]),
    "于女士您看": (["女士您"], [("于女士", "weak")]),
    "张先生您好": ([], [("张先生", "")]),
    "欧阳女士您稍等": ([], [("欧阳女士", "")]),
}
OTHERS = [
    "我们李师傅会上门",
    "刘经理在开会",
    "张老师给您讲过的",
    "王主任说的",
    "让赵师傅联系您",
    "那位孙女士办过了",
    "我姓李，李经理是我",
    "您说的周主任调走了",
]


@cache
def documents() -> dict[str, Document]:
    said = [*NOISE, *OTHERS]
    calls = [call(*BEFORE, f"a|{one}", *AFTER) for one in said]
    return dict(zip(said, annotator(assume_roles=True).annotate(calls), strict=True))


def found(said: str, label: str) -> list[tuple[str, str]]:
    """Returns the raw words and the doubt of the clean hits of a label in the turn."""
    of = documents()[said]
    hits = [hit for hit in of.labelled(label) if hit.turn == 2 and hit.form == "clean"]
    return [(of.quote(hit.turn, hit.start, hit.end), hit.doubt) for hit in hits]


@pytest.mark.parametrize("said", NOISE)
def test_noise_before_an_honorific(said: str) -> None:
    """A plain address is found behind a particle, a word's end, or what is hardly a surname; a name is no plain one."""
    plain, named = NOISE[said]
    assert found(said, "plain_address") == [(words, "") for words in plain]
    assert found(said, "surname_address") == named


@pytest.mark.parametrize("said", OTHERS)
def test_third_persons_are_not_addressed(said: str) -> None:
    """Colleagues and persons spoken about are no customers addressed by name."""
    assert found(said, "surname_address") == []


def test_a_particle_is_no_known_surname() -> None:
    """A filler that sounds like the surname given is no form of address with it."""
    [of] = annotator(assume_roles=True).annotate([call("a|您贵姓", "c|我姓欧", "a|哦先生您稍等", "c|嗯", "a|好")])
    assert of.labelled("surname_address") == ()
    assert [of.quote(hit.turn, hit.start, hit.end) for hit in of.labelled("plain_address")] == ["先生您"]


@pytest.mark.parametrize("given", ["徐", "许"])
def test_of_two_known_surnames_of_one_sound_it_is_always_the_same(given: str) -> None:
    """Which of two surnames that sound alike was misheard can't be told; the answer hangs on no order of sets."""
    other = {"徐": "许", "许": "徐"}[given]
    told = call("a|您贵姓", f"c|我姓{given}", "a|需先生您好", "c|嗯", "a|好", metadata={"surname": other})
    [of] = annotator(assume_roles=True).annotate([told])
    misheard = [hit for hit in of.labelled("surname_address") if hit.form == "garbled"]
    assert [(of.quote(hit.turn, hit.start, hit.end), hit.fact("surname")) for hit in misheard] == [("需先生您好", "许")]
