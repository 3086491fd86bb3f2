"""How a time in a call is shown."""

_MINUTE, _HOUR = 60, 3600


def clock(seconds: float) -> str:
    """Returns seconds from the start of a call as mm:ss, or as h:mm:ss from an hour on."""
    hours, rest = divmod(max(0, int(seconds)), _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes:02d}:{left:02d}"
