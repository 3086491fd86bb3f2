"""Taboos excused by what stands beside them: a no with a reason or a way, a rule explained, a queue apologised for."""

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from autoscore.model import CLEAN, Hit, Role, Transcript
from autoscore.text.characters import FILLERS, normal_form

# A neighbour is at most so many turns away: one turn of the customer between.
NEAR = 2
WEAK = "weak"
WAYS = frozenset({"contact_info", "transfer_notice", "callback_promise", "polite_refusal", "hold_notice"})
SORRY = frozenset({"apology", "hold_thanks"})

_DROPPED = str.maketrans("", "", FILLERS)
_DOES = "(?:问|查|看|联系|转|反映|反馈|登记|申请|核实|催|协调|记录|上报|处理|确认|打听|找人|叫人|请示|提交|派|解决)"
_SOON = "(?:再|先|去|马上|一起|重新|直接|这边|尽快|试着)"
_YOU_MAY = "[您你](?:可以|再|直接|也可以)"
_THREE = "[0-9一二三四五六七八九零幺]{3}"
_HELPS = re.compile(
    f"(?<![别法])(?:帮[您你]|[给替为][您你]){_SOON}*{_DOES}"
    "|我们?(?:这边|这就|马上|现在|先|去|来|再|会|可以)*"
    "(?:问|查|核实|请示|确认|联系|打听|反映|反馈|上报)(?:一下|问|下|看|清楚|一哈)"
    "|(?<!不)(?<!是)[您你](?:也|还|就|直接|先)*可以(?!去?(?:投诉|告|不|别))|建议[您你]|要不(?:[您你我咱]|这样|先)"
    f"|(?:拨打|致电|联系|咨询|{_YOU_MAY}[打拨])(?:一下)?(?:我们|客服|商家|厂家|热线|人工|银行|物业|当地|{_THREE})"
    "|转(?:到|给|接)[^,。?!]{0,6}(?:人工|专席|专员|技术|部门|同事|主管|经理|科室|后台)"
    "|(?:明天|后天|下午|上午|周[一二三四五六日]|一会儿?|[点时])[^,。?!]{0,4}(?:回来|上班|给[您你]|联系[您你])"
)
_REASONS = re.compile(
    "因为|由于|为了|主要是|主要为|原因是|防止|避免|以免|免得|保障|保护[您你客用]|考虑到|出于"
    "|(?:系统|网络|后台)(?:正?在)?(?:升级|维护|割接|检修)|停电|台风|权限(?:在|不够|有限)|(?:涉及|关系)到?[您你客用隐安]"
)
_SOFTENS = re.compile(
    "可能|也许|大概|应该是|没关系|不要紧|没事|别担心|(?:系统|记录|后台|这边)?(?:显示|查到|看到)|不小心"
)


class Excuse(Struct, frozen=True):
    """Is what excuses a taboo: acts beside it, words beside it, and whether a neighbouring turn will do."""

    acts: frozenset[str]
    words: tuple[re.Pattern[str], ...]
    neighbours: bool = True


EXCUSES = MappingProxyType(
    {
        "shirk": Excuse(WAYS, (_HELPS, _REASONS)),
        "refuse_by_rule": Excuse(WAYS - {"hold_notice"}, (_HELPS, _REASONS)),
        "busy_off": Excuse((WAYS | SORRY) - {"hold_notice"}, (_HELPS,)),
        "blame_customer": Excuse(frozenset(), (_SOFTENS, _HELPS), neighbours=False),
    }
)
# Sending somebody off (谁办的找谁, 找厂家去) also names where to turn; it takes kinder words to make up for it.
LOOSE = frozenset({"contact_info"})
# A reproach stays one, whatever is offered after it.
HARDENED = frozenset({"blame_customer"})


def excused(found: Sequence[Hit], transcript: Transcript, roles: Sequence[Role]) -> Iterator[Hit]:
    """Leaves out taboos that are excused, where their words alone prove nothing; the others are in doubt then.

    我不知道, 没办法, 这是规定, 我在忙 are no hit beside help, a reason or, where busy, an apology: in the same turn
    of the agent, in the next or in the last one. 不归我管, 规定就是规定, 下班了明天再来 are a hit in doubt beside the
    same in their own turn, or an act that helps in a neighbouring one. 您自己点的 is no hit beside a softening word or
    help in its own turn; 你怎么不早说 stays what it is.
    """
    for hit in found:
        excuse = EXCUSES.get(hit.label)
        if excuse is None or hit.by != "agent" or not _is_excused(hit, excuse, found, transcript, roles):
            yield hit
        elif not hit.doubt:
            yield hit if hit.label in HARDENED else replace(hit, doubt=WEAK)


def _is_excused(hit: Hit, excuse: Excuse, found: Sequence[Hit], transcript: Transcript, roles: Sequence[Role]) -> bool:
    turns = _beside(hit.turn, roles) if excuse.neighbours else (hit.turn,)
    acts = excuse.acts if hit.doubt else excuse.acts - LOOSE
    helping = (one for one in found if one.turn in turns and one.label in acts)
    if any(one.by == "agent" and one.form == CLEAN and not one.doubt and not _within(one, hit) for one in helping):
        return True
    heard = turns if hit.doubt else (hit.turn,)
    said = [_without(transcript, hit) if turn == hit.turn else transcript.turns[turn].text for turn in heard]
    spoken = [normal_form(text).translate(_DROPPED) for text in said]
    return any(words.search(text) for words in excuse.words for text in spoken)


def _beside(turn: int, roles: Sequence[Role]) -> tuple[int, ...]:
    """Returns a turn of the agent with his next and his last one, where they are near."""
    own = [place for place, role in enumerate(roles) if role == "agent" and abs(place - turn) <= NEAR]
    before = [place for place in own if place < turn][-1:]
    behind = [place for place in own if place > turn][:1]
    return (*before, turn, *behind)


def _within(one: Hit, hit: Hit) -> bool:
    """Tells whether a helping act is only the taboo's own words: 你去找银行 gives no way of its own."""
    return one.turn == hit.turn and hit.start <= one.start and one.end <= hit.end


def _without(transcript: Transcript, hit: Hit) -> str:
    text = transcript.turns[hit.turn].text
    return f"{text[: hit.start]},{text[hit.end :]}"
