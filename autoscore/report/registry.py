"""The forms of report, each in a module of its own that is loaded when it is asked for."""

import importlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from autoscore.errors import UsageError
from autoscore.report.order import ReportFormat

# By name; each module's FORMAT is the form. The first with an ending is the one that the ending means.
_MODULES: Mapping[str, str] = MappingProxyType(
    {
        "html": "autoscore.report.html.form",
        "xlsx": "autoscore.report.excel.form",
        "csv": "autoscore.report.machine.csv_form",
        "jsonl": "autoscore.report.machine.lines_form",
        "sarif": "autoscore.report.machine.sarif_form",
        "junit": "autoscore.report.machine.junit_form",
        "vcon": "autoscore.report.machine.vcon_form",
    }
)
_ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        ".html": "html",
        ".htm": "html",
        ".xlsx": "xlsx",
        ".csv": "csv",
        ".jsonl": "jsonl",
        ".sarif": "sarif",
        ".xml": "junit",
        ".vcon": "vcon",
    }
)
FORMATS = tuple(_MODULES)


def report_format(path: Path, name: str | None) -> ReportFormat:
    """Returns the form of a name, or the one that a file's ending means; raises UsageError where there is none."""
    # `.sarif.json` and `.vcon.json` are what tools look for.
    endings = [suffix.lower() for suffix in reversed(path.suffixes[-2:])]
    found = name or next((_ENDINGS[ending] for ending in endings if ending in _ENDINGS), None)
    if found is None:
        raise UsageError(f"看不出 {path.name} 要什么格式：用 --format 写明，可写 {' '.join(FORMATS)}")
    form: ReportFormat = importlib.import_module(_MODULES[found]).FORMAT
    return form
