"""Whether words are only spoken about: told of others, denied, supposed, quoted, or asked about."""

import re
from functools import cache

from autoscore.lexicon import PhraseSet
from autoscore.text.characters import FILLERS, normal_form

# How far before and behind a hit is looked.
LOOK_BACK, LOOK_AHEAD = 24, 16
TABOO = frozenset({"taboo", "red_line"})
# Acts that are done by speaking a formula. What tells a fact (a price, a date, a number to call) is told also where it
# is passed on: 师傅说明天上午给您上门 says when the visit is.
FORMULAS = frozenset(
    {
        "greeting",
        "self_intro",
        "glad_to_serve",
        "offer_help",
        "ask_name",
        "verify_identity",
        "hold_notice",
        "hold_thanks",
        "apology",
        "empathy",
        "ask_repeat",
        "anything_else",
        "invite_rating",
        "thanks",
        "thanks_feedback",
        "farewell",
        "blessing",
        "silent_prompt",
        "check_understood",
        "welcome_reply",
        "interrupt_politely",
        "farewell_word",
        "thanks_word",
        "welcome_word",
        "closing_thanks",
        "bare_sorry",
    }
)
# Of these it can be asked whether somebody did them: 师傅跟您说对不起了吗.
ASKED_OF = frozenset(
    {
        "greeting",
        "glad_to_serve",
        "hold_thanks",
        "apology",
        "empathy",
        "thanks",
        "thanks_feedback",
        "farewell",
        "blessing",
        "welcome_reply",
        "interrupt_politely",
        "farewell_word",
        "thanks_word",
    }
)
# One need not do these: 您不用不好意思.
NEEDLESS = frozenset({"apology", "thanks", "thanks_word", "bare_sorry"})
# Taboo statements that a supposition right before them undoes, where a rude order stays one: 要是嫌贵就别买.
STATEMENTS = frozenset({"shirk", "blame_customer", "argue", "disparage_own", "disparage_rival"})
# What may be another's deed: 他保证没问题, 要是有人把验证码报给我, 人家祝您生意兴隆.
DEEDS = frozenset(
    {
        "over_promise",
        "hard_sell",
        "coax_rating",
        "leak_private",
        "unauthorised",
        "ask_secret",
        "absolute_claim",
        "blessing",
        "thanks_feedback",
        "interrupt_politely",
    }
)
# What the customer may have said himself: 您说联通很差.
OPINIONS = frozenset({"disparage_own", "disparage_rival", "absolute_claim", "over_promise"})
# What may stand in writing elsewhere; a rule on the wall is held against the customer all the same.
BY_RULE = "refuse_by_rule"
# 我没说过这话 denies words by itself.
DENIES = "argue"

# How an act of a set may be spoken about: only as what the lexicons' contexts make none, as a formula, as one that may
# be another's deed, or as a taboo.
NEITHER, FORMULA, DEED, TABOO_WORDS = range(4)
MARKS = _MARKS = ",。?!;:、…\n"
_DROPPED = str.maketrans("", "", FILLERS)
_OPENING, _CLOSING = "“‘「『《", "”’」』》"
QUOTES = f'{_OPENING}"'
# What is left aside right before the words.
_ASIDE, _BRACKETS = " \"“'‘:", "「『《 "
STRIPPED = f"{_ASIDE}{_BRACKETS}"
_THIRD = (
    "(?:他们?|她们?|人家|别人|有人|没人|对方|客户|用户|顾客|骗子|推销的|推销员|销售|业务员|营业员|柜员|师傅|快递员|骑手|司机"
    "|商家|店家|店员|客服|人工台?|话务员|坐席|同事|机器人|录音|广告|领导|经理|谁|哪个|(?:那|这|哪|有)(?:个人|位|人)"
    "|(?:窗口|前台|店里|厅里|那边|柜台)的?(?:人|姑娘|小姑娘|小伙子?)|家里人|老公|老婆|孩子|朋友)"
)
# Between the one who speaks and his speech; none of these leads to it.
_WITHIN = f"(?:(?!请问|一下|完|我(?:已经|也|都|会|再|刚|就))[^{_MARKS}]){{0,6}}"
_SAYS = "(?<!请)(?<!这么)(?<!那么)(?<!这样)(?:说|讲|喊|骂|凶|问|嚷|吼|写|回复|回答|答复|回|答|道)"
_MAKES = "(?:(?:让|叫|请|喊|催|逼|要求|求|要)(?:您|你|我|他|她|咱|大家|客户)|让|叫)"
_TAIL = "(?:我|您|你|他|她|咱)?(?:了|过|着|的|是|出|一?[句声个])*(?:[这那](?:个|是|事儿?)?)?"
_SPEECH = f"(?:(?:{_MAKES}(?:光|只)?)?{_SAYS}{_TAIL}(?:要|想|需要)?|{_MAKES}(?:去|再|来|给[他她])?)"
_IF = "(?:要是|如果|假如|假使|倘若|万一|若是)"
_SUPPOSED = f"(?:{_IF}|只要|除非|哪怕|就算|即使|凡是|一旦|(?<!稍)(?<!久)等(?=[您你他她客对]))"
_NEVER = (
    "(?:没有?|没来得及|来不及|(?<!能)不能|不该|不应该|没人|从来没|从没|不会|不是|并非|不敢|不想|哪敢|哪能|怎么会|怎么敢"
    "|绝不|从不)"
)
_NEED_NOT = "(?:用不着|不用|不必|不要|别|甭)"
_TO = "(?:再|会|在|光|只|要|想)?(?:[跟和给对向](?:[您你他她]们?|谁|客户))?"
_YOU = "(?<![跟和给对向帮替为瞒比照])[您你]们?"
_ADVERB = "(?:刚才|刚刚|之前|上次|一直|老是?|总是?|是|要是|都|已经|也)"
_HOLDS = "(?:说|讲|反映|反馈|投诉|觉得|认为|怀疑|担心|怕|嫌|怪|骂)(?:的|了|过)?"


