"""Suggestions as the files of a house lexicon: every entry a comment until an inspector takes the sign away."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from autoscore.errors import UsageError
from autoscore.lexicon import PhraseSet
from autoscore.model.suggestion import Suggestion

SIGN = "# 建议 "


def paths(folder: Path, acts: Iterable[str], sets: Mapping[str, PhraseSet]) -> dict[str, Path]:
    """Returns where the suggestions for some acts are written; raises UsageError where a file is there already.

    A file that is there may hold what somebody accepted.
    """
    found = {act: folder / ("acts" if sets[act].is_act else "phrases") / f"{act}.txt" for act in acts}
    there = next((path for path in found.values() if path.exists()), None)
    if there is not None:
        raise UsageError(f"{there} 已经有了，里面可能有采纳过的条目：请给一个新的文件夹")
    return found


def write(suggestions: Iterable[Suggestion], where: Mapping[str, Path]) -> list[Path]:
    """Writes the suggestions for each act into its file, and returns the files in order."""
    written: list[Path] = []
    for act, group in groupby(suggestions, key=lambda one: one.act):
        path = where[act]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in _lines(act, list(group))), "utf-8")
        written.append(path)
    return written


def _lines(act: str, found: Sequence[Suggestion]) -> Iterator[str]:
    yield f"# {found[0].title}：可能缺少的说法，分数高的在前。"
    yield f"# 逐条听过例子再定：采纳的去掉行首的“{SIGN.strip()}”，其余留着或删去。"
    yield f"label: {act}"
    yield ""
    for one in found:
        yield f"# {told(one)}"
        yield f"{SIGN}{one.entry}"


def told(one: Suggestion) -> str:
    """Returns what speaks for a suggestion and against it, without any words of a call."""
    agents = f"，{one.agents} 位坐席" if one.agents is not None else ""
    parts = [f"该说而没找到的 {one.due} 通里 {one.calls} 通有{agents}"]
    if one.elsewhere:
        parts.append(f"别处也说 {one.elsewhere} 次" + ("，容易误中" if one.common else ""))
    if one.near is not None:
        parts.append(f"像“{one.near}”（{one.likeness}）")
    return "；".join([*parts, f"分数 {one.score}"])
