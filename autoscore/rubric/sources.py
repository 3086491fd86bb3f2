"""The files that a rubric is made of: where they are, what they say, and what is wrong with them."""

from dataclasses import replace
from pathlib import Path

from msgspec import Struct

from autoscore import resources
from autoscore.errors import Place, Problem
from autoscore.rubric.tree import Tree, parse

ENDING = ".yaml"
THEMES = "themes"
MOST_EXCERPT = 80


class Sources(Struct):
    """Collects the files that a rubric is made of, its ids along what it extends, and the problems found in them."""

    texts: dict[str, str] = {}
    problems: list[Problem] = []
    ids: list[str] = []

    def report(self, problem: Problem) -> None:
        """Keeps a problem, with the line of the file that it stands in."""
        lines = self.texts.get(problem.place.file, "").splitlines()
        line = problem.place.line or 0
        excerpt = lines[line - 1].strip()[:MOST_EXCERPT] if 0 < line <= len(lines) else ""
        shown = "".join(char if char.isprintable() else "�" for char in excerpt)
        self.problems.append(replace(problem, excerpt=shown))


def bundled() -> tuple[str, ...]:
    """Returns the ids of the bundled rubrics."""
    return tuple(sorted(path.stem for path in resources.folder("rubrics").glob(f"*{ENDING}")))


def bundled_themes() -> tuple[str, ...]:
    """Returns the ids of the bundled themes."""
    return tuple(sorted(path.stem for path in (resources.folder("rubrics") / THEMES).glob(f"*{ENDING}")))


def rubric_path(name: str, beside: str = "") -> tuple[Path, str] | None:
    """Finds a rubric's file and the name to show for it: never a path of this machine that the user did not write.

    A file that another one names is looked for `beside` that one.
    """
    if name in bundled():
        return resources.folder("rubrics") / f"{name}{ENDING}", f"rubrics/{name}{ENDING}"
    return _own(name, beside)


def theme_path(name: str) -> tuple[Path, str] | None:
    """Finds a theme's file and the name to show for it."""
    if name in bundled_themes():
        return resources.folder("rubrics") / THEMES / f"{name}{ENDING}", f"rubrics/{THEMES}/{name}{ENDING}"
    return _own(name)


def _own(name: str, beside: str = "") -> tuple[Path, str] | None:
    path = Path(beside).parent / name
    try:
        return (path, str(path)) if path.is_file() else None
    except OSError:  # no file system would take such a name
        return None


def read_tree(path: Path, shown: str, sources: Sources) -> Tree | None:
    """Reads a file as a tree; None after reporting why not."""
    try:
        sources.texts[shown] = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        sources.report(Problem(Place(shown), "读不了这个文件", "须是 UTF-8 文本", code="encoding"))
        return None
    return parse(sources.texts[shown], shown, sources.report)
