"""A kept call as it was scored, to be scored again."""

from autoscore.model import Call, Transcript


def transcript_of(call: Call) -> Transcript:
    """Returns the transcript that a kept call was written from; what its reader noticed was not kept with it."""
    metadata = {name: "" if value is None else str(value) for name, value in call.metadata.items()}
    return Transcript(call.id or "", call.turns, call.channel, call.date, metadata)