def _right_before(*sources: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(f"(?:{source})\\Z") for source in sources)


# Each stands right before the hit, within its clause.
_ALWAYS = _right_before(
    f"{_THIRD}{_WITHIN}{_SPEECH}",
    f"{_THIRD}[^{_MARKS}]{{0,4}}(?:连?一?[句声]|连)",
    f"{_NEVER}{_TO}{_SPEECH}",
    "不(?:要求|强求|强迫)[您你](?:去|要)?",
    f"{_NEED_NOT}{_TO}{_SAYS}(?:我|您|你|他|她)?(?:一?[句声个])*",
    f"{_SUPPOSED}{_WITHIN}[^{_MARKS}]{{0,4}}{_SPEECH}",
)
_OF_FORMULA = _right_before(
    f"{_YOU}{_ADVERB}+(?:说|讲|喊)(?:了|过|的|的?是|一?[句声个])*",
    f"{_YOU}(?:说|讲|喊)(?:了|过|一?[句声个])+",
    f"{_YOU}{_ADVERB}*(?:问|叫|让|请)(?:了|过|一下|下)?{_THIRD}",
)
_OF_TABOO = _right_before(
    f"{_YOU}{_ADVERB}*{_HOLDS}(?:(?:我们?|咱们?)[^{_MARKS}]{{0,3}}|{_THIRD}[^{_MARKS}]{{0,8}})",
    f"{_THIRD}{_WITHIN}(?:觉得|以为|认为|感觉|反映|反馈|投诉|抱怨)",
    f"{_YOU}(?:是说|是问|是指|的意思是)[^{_MARKS}]{{0,10}}",
    f"{_THIRD}[^{_MARKS}]{{0,6}}(?:{_SAYS}(?:我|您|你)?[:,]|,(?:还|就)?(?:说|讲|骂)(?:我|您|你)?)",
)
_LABELLED = re.compile("(?:写着|印着|写的是|印的是|叫做|名叫|标着|播的是|念的是|听到的是)\\Z")
_NEEDLESS = re.compile("(?:不用|不必|甭|无需|别)(?:觉得|这么|那么|太)?\\Z")
_OPINION = re.compile(f"{_YOU}{_ADVERB}*{_HOLDS}[^{_MARKS}]{{0,6}}\\Z")
_SUPPOSED_STATEMENT = re.compile(f"{_IF}(?:(?!的话|就|那)[^{_MARKS}]){{0,5}}\\Z")
_DOER = re.compile(f"{_THIRD}(?:就|都|也|是|当时|之前|已经|[跟给向][您你])*\\Z")
_SUPPOSED_DOER = re.compile(f"{_SUPPOSED}{_THIRD}[^{_MARKS}]{{0,6}}\\Z")
_DENIED = re.compile(
    "(?:没有|从没|(?<!是)不是|(?<!会)不会|(?<!敢)不敢|(?<!能)不能|哪能|哪敢|怎么能|怎么会|怎么敢|绝不|从不|并非|不可能)"
    "(?:在|是|要|想|敢|会|再|真的|故意)?\\Z"
)
_OWN = re.compile("(?<![没不])我们?(?:[跟给向][您你])?[再先就也]?(?:说|讲|道)(?:了|一?[声句])*[:,]?\\Z")
# Each stands right behind it.
_MENTIONED = re.compile(
    "[”’」』》\"']?(?:(?:这|那)(?:[一两二三四五六七八几]个?|俩)?(?:句|种|类|样的?|番|些|个)?(?:大?字|词儿?|话|说法|按钮|选项|键)"
    "|[两二三四五六七八几俩]个?大?字)|[^,。?!;]{0,4}[这那][两二三四五六七八几]个字|[”’」』》\"']?是?什么意思"
    "|[都也](?:没有?|不|不肯|不会)(?:[跟给向][您你我])?(?:说|讲|道)"
)
_ASKED = re.compile("[了过](?:吗|么|没有?|没)(?![^,。?!]*说)")
_RHETORICAL = re.compile(f"[^{_MARKS}]{{0,8}}[吗么嘛]")


