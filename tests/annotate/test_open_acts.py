"""Open acts in calls: what only the model finds, where, how surely, and whose words it must be."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from annotate_kit import annotator, call, document, hits, quotes

from autoscore.annotate import open_acts
from autoscore.annotate.open_acts import Told, open_hits, told
from autoscore.annotate.questions import classified
from autoscore.annotate.roles import Roles
from autoscore.classify import ACT_LABELS, Sentence, act_limits
from autoscore.model import Document, Hit

OPENING = ("a|您好，这里是宽带客服。", "c|我家网断了三天了。")


def heard(monkeypatch: pytest.MonkeyPatch, by_words: Mapping[str, tuple[str, float]]) -> list[Sentence]:
    """Lets a model speak that knows words: a sentence that holds them is the act, as probable as is told."""
    asked: list[Sentence] = []

    def probabilities(texts: Sequence[str], previous: Sequence[str], before: Sequence[int]) -> np.ndarray:
        asked.extend(Sentence(text, previous[at]) for text, at in zip(texts, before, strict=True))
        found = np.zeros((len(texts), len(ACT_LABELS)))
        for row, text in enumerate(texts):
            for words, (label, probable) in by_words.items():
                if words in text:
                    found[row, ACT_LABELS.index(label)] = probable
        return found

    monkeypatch.setattr(open_acts, "act_probabilities_of", probabilities)
    return asked


def told_of(of: Document, label: str) -> list[tuple[str, int, str]]:
    """Returns the words, strength and doubt of the hits of a label."""
    return [(of.quote(hit.turn, hit.start, hit.end), hit.strength, hit.doubt) for hit in hits(of, label)]


def test_a_sure_act_is_shown_by_its_shortest_clauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the model is sure of is a finding: the clauses that keep it, its probability as its strength, no doubt."""
    heard(monkeypatch, {"全屋无线": ("recommend", 0.97)})
    found = document(*OPENING, "a|网断了是吧，嗯，您可以装个全屋无线，您看呢？")
    assert told_of(found, "recommend") == [("您可以装个全屋无线", 97, "")]


def test_certainty_is_never_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    """However probable it is, the strength stays below that of words that stand in a list."""
    heard(monkeypatch, {"全屋无线": ("recommend", 1.0)})
    assert told_of(document(*OPENING, "a|您装个全屋无线吧"), "recommend") == [("您装个全屋无线吧", 99, "")]


def test_what_is_only_suspected_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the limit of its label there is no finding, from it on there is one."""
    limit = act_limits()[ACT_LABELS.index("benefit")]
    heard(monkeypatch, {"省心": ("benefit", limit), "放心": ("benefit", limit - 0.01)})
    found = document(*OPENING, "a|这样您省心。", "c|哦是吗是这样啊", "a|这样您放心。")
    assert [(hit.turn, hit.doubt) for hit in hits(found, "benefit")] == [(2, "")]


@pytest.mark.parametrize("label", ["shirk", "leak_private", "unauthorised"])
def test_a_taboo_is_never_sure(monkeypatch: pytest.MonkeyPatch, label: str) -> None:
    """The model alone proves no taboo."""
    heard(monkeypatch, {"那头": (label, 0.99)})
    assert [hit.doubt for hit in hits(document(*OPENING, "a|您上那头问去吧。"), label)] == ["weak"]


def test_a_playback_has_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Needs and numbers said back are the same act with another kind."""
    heard(monkeypatch, {"网给": ("playback_need", 0.95), "号是": ("playback_number", 0.95)})
    found = document(*OPENING, "a|就是网给断了三天", "c|用户号是甲三", "a|哦那个号是三甲")
    kinds = [(hit.turn, hit.fact("kind")) for hit in hits(found, "repeat_confirm") if hit.strength < 100]
    assert kinds == [(2, "need"), (4, "number")]


def test_nothing_is_said_back_that_was_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that share no pair of characters and no number with what came before are no playback."""
    heard(monkeypatch, {"查话费": ("playback_need", 0.99)})
    assert not [*hits(document(*OPENING, "a|您是要查话费"), "repeat_confirm")]


def test_the_customers_words_are_no_act(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the agent's sentences are asked about, each with what the customer said before."""
    asked = heard(monkeypatch, {"全屋无线": ("recommend", 0.99)})
    found = document(*OPENING, "a|好的我看看。", "c|要不我装个全屋无线？", "a|行您等会儿。")
    assert not [*hits(found, "recommend")]
    assert [(one.text, one.previous) for one in asked] == [
        ("您好，这里是宽带客服。", ""),
        ("好的我看看。", "我家网断了三天了。"),
        ("行您等会儿。", "要不我装个全屋无线？"),
    ]


