"""The rooms: imports point down, files and functions are small, and nothing heavy is loaded before it is needed."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "autoscore"
FILES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES, MOST_IN_FUNCTION = 400, 50
NAMELESS = {"utils", "util", "common", "helpers", "misc"}
HEAVY = [
    "pyarrow",
    "pyspark",
    "sklearn",
    "pypinyin",
    "opencc",
    "jieba",
    "pandas",
    "rich",
    "hyperscan",
    "python_calamine",
    "rjieba",
    "re2",
    "rapidfuzz",
    "click",
    "openpyxl",
    "scipy",
]

Defined = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def definitions(path: Path) -> Iterator[Defined]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, Defined):
            yield node


def public(path: Path) -> Iterator[tuple[str, Defined]]:
    """Yields the public classes and functions of a file, and the public methods of those classes."""
    tree = ast.parse(path.read_text("utf-8"))
    tops = [node for node in tree.body if isinstance(node, Defined) and not node.name.startswith("_")]
    for top in tops:
        yield top.name, top
        for node in top.body if isinstance(top, ast.ClassDef) else ():
            if isinstance(node, Defined) and not node.name.startswith("_"):
                yield f"{top.name}.{node.name}", node


def overrides(node: Defined) -> bool:
    """Tells whether a method says that it stands for one that is described elsewhere."""
    names = [getattr(one, "id", getattr(one, "attr", "")) for one in node.decorator_list]
    return bool({"override", "overload"} & set(names))


def length(node: Defined) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_there_are_files_to_check() -> None:
    """The checks below go over the whole package."""
    assert len(FILES) > 50


def test_imports_point_down() -> None:
    """The import contracts of pyproject.toml hold: the layers of rooms, and one door per library."""
    run = "import sys; from importlinter import cli; sys.exit(cli.lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr
    assert "KEPT" in done.stdout
    assert "0 broken" in done.stdout


def test_files_are_short() -> None:
    """No file has more than 400 lines."""
    lines = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_functions_are_short() -> None:
    """No function has more than 50 lines, from its name to its end."""
    assert [
        (name_of(path), node.name, length(node))
        for path in FILES
        for node in definitions(path)
        if not isinstance(node, ast.ClassDef) and length(node) > MOST_IN_FUNCTION
    ] == []


def test_nothing_is_printed() -> None:
    """No part of the package calls print: what goes to the screen goes through the report and the command line."""
    calls = [
        (name_of(path), node.lineno)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert calls == []


def test_every_module_says_what_it_is_for() -> None:
    """No module is called utils, common or the like."""
    assert [name_of(path) for path in FILES if {path.stem, path.parent.name} & NAMELESS] == []


def test_every_module_begins_with_its_purpose() -> None:
    """Each module that holds anything has a docstring."""
    bare = [name_of(path) for path in FILES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert [name for name in bare if (ROOT / name).read_text("utf-8").strip()] in ([], ["autoscore/__main__.py"])


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_what_is_public_is_described(path: Path) -> None:
    """Each public class, function and method has a docstring, but for methods that override a described one."""
    assert [name for name, node in public(path) if not ast.get_docstring(node) and not overrides(node)] == []


def test_the_api_loads_nothing_heavy() -> None:
    """Importing autoscore.api imports no library that only some calls need, and nothing of the making of tables."""
    code = f"import sys, autoscore.api; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