def talks_as(owner: PhraseSet) -> int:
    """Returns how the acts of a set may be spoken about."""
    if owner.kind in TABOO:
        return TABOO_WORDS
    if owner.label in FORMULAS:
        return DEED if owner.label in DEEDS else FORMULA
    return NEITHER


def is_reported(text: str, start: int, end: int, owner: PhraseSet, contexts: tuple[str, ...]) -> bool:
    """Tells whether the words at a span of a raw turn are only spoken about.

    `contexts` are the words of the lexicons that make any hit behind them none; the rest holds for formulas and
    taboos: telling of others (客户说…, 他让我…), denial (我没说…), supposition (要是他说…, but not 如果没有问题，再见),
    quotation marks amid other words, and words behind the hit (…这两个字, …这种话, …是什么意思).
    """
    before = normal_form(text[max(0, start - LOOK_BACK) : start]).translate(_DROPPED)
    bare = before.rstrip(_ASIDE)
    if bare.endswith(contexts):
        return True
    taboo = owner.kind in TABOO
    if not taboo and owner.label not in FORMULAS:
        return False
    after = normal_form(text[end : end + LOOK_AHEAD]).translate(_DROPPED)
    if _quoted(text, start, end) or (owner.label != DENIES and _MENTIONED.match(after)):
        return True
    clause = _unrepeated(bare.rstrip(_BRACKETS), normal_form(text[start:end]))
    if any(one.search(clause) for one in _spoken_about(owner.label, taboo=taboo)):
        return True
    if taboo:
        return _is_denied(clause, after)
    return owner.label in ASKED_OF and _ASKED.match(after) is not None


def _unrepeated(before: str, words: str) -> str:
    """Leaves out the same words said right before: of 他说稍等稍等 neither 稍等 is the agent's."""
    while words and before.endswith(words):
        before = before.removesuffix(words)
    return before


@cache
def _spoken_about(label: str, *, taboo: bool) -> tuple[re.Pattern[str], ...]:
    """Returns what, right before an act of a label, makes it none."""
    by_label = (
        (_LABELLED, label != BY_RULE),
        (_NEEDLESS, label in NEEDLESS),
        (_SUPPOSED_STATEMENT, label in STATEMENTS),
        (_DOER, label in DEEDS),
        (_SUPPOSED_DOER, label in DEEDS),
        (_OPINION, label in OPINIONS),
    )
    return (*_ALWAYS, *(_OF_TABOO if taboo else _OF_FORMULA), *(one for one, holds in by_label if holds))


def _is_denied(before: str, after: str) -> bool:
    """Tells whether a taboo is denied right before it; 我不是跟您说了吗 denies nothing."""
    denied = _DENIED.search(before)
    return denied is not None and not ("不是" in denied.group() and _RHETORICAL.match(after))


def _quoted(text: str, start: int, end: int) -> bool:
    """Tells whether quotation marks enclose a span amid other words; behind a speaker's own 我说 they mean nothing."""
    opened = max(text.rfind(mark, 0, start) for mark in (*_OPENING, '"'))
    if opened < 0 or any(mark in text[opened + 1 : start] for mark in (*_CLOSING, '"')):
        return False
    if text[opened] == '"' and text.count('"', 0, start) % 2 == 0:
        return False
    closed = min((place for mark in (*_CLOSING, '"') if (place := text.find(mark, end)) >= 0), default=-1)
    if closed < 0:
        return False
    ahead = normal_form(text[:opened]).translate(_DROPPED)
    behind = text[closed + 1 :]
    return any(char.isalnum() for char in ahead + behind) and _OWN.search(ahead) is None
