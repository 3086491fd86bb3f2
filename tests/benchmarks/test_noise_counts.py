"""The arithmetic of recall, precision and abstention, on examples small enough to do by hand."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from autoscore.api import Transcript, scorer  # noqa: E402 - with the benchmarks, which are no package of the wheel
from autoscore.model import Turn  # noqa: E402
from benchmarks.noise_acts import Mark, MarkedCall, add_own, keys, strength_table, wanted  # noqa: E402
from benchmarks.noise_channel import Channel, Moved, Noisy  # noqa: E402
from benchmarks.noise_counts import Changes, Table, Tally, share, tally  # noqa: E402
from benchmarks.noise_status import Case, judged, run, tables  # noqa: E402
from benchmarks.noise_systems import Found, by_exact, by_rapidfuzz  # noqa: E402

WANTED = frozenset({("c", 0, "greeting"), ("c", 2, "hold_notice"), ("c", 4, "thanks"), ("c", 6, "farewell")})
FOUND = {("c", 0, "greeting"): 100, ("c", 2, "hold_notice"): 60, ("c", 4, "apology"): 85, ("c", 5, "thanks"): 55}
CALL = Transcript("c", (Turn("agent", "您好，请稍等。"), Turn("customer", "好的。"), Turn("agent", "谢谢，再见。")))


def test_suspicions_count_neither_way_but_strictly_as_found() -> None:
    """One right, one in vain, one suspected right, one suspected in vain, two missed."""
    counted = tally(FOUND, WANTED, frozenset())
    assert counted == Tally(right=1, vain=1, suspected=1, suspected_vain=1, missed=2)
    assert (counted.recall, counted.precision) == (1 / 3, 1 / 2)
    assert (counted.strict_recall, counted.strict_precision) == (2 / 4, 2 / 4)
    assert counted.open_share == 1 / 4


def test_what_is_set_aside_counts_neither_way() -> None:
    """Neither found nor missed counts where readers differ; only the asked acts count."""
    aside = frozenset({("c", 4, "apology"), ("c", 6, "farewell")})
    assert tally(FOUND, WANTED, aside) == Tally(right=1, suspected=1, suspected_vain=1, missed=1)
    assert tally(FOUND, WANTED, frozenset(), frozenset({"thanks"})) == Tally(suspected_vain=1, missed=1)


def test_tallies_add_up_and_nothing_is_no_error() -> None:
    """Sums are by part; a share of nothing is 0."""
    assert Tally(1, 2, 3, 4, 5) + Tally(5, 4, 3, 2, 1) == Tally(6, 6, 6, 6, 6)
    assert (Tally().recall, Tally().precision, share(0, 0)) == (0.0, 0.0, 0.0)


def test_changes_of_statuses() -> None:
    """Of four met one each stays, flips, is left open and becomes partial."""
    pairs = [("met", "met"), ("met", "not_met"), ("met", "unsure"), ("met", "partial"), ("not_met", "met")]
    changes = Changes.of(pairs)
    assert changes.became("met", "not_met") == 1 / 4
    assert changes.became("met", "unsure") == 1 / 4
    assert changes.became("not_met", "met") == 1
    assert changes.recall == 1 / 3
    assert changes.precision == 1 / 2
    assert changes.unsure == 1 / 5


def test_marks_go_with_their_words() -> None:
    """A moved mark is asked for where its words stand; one that is shown by words that stayed too, only there."""
    marks = (Mark(0, "hold_notice", (3,), True), Mark(0, "greeting", (0, 3), True), Mark(2, "thanks", (0,), False))
    heard = Noisy(CALL, (), (Moved(0, 3, 7, 1),))
    due, aside = wanted(MarkedCall(CALL, marks), heard)
    assert due == {("c", 1, "hold_notice"), ("c", 0, "greeting")}
    assert aside == {("c", 1, "greeting"), ("c", 2, "thanks")}


def test_own_answers_go_with_their_words() -> None:
    """What the machine found without noise is asked for where its words stand; what it suspected is set aside."""
    own = [[Found(0, "hold_notice", 3), Found(0, "greeting", 0), Found(2, "thanks", 0, 60)]]
    heard = [Noisy(CALL, (), (Moved(0, 3, 7, 1),))]
    into: dict[tuple[float, str], Tally] = {}
    add_own(into, own, heard, [[Found(1, "hold_notice"), Found(2, "thanks")]], 0.1)
    assert into[0.1, "all"] == Tally(right=1, missed=1)


def test_the_strongest_of_a_turn_counts() -> None:
    """An act found twice in a turn is one, as sure as the surer."""
    found = [Found(0, "greeting", 0, 60), Found(0, "greeting", 4, 100), Found(1, "greeting", 0, 70)]
    assert keys("c", found) == {("c", 0, "greeting"): 100, ("c", 1, "greeting"): 70}


def test_baselines_look_into_agents_turns() -> None:
    """Exact matching finds what is written, partial_ratio also what is nearly so, neither in a customer's turn."""
    call = Transcript("c", (Turn("customer", "您好"), Turn("agent", "请您等候一会而"), Turn("agent", "再见")))
    exact, fuzzy = ({(one.turn, one.act) for one in system([call])[0]} for system in (by_exact, by_rapidfuzz))
    assert (2, "farewell") in exact
    assert (1, "hold_notice") not in exact
    assert exact | {(1, "hold_notice")} <= fuzzy
    assert all(turn for turn, _ in fuzzy)


def test_statuses_at_no_noise_flip_nothing() -> None:
    """A case judged twice without noise is judged alike, and its rows are compared with the person's."""
    case = Case("hotline", CALL, scorer("hotline"), {"greeting": {"status": "met"}})
    assert judged([case, case], Channel(0.0)) == judged([case], Channel(0.0)) * 2
    found = run([case], (0.0,), 1)
    changes = found.changes("hotline", 0.0)
    assert changes.became("met", "not_met") == 0
    assert changes.count("met") >= 1
    assert found.gold["hotline", 0.0] == [("met", "met")]
    statuses, worst = tables("one", found, (0.0,))
    assert statuses.rows[0][:5] == ("hotline", "0 %", str(len(changes.pairs)), str(changes.count("met")), "1.000")
    assert worst.rows == ()


def test_tables_are_markdown() -> None:
    """Columns of figures are set to the right; a strength's share is of all that was found so strongly."""
    assert Table("T", ("a", "b"), (("x", "1.0"), ("y", "–"))).markdown().splitlines() == [
        *("T", "", "| a | b |", "| --- | ---: |", "| x | 1.0 |", "| y | – |")
    ]
    bands = strength_table("x", {(60, True): 1, (60, False): 3, (100, True): 2, (100, False): 0})  # type: ignore[arg-type]
    assert bands.rows == (("60–69", "4", "0.250"), ("100 (as written)", "2", "1.000"))
