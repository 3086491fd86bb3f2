"""What is said of roles that are in doubt: the turns, counted from 1, and the shortest words that show it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from autoscore.annotate.role_cues import Cue
from autoscore.model import Notice, Role, Transcript

MOST_SHOWN, LONGEST_SHOWN = 3, 10
_OTHER: Mapping[Role, Role] = {"agent": "customer", "customer": "agent"}


def swapped(
    transcript: Transcript,
    given: Sequence[Role],
    turns: range,
    cues: Mapping[int, Sequence[Cue]],
    doubts: Sequence[int],
) -> Notice:
    """Warns that the sides of some turns were exchanged; `doubts` tell which turns speak against their role."""
    wrong = {turn: cues[turn] for turn in turns if doubts[turn] > 0}
    where = "" if len(turns) == len(given) else f"第 {turns.start + 1} 到 {turns.stop} 轮"
    shown = _shown(transcript, wrong, {turn: _OTHER[given[turn]] for turn in wrong})
    return Notice("roles_swapped", f"{where}坐席与客户像是对调了，已对调{shown}")


def merged(transcript: Transcript, roles: Sequence[Role], found: Mapping[int, Sequence[Cue]]) -> Iterator[Notice]:
    """Warns of turns that hold both sides' words, in one notice; of none where there are none."""
    told = [_merged_under(transcript, found, roles, role) for role in ("customer", "agent")]
    if found:
        yield Notice("roles_merged", "；".join(one for one in told if one))


def _merged_under(transcript: Transcript, found: Mapping[int, Sequence[Cue]], roles: Sequence[Role], role: Role) -> str:
    turns = sorted(turn for turn in found if roles[turn] == role)
    if not turns:
        return ""
    shown = _shown(transcript, {turn: found[turn] for turn in turns}, dict.fromkeys(turns, _OTHER[role]))
    told = "记在客户名下，却有坐席的话" if role == "customer" else "记在坐席名下，却有客户的话"
    return f"第 {'、'.join(str(turn + 1) for turn in turns)} 轮{told}{shown}"


def guessed(transcript: Transcript, roles: Sequence[Role], cues: Mapping[int, Sequence[Cue]]) -> Notice:
    """Warns that the agent was worked out from words that staff say."""
    agent = {turn: found for turn, found in cues.items() if roles[turn] == "agent"}
    shown = _shown(transcript, agent, dict.fromkeys(agent, "agent"))
    return Notice("roles_guessed", f"坐席是按说的话认出来的{shown}，请核对或用 --roles 指明")


def unknown(turns: int, of: int) -> Notice:
    """Warns of turns nobody can be named for: all, or some."""
    if turns == of:
        return Notice("roles_unknown", "不知道谁是坐席：请用 --roles 指明")
    return Notice("roles_unknown", f"{of} 轮里有 {turns} 轮认不出是谁说的：请用 --roles 指明")


def _shown(transcript: Transcript, cues: Mapping[int, Iterable[Cue]], sides: Mapping[int, Role]) -> str:
    """Shows the strongest words for a side, of the first turns that have some."""
    best = [(turn, _best(cues[turn], sides[turn])) for turn in sorted(cues)]
    told = sorted((-cue.weight, turn, cue) for turn, cue in best if cue is not None)[:MOST_SHOWN]
    words = "，".join(
        f"第 {turn + 1} 轮“{transcript.turns[turn].text[cue.start : min(cue.end, cue.start + LONGEST_SHOWN)]}”"
        for turn, cue in sorted((turn, cue) for _, turn, cue in told)
    )
    return f"（{words}）" if words else ""


def _best(cues: Iterable[Cue], side: Role) -> Cue | None:
    mine = [cue for cue in cues if cue.side == side and not cue.private]
    return min(mine, key=lambda cue: (-cue.weight, cue), default=None)
