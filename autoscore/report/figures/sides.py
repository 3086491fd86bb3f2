"""Whose words a turn's are held to be: the sheet was filled after sides that were exchanged had been put right."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from autoscore.model import Role
from autoscore.runs.stored import StoredCall

_OTHER: Mapping[Role, Role] = MappingProxyType({"agent": "customer", "customer": "agent"})
# The warning names a stretch of the call where it was not the whole (see annotate/role_warnings.py).
_STRETCH = re.compile(r"第 ([0-9]+) 到 ([0-9]+) 轮坐席与客户")


def sides_of(one: StoredCall) -> tuple[Role, ...]:
    """Returns the role of each turn as its sheet took it; none where the words were not kept."""
    if one.call is None:
        return ()
    given = tuple(turn.role for turn in one.call.turns)
    told = next((notice.because for notice in one.sheet.warnings if notice.kind == "roles_swapped"), None)
    if told is None:
        return given
    found = _STRETCH.match(told)
    first, last = (int(found[1]), int(found[2])) if found else (1, len(given))
    return tuple(_OTHER.get(role, role) if first <= at <= last else role for at, role in enumerate(given, start=1))
