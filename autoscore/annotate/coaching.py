"""What a coach would say about how somebody asks (S1, questions: technique)."""

from collections.abc import Iterator
from types import MappingProxyType

from autoscore.annotate.asking import COUNTER, SELF_CLOSED, STACKED
from autoscore.annotate.question_profile import PUT, STAGES, QuestionProfile
from autoscore.model import QUESTION_TYPES
from autoscore.model.question import TITLES, QuestionSummary

# Below so many questions nothing is said about shares.
FEW = 5
# Where less than this share is open, the customer has little room to tell.
LITTLE_OPEN = 0.15
MOSTLY_CLOSED = 0.75
_STAGES = MappingProxyType(dict(zip(STAGES, ("开头", "中间", "收尾"), strict=True)))


def told(profile: QuestionProfile) -> str:
    """Returns a profile in words: counts and shares by type, counts by stage."""
    total = profile.total
    if not total:
        return "没有问句"
    counts = [(TITLES[name], count) for name, count in profile.types.items() if count]
    types = "、".join([f"{title} {count}（{count / total:.0%}）" for title, count in counts])
    stages = "、".join([f"{title} {profile.of_stage(name)}" for name, title in _STAGES.items()])
    doubt = f"；{profile.unsure} 句的类型拿不准" if profile.unsure else ""
    return f"问了 {total} 句：{types}；{stages}{doubt}"


def advice(profile: QuestionProfile) -> tuple[str, ...]:
    """Returns what a coach would say, the most useful first; nothing where there is nothing to say."""
    return tuple(_advice(profile))


def _advice(profile: QuestionProfile) -> Iterator[str]:
    total, types = profile.total, profile.types
    if closed := profile.put_so(SELF_CLOSED):
        yield f"{closed} 次自己把开放式问句封上了：问完停一停，等客户说"
    if rhetorical := types["rhetorical"]:
        yield f"{rhetorical} 句反问，客户容易听成责怪：改成直接说明"
    if counter := profile.put_so(COUNTER):
        yield f"{counter} 次客户问来先反问：先答一句，再问"
    if stacked := profile.put_so(STACKED):
        yield f"{stacked} 句是一口气连着问的：一次只问一件"
    if total >= FEW and not types["open"]:
        yield "没有一句开放式问句：先让客户敞开说，再用选择、确认收窄"
    elif total >= FEW and types["open"] / total < LITTLE_OPEN:
        yield f"开放式只占 {types['open'] / total:.0%}：多让客户自己讲"
    if total >= FEW and types["closed"] / total > MOSTLY_CLOSED:
        yield f"封闭式占 {types['closed'] / total:.0%}，像在盘问：换几句开放式、可选式"


def summary(profile: QuestionProfile, call: str | None, agent: str | None) -> QuestionSummary:
    """Writes a profile down, with what a coach would say."""
    counts = profile.types
    return QuestionSummary(
        call=call,
        agent=agent,
        calls=profile.calls,
        questions=counts,
        shares={name: round(count / profile.total, 3) if profile.total else 0.0 for name, count in counts.items()},
        stages={one: {name: profile.of(one, name) for name in QUESTION_TYPES} for one in STAGES},
        put={name: profile.put_so(name) for name in PUT},
        unsure=profile.unsure,
        advice=advice(profile),
    )
