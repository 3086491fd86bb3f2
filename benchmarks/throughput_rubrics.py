"""Rubrics of any number of criteria, and lexicons of any number of phrases, to see how cost grows with them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from autoscore.model import Criterion, Rubric, Scope
from autoscore.operators import Condition
from autoscore.rubric import load
from autoscore.rubric.lint import errors
from autoscore.scoring import Scorer, load_scorer
from autoscore.scoring.compile import scorer_of
from benchmarks.corpus_pool import Pool

RUBRICS = (
    "hotline",
    "counter-17-steps",
    "counter-sales",
    "home-service-call",
    "home-service-visit",
    "account-manager-visit",
    "hall-active-selling",
)
BASE = "hotline"
# No call has more turns: a copy that looks so far finds the same, but is not the same condition.
BEYOND = 1000
# Strengths are up to 100, and what is found below 20 is not reported.
FAINT = 18
OWN = "own_phrases"
SHORTEST, LONGEST, GAPPED = 4, 8, 0.2


def rubric_of(size: int) -> Rubric:
    """Returns a rubric of so many criteria, drawn from all bundled rubrics; beyond those, of varied copies."""
    found = [one for name in RUBRICS for one in load(name).criteria]
    random.Random(0).shuffle(found)  # noqa: S311 - nothing is kept secret here
    criteria = (
        _renamed(one if number < len(found) else varied(one, number), number)
        for number, one in enumerate(islice(cycle(found), size))
    )
    return _bare(tuple(criteria), f"of-{size}")


def _bare(criteria: tuple[Criterion, ...], name: str) -> Rubric:
    """Returns a rubric of some criteria that need not add up to anything."""
    base = load(BASE)
    scale = replace(base.scale, points=None, pass_mark=None)
    return replace(base, id=name, criteria=criteria, sections=(), branches=(), scale=scale)


def _renamed(criterion: Criterion, number: int) -> Criterion:
    return replace(criterion, id=f"{criterion.id}-{number}", section="", branch="")


def varied(criterion: Criterion, number: int) -> Criterion:
    """Returns a copy of a criterion whose conditions look at a number of turns of their own, where they may."""
    copy = replace(criterion, form=_varied(criterion.form, number))
    return criterion if errors(_bare((_renamed(copy, 0),), "one")) else copy


def _varied(node: Any, number: int) -> Any:
    """Returns a form, a condition or a part of one, its innermost conditions with a scope of their own."""
    if isinstance(node, Condition) and not any(True for _ in node.operator.children()):
        return msgspec.structs.replace(node, scope=_other(node.scope, number))
    if isinstance(node, tuple):
        return tuple(_varied(one, number) for one in node)
    if isinstance(node, Struct):
        inner = {name: _varied(getattr(node, name), number) for name in node.__struct_fields__}
        return msgspec.structs.replace(node, **inner)
    return node


def _other(scope: Scope, number: int) -> Scope:
    """Returns a scope that lets the same through in all calls, or nearly, but is another."""
    if scope == Scope(by=scope.by):
        return msgspec.structs.replace(scope, first_turns=BEYOND + number)
    return msgspec.structs.replace(scope, min_strength=(scope.min_strength or 0) + 1 + number % FAINT)


def scorer_of_criteria(size: int) -> Scorer:
    """Returns the scorer of a rubric of so many criteria."""
    return scorer_of(rubric_of(size))


def scorer_of_phrases(size: int, pool: Pool, folder: Path) -> Scorer:
    """Returns the scorer of the hotline's rubric with a criterion of so many phrases of a house's own."""
    house = folder / f"lexicons-{size}"
    house.mkdir()
    head = f"label: {OWN}\ntitle: 本单位用语\nkind: phrases\n\n"
    (house / f"{OWN}.txt").write_text(head + "\n".join(phrases(pool, size)) + "\n", "utf-8")
    rubric = folder / f"own-{size}.yaml"
    rubric.write_text(_OWN_RUBRIC, "utf-8")
    return load_scorer(str(rubric), house)


_OWN_RUBRIC = f"""extends: {BASE}
rubric: own
scale: {{points: 101}}
criteria:
  - id: own
    title: 本单位用语
    points: 1
    points_source: assigned
    why: 量一量词句多了要多花多少时间
    source: 自拟
    find: {{act: {OWN}}}
"""


def phrases(pool: Pool, size: int) -> Sequence[str]:
    """Returns phrases of four to eight characters that agents say, some of them with a gap; each once."""
    return list(islice(_phrases(pool), size))


def _phrases(pool: Pool) -> Iterator[str]:
    chance = random.Random(0)  # noqa: S311
    told = [one for domain in pool.domains for one in domain.told]
    seen: set[str] = set()
    while True:
        text = chance.choice(told)
        start, length = chance.randrange(max(1, len(text) - LONGEST)), chance.randint(SHORTEST, LONGEST)
        run = text[start : start + length]
        if len(run) == length and all("一" <= char <= "鿿" for char in run) and run not in seen:
            seen.add(run)
            yield f"{run[: length // 2]}…{run[length // 2 :]}" if chance.random() < GAPPED else run
