"""The key of a run: what its parts depend on besides the calls themselves, so that parts of two runs never mix."""

import hashlib
from pathlib import Path
from types import MappingProxyType

import msgspec

from autoscore import resources
from autoscore.batch.work import Job
from autoscore.rubric import load
from autoscore.scoring.provenance import made_by

_BUNDLED = MappingProxyType({"lexicons": ".txt", "rubrics": ".yaml"})


def key_of_run(job: Job) -> str:
    """Returns the key: of rubrics, lexicons, models, engines, version, decisions and options."""
    plan = job.plan
    printer = job.printer
    parts = (
        None if plan.rubric is None else load(plan.rubric, plan.theme).digest,
        *(_texts(resources.folder(kind), f"*{ending}") for kind, ending in _BUNDLED.items()),
        _texts(Path(plan.lexicons), "*.txt") if plan.lexicons else None,
        # Two programs of one version may differ while one of them is being written.
        _texts(Path(__file__).parent.parent, "*.py"),
        msgspec.json.encode(made_by("")),
        (plan.rubric, plan.theme, plan.assume_roles, plan.mask, sorted(job.roles.items())),
        [repr(row) for row in plan.decisions],
        (job.calls, str(job.since), None if printer is None else getattr(printer, "__qualname__", "")),
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _texts(folder: Path, pattern: str) -> str:
    files = sorted(path for path in folder.rglob(pattern) if path.is_file())
    return resources.digest((path.relative_to(folder).as_posix(), path.read_bytes()) for path in files)
