"""Gathers what a job needs of this machine: the rubric, the theme and the lexicons that are one's own."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from autoscore.batch.run import Plan
from autoscore.errors import RubricError, UsageError
from autoscore.model import Role
from autoscore.rubric.overlay import extended, themed
from autoscore.rubric.sources import Sources, bundled, bundled_themes, read_tree, rubric_path
from autoscore.rubric.tree import Mapping as Tree
from autoscore.rubric.tree import Scalar, parse
from autoscore.spark.job import Job, with_paths

# Not the name of the bundled ones: digests tell a house's own files from those.
_LEXICONS = "house"
_ENDING = ".txt"


def job_of(plan: Plan, roles: Mapping[str, Role]) -> Job:
    """Returns the job of a plan; raises RubricError where its rubric cannot be read, UsageError where it cannot travel.

    Bundled rubrics, lexicons and models are part of the package that executors have.
    """
    files: dict[str, bytes] = {}
    own: dict[str, str] = {}
    if plan.rubric is not None:
        files.update(_rubric_files(plan.rubric, plan.theme))
        names = {"rubric": (plan.rubric, bundled()), "theme": (plan.theme, bundled_themes())}
        own.update({field: _inside(name) for field, (name, known) in names.items() if name and name not in known})
    if plan.lexicons is not None:
        files.update(_lexicon_files(Path(plan.lexicons)))
        own["lexicons"] = _LEXICONS
    return Job(with_paths(plan, own), tuple(sorted(files.items())), tuple(own), tuple(roles.items()))


def _rubric_files(name: str, theme: str | None) -> Iterator[tuple[str, bytes]]:
    """Yields the files that a rubric is made of, but for bundled ones, laid out as they lie here."""
    sources = Sources()
    found = rubric_path(name)
    tree = None if found is None else read_tree(*found, sources)
    whole = None if tree is None else extended(tree, sources)
    if whole is not None and theme is not None:
        themed(whole, theme, sources)
    if sources.problems:
        raise RubricError(tuple(sources.problems))
    for shown, text in sources.texts.items():
        # A bundled one has a name that no file need have.
        if Path(shown).is_file():
            _refuse_absolute(shown, text)
            yield _inside(shown), Path(shown).read_bytes()


def _refuse_absolute(shown: str, text: str) -> None:
    tree = parse(text, shown, lambda _problem: None)
    base = tree.get("extends") if isinstance(tree, Tree) else None
    if isinstance(base, Scalar) and Path(base.value).is_absolute():
        raise UsageError(f"{base.place}：extends 写的是本机的绝对路径，别的节点上没有；请写相对路径")


def _inside(name: str) -> str:
    """Returns where a file of this machine lies within the job: its path from the root."""
    path = Path(os.path.abspath(name))
    return Path("files", path.relative_to(path.anchor)).as_posix()


def _lexicon_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob(f"*{_ENDING}")):
        yield f"{_LEXICONS}/{path.relative_to(folder).as_posix()}", path.read_bytes()
