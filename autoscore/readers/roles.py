"""Role words as people and recognisers write them, and which role they mean."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from autoscore.errors import UsageError
from autoscore.model import ROLES, Role

_WORDS: dict[Role, str] = {
    "agent": (
        "客服 客服代表 客服专员 客服人员 客服坐席 客服座席 人工客服 在线客服 坐席 座席 坐席员 座席员 坐席代表 "
        "座席代表 人工坐席 人工座席 营业员 客户经理 客户代表 工程师 柜员 柜台 店员 员工 工作人员 服务人员 服务员 "
        "话务员 接线员 导购 导购员 装维 装维员 装维人员 装维师傅 装维工程师 维修师傅 安装师傅 业务员 业务代表 "
        "销售 销售员 销售顾问 前台 受理员 经办人 agent humanagent staff clerk teller operator representative rep a"
    ),
    "customer": (
        "客户 顾客 用户 来电人 来电者 来电 主叫 主叫方 市民 患者 群众 访客 客人 机主 消费者 "
        "customer user enduser client caller guest b"
    ),
    "ivr": (
        "系统 系统提示 系统提示音 系统语音 语音 语音提示 语音导航 语音播报 机器人 自动语音 提示音 智能客服 "
        "智能语音 智能语音导航 导航 ivr system bot robot automatedagent custombot"
    ),
    "other": (
        "保安 班长 主管 店长 值班长 值班经理 大堂经理 组长 领导 家属 家人 亲属 朋友 路人 旁人 同事 旁白 第三方 "
        "第三人 其他 其它 其他人 其他客户 other third thirdparty supervisor guard bystander"
    ),
    "unknown": "未知 不明 不详 unknown unk",
}
_LEAST = 2  # "A1" and "A2" may be anybody; "客服1" is an agent
_NUMBERED = re.compile(r"(?:\d+号?)?(.+?)(?:\([^()]*\)|#?\d+号?|[a-z甲乙丙丁一二三四五])?")
_IGNORED = re.compile(r"[\s_\-.·]+")
_PAIRS = re.compile(r"[,，、;；]")


def norm(word: str) -> str:
    """Returns a role word in the form in which it is compared."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", word).casefold())


@lru_cache(maxsize=4096)
def known_role(word: str) -> Role | None:
    """Returns the role that a word means by itself, a trailing number, letter or bracket put aside, or None."""
    return next((role for form in _forms(word) if (role := _table().get(form))), None)


def is_plain(word: str) -> bool:
    """Tells whether a word names a role and nobody in particular, as 客服 does and 客服1 does not."""
    return norm(word) in _table()


@cache
def _table() -> Mapping[str, Role]:
    return MappingProxyType({word: role for role, words in _WORDS.items() for word in words.split()})


@lru_cache(maxsize=4096)
def _forms(word: str) -> tuple[str, ...]:
    plain = norm(word)
    numbered = _NUMBERED.fullmatch(plain)
    base = numbered[1] if numbered else plain
    return (plain, base) if base != plain and len(base) >= _LEAST else (plain,)


@dataclass(frozen=True)
class RoleBook:
    """Knows the role words that the user gave and, behind them, the usual ones."""

    given: Mapping[str, Role]

    @classmethod
    def of(cls, roles: Mapping[str, Role]) -> "RoleBook":
        """Makes a book of the user's own words."""
        return cls({norm(word): role for word, role in roles.items()})

    def knows(self, word: str) -> bool:
        """Tells whether the word is a role word."""
        return self.given_role(word) is not None or known_role(word) is not None

    def given_role(self, word: str) -> Role | None:
        """Returns the role that the user gave to a word, or None."""
        return next((self.given[form] for form in _forms(word) if form in self.given), None)


def parse_roles(text: str) -> Mapping[str, Role]:
    """Reads `A=agent,B=customer` into a mapping; the roles may be Chinese words too.

    Raises UsageError that says what to write.
    """
    roles: dict[str, Role] = {}
    for word, role in _pairs(text):
        if roles.setdefault(word, role) != role:
            raise UsageError(f"--roles 里“{word}”给了两个不同的角色；每个词只写一次")
    return roles


def _pairs(text: str) -> Iterator[tuple[str, Role]]:
    for pair in _PAIRS.split(text):
        word, equals, value = (part.strip() for part in pair.replace("＝", "=").partition("="))
        role = known_role(value) if value not in ROLES else value
        if not (word and equals and role):
            raise UsageError(
                f"--roles 看不懂“{pair.strip()}”；请写成 A=agent,B=customer，角色只能是 {'、'.join(ROLES)}"
            )
        yield word, role
