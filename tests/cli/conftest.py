"""The annotator with no rubric is compiled once for all tests of the command line."""

from collections.abc import Iterator
from functools import cache

import pytest

from autoscore import api


@pytest.fixture(scope="session", autouse=True)
def _one_annotator() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autoscore.cli.annotate.annotator", cache(api.annotator))
        yield
