"""Which criteria of a rubric never change their answer, and which always come together."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from autoscore.model import Criterion, Rubric, ScoreSheet, Status
from autoscore.model.versions import Habits, Steady, Together

# With fewer calls in which both were judged, that two criteria agree may well be chance.
FEW = 20
_JUDGED = (Status.MET, Status.PARTIAL, Status.NOT_MET)


class HabitTally:
    """Counts the answers of a rubric's criteria, alone and two by two, in memory that calls do not make grow."""

    def __init__(self, rubric: Rubric) -> None:
        self._criteria = [one for one in rubric.criteria if one.mode != "off" and one.form_key != "observer"]
        self._place = {one.id: at for at, one in enumerate(self._criteria)}
        width = len(self._criteria)
        # For each answer, in how many calls both of two criteria gave it; and in how many both were judged.
        self._alike = np.zeros((len(_JUDGED), width, width), np.int64)
        self._both = np.zeros((width, width), np.int64)

    def add(self, sheets: Sequence[ScoreSheet]) -> None:
        """Counts some sheets."""
        given = np.zeros((len(_JUDGED), len(sheets), len(self._criteria)), np.int64)
        for at, sheet in enumerate(sheets):
            for score in sheet.criteria:
                if score.status in _JUDGED and score.id in self._place:
                    given[_JUDGED.index(Status(score.status)), at, self._place[score.id]] = 1
        judged = given.sum(axis=0)
        self._alike += given.transpose(0, 2, 1) @ given
        self._both += judged.T @ judged

    def habits(self) -> Habits:
        """Returns what the criteria have done so far."""
        return Habits(tuple(self._steady()), tuple(self._together()))

    def _steady(self) -> Iterator[Steady]:
        for at, one in enumerate(self._criteria):
            count = int(self._both[at, at])
            always = [status for status, alike in zip(_JUDGED, self._alike, strict=True) if alike[at, at] == count]
            if not count:
                yield Steady(one.id, one.title, None, 0)
            elif always:
                yield Steady(one.id, one.title, always[0].value, count)

    def _together(self) -> Iterator[Together]:
        for (at, one), (other, two) in combinations(enumerate(self._criteria), 2):
            count, alike = int(self._both[at, other]), self._alike[:, at, other]
            if count >= FEW and alike.sum() == count and alike.max() < count:
                yield _pair(one, two, count)


def _pair(one: Criterion, two: Criterion, count: int) -> Together:
    return Together(one.id, two.id, one.title, two.title, count)
