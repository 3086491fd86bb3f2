"""Who speaks, by what recognisers and containers say of it: a role, a name or id, an audio channel."""

from typing import NamedTuple, TypeAlias

from autoscore.readers.roles import is_plain, known_role

Word: TypeAlias = str | int | None


class Who(NamedTuple):
    """Holds the file's own words on who speaks, as a turn that was heard has them."""

    role: str | None = None
    speaker: str | None = None
    channel: str | None = None


def who(role: Word = None, name: Word = None, channel: Word = None) -> Who:
    """Sorts words into a role, a speaker by whom several of one role are told apart, and an id.

    A name that means a role is one. A number where a role is wanted, and a name without a role, are ids: nobody knows
    who that is, until the user says.
    """
    words = [("" if word is None else str(word).strip()) for word in (role, name, channel)]
    role_word, name_word, track = words
    if role_word and not role_word.isdigit():
        return Who(role_word, None if is_plain(name_word) else name_word or None, track or None)
    if name_word and known_role(name_word):
        return Who(name_word, None, track or None)
    return Who(None, None, name_word or track or role_word or None)
