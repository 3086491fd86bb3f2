"""What a task is told: the plan, and the files of one's own that it names, which no executor has."""

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from autoscore.batch.run import Plan
from autoscore.model import Role


@dataclass(frozen=True)
class Job:
    """Holds a plan whose paths are names within `files`, those files, and the roles that the user gave.

    `own` names the fields of the plan that are such paths.
    """

    plan: Plan
    files: tuple[tuple[str, bytes], ...] = ()
    own: tuple[str, ...] = ()
    roles: tuple[tuple[str, Role], ...] = ()

    def unpacked(self) -> Plan:
        """Returns the plan for this process: its files are written once, and gone when the process ends."""
        if not self.own:
            return self.plan
        folder = _unpacked(self.files)
        return with_paths(self.plan, {name: str(folder / getattr(self.plan, name)) for name in self.own})

    @property
    def role_words(self) -> Mapping[str, Role]:
        """Are the roles by the words that the user gave."""
        return dict(self.roles)


def with_paths(plan: Plan, paths: Mapping[str, str]) -> Plan:
    """Returns a plan with other paths in some of its fields."""
    return replace(
        plan,
        rubric=paths.get("rubric", plan.rubric),
        theme=paths.get("theme", plan.theme),
        lexicons=paths.get("lexicons", plan.lexicons),
    )


@cache
def _unpacked(files: tuple[tuple[str, bytes], ...]) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="autoscore-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
