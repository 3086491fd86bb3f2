"""Hides personal data in what came of calls, before anything of it is written or printed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import msgspec

from autoscore.batch.block import native
from autoscore.batch.outcome import Scored
from autoscore.privacy import Masker


def masked(scored: Iterable[Scored]) -> Iterator[Scored]:
    """Yields calls and sheets with personal data hidden, character for character, so that every span stays true."""
    masker = Masker.of()
    for one in scored:
        transcript = one.document.transcript
        found = masker.masked(native(transcript))
        facts = {name: str(value) for name, value in found.metadata.items()}
        shown = msgspec.structs.replace(transcript, turns=found.turns, metadata=facts)
        document = replace(one.document, transcript=shown)
        yield replace(one, document=document, sheet=masker.sheet(one.sheet, found))
