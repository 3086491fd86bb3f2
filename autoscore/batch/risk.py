"""How likely something went wrong in a call, by what can be seen before it is scored."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from autoscore.model import Transcript

# A call that shows nothing has weight 1, and each sign adds its own; a call of weight 4 is drawn about four times as
# often. Assigned, not fitted: what complains is worth hearing most, a long wait comes next.
WEIGHTS: Mapping[str, int] = MappingProxyType(
    {"any": 1, "complaint": 3, "silence": 2, "long": 1, "short": 1, "noticed": 1}
)
SILENCE = 20.0  # seconds
LONG, SHORT = 80, 5  # turns
_COMPLAINT = re.compile(
    "投诉|举报|曝光|12315|12300|工信部|消协|起诉|律师|凭什么|凭啥|骗|坑人|忽悠|糊弄|欺负|过分|离谱|不像话|差劲|"
    "气死|烦死|没人管|没人理|踢皮球|推来推去|乱扣|乱收|多扣|多收|白跑|退钱|赔偿|领导|什么态度|啥态度|态度"
)


def weight(call: Transcript) -> int:
    """Returns a call's weight, 1 or more."""
    return WEIGHTS["any"] + sum(WEIGHTS[sign] for sign in signs(call))


def signs(call: Transcript) -> Iterator[str]:
    """Yields the signs that something may have gone wrong, by their names in `WEIGHTS`."""
    if any(turn.role in ("customer", "unknown") and _COMPLAINT.search(turn.text) for turn in call.turns):
        yield "complaint"
    if any(
        before.end is not None and after.start is not None and after.start - before.end >= SILENCE
        for before, after in pairwise(call.turns)
    ):
        yield "silence"
    if len(call.turns) >= LONG:
        yield "long"
    if len(call.turns) <= SHORT:
        yield "short"
    if call.notices:
        yield "noticed"
