"""What readers noticed in calls: each notice once however many calls have it, and not too many."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from autoscore.model import Transcript

# What one call says oddly, the others of its kind often say oddly too; one more says that there are others.
MOST = 20


class Notice(Struct, frozen=True, array_like=True):
    """Is what was noticed, with the place of the first call that has it."""

    place: str
    because: str


class Notices:
    """Passes on what is new."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def of(self, transcript: Transcript) -> Iterator[Notice]:
        """Yields the notices of a call that have not come before."""
        place = transcript.origin or transcript.id
        return self.new(Notice(place, because) for _, because in transcript.notices)

    def new(self, notices: Iterable[Notice]) -> Iterator[Notice]:
        """Yields those that have not come before; one more than the most tells that there are others."""
        for notice in notices:
            if notice.because not in self._seen and len(self._seen) <= MOST:
                self._seen.add(notice.because)
                yield notice