def test_a_sign_of_listening_is_no_turn_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a short sign of listening the model hears the customer's turn before it as well."""
    asked = heard(monkeypatch, {})
    document(*OPENING, "a|断了三天了。", "c|嗯", "a|我给您看看。")
    assert asked[-1].previous == "我家网断了三天了。，嗯"


def acts_of(*told_acts: Told, found: Sequence[Hit] = (), merged: frozenset[int] = frozenset()) -> list[tuple[str, str]]:
    """Returns what becomes of findings of the model: label and doubt."""
    roles = Roles(("agent",) * 3, merged, (), guessed=frozenset({2}))
    return [(hit.label, hit.doubt) for hit in open_hits(told_acts, found, (), roles)]


def test_what_phrases_prove_is_not_told_again() -> None:
    """Where a hit of the same act proves it in the turn, the model adds nothing; elsewhere it does."""
    one = Told(0, 0, 4, "recommend", 0.99)
    assert acts_of(one, found=[Hit(0, 6, 9, "recommend")]) == []
    assert acts_of(one, found=[Hit(1, 6, 9, "recommend"), Hit(0, 6, 9, "benefit")]) == [("recommend", "")]


def test_a_sure_model_settles_a_weak_phrase() -> None:
    """A weak hit of the act, or one that is the customer's, proves nothing: the model's is told."""
    one = Told(0, 0, 4, "recommend", 0.99)
    assert acts_of(one, found=[Hit(0, 6, 9, "recommend", doubt="weak")]) == [("recommend", "")]
    assert acts_of(one, found=[Hit(0, 6, 9, "recommend", by="customer")]) == [("recommend", "")]


def test_a_number_said_back_leaves_room_for_the_need() -> None:
    """A playback of one kind proves only its own kind; one of no kind proves both."""
    need = Told(0, 0, 4, "playback_need", 0.99)
    number = Hit(0, 6, 9, "repeat_confirm", facts=(("kind", "number"),))
    assert acts_of(need, found=[number]) == [("repeat_confirm", "")]
    assert acts_of(need, found=[Hit(0, 6, 9, "repeat_confirm")]) == []


def test_one_act_a_turn() -> None:
    """Of several findings of an act in a turn the surest, which comes first, is told."""
    sure, also = (Told(0, at, at + 3, "recommend", share) for at, share in ((0, 0.99), (4, 0.98)))
    assert acts_of(sure, also) == [("recommend", "")]


def test_what_phrases_rule_out_stays_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of the lexicon that are only reported are none, however sure the model is."""
    by = annotator("label: empathy\nkind: expected\n\n理解您的心情")
    heard(monkeypatch, {"心情": ("empathy", 0.99), "着急": ("empathy", 0.99)})
    found = document(*OPENING, "a|他光说理解您的心情。", "c|就是说啊没有用", "a|换谁都着急。", by=by)
    assert [hit.turn for hit in hits(found, "empathy")] == [4]


def test_an_unsure_speaker_is_a_doubt() -> None:
    """In a turn whose speaker is only guessed, a finding is in doubt of who spoke."""
    assert acts_of(Told(2, 0, 4, "recommend", 0.99)) == [("recommend", "role")]


def test_nothing_is_found_without_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A house may leave the model out: then phrases alone are heard."""
    monkeypatch.setattr(open_acts, "acts_installed", lambda: False)
    one = call(*OPENING, "a|那您不如装个全屋无线，家里哪儿都有信号。")
    assert told([one], classified([one]), [Roles(("agent", "customer", "agent"), frozenset(), ())]) == [()]


def test_the_shipped_model_finds_what_no_phrase_holds() -> None:
    """Acts in words of their own are found by the shipped model, and ordinary turns hold none."""
    found = document(
        *OPENING,
        "a|您是说家里三天上不了网了，对吧？",
        "c|对啊，我还得上班呢。",
        "a|换了我三天没网也得着急。我给您约上师傅了，明天上午十点前到您家。",
        "c|行吧。",
        "a|好的，那您先忙。",
    )
    seen = {(hit.turn, hit.label) for hit in found.hits if hit.strength < 100 or hit.label == "repeat_confirm"}
    assert {(4, "empathy"), (4, "effective_time")} <= seen
    assert quotes(found, "empathy") == [(4, "换了我三天没网也得着急")]
    assert not [one for one in seen if one[0] in (0, 6)]
