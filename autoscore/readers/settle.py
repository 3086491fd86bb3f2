"""Settles who speaks in each turn, and says where that could not be known."""

from collections.abc import Iterable, Iterator

from autoscore.model import ROLES, Role, Turn
from autoscore.readers.piece import Heard, Note
from autoscore.readers.roles import RoleBook, is_plain, known_role

_SHOWN = 5


def settle(heard: Iterable[Heard], book: RoleBook) -> tuple[tuple[Turn, ...], tuple[Note, ...]]:
    """Returns the turns with their roles, and notices on unknown role words and on turns without any."""
    strange: dict[str, None] = {}
    tracks: dict[str, int] = {}
    turns = tuple(_turn(turn, book, strange, tracks) for turn in heard)
    return turns, (*_strange_notice(list(strange)), *_nobody_notice(tracks))


def _turn(heard: Heard, book: RoleBook, strange: dict[str, None], tracks: dict[str, int]) -> Turn:
    role_word, speaker, track = (_word(value) for value in (heard.role, heard.speaker, heard.channel))
    word = role_word or speaker
    given = next((role for name in (speaker, role_word, track) if (role := book.given_role(name))), None)
    if given is not None:
        return _said_by(heard, given, speaker or word or track)
    if not word:
        tracks[track] = tracks.get(track, 0) + 1
        return _said_by(heard, "unknown", track)
    role = known_role(word)
    if role is None:
        strange[word] = None
        return _said_by(heard, "other", speaker or word)
    return _said_by(heard, role, speaker or ("" if _says_no_more(word, role) else word))


def _said_by(heard: Heard, role: Role, speaker: str) -> Turn:
    return Turn(role, heard.text, heard.start, heard.end, speaker or None, heard.words)


def _says_no_more(word: str, role: Role) -> bool:
    """Tells whether the word may be dropped once the role is known; a 店长 is another person than a 保安."""
    return word in ROLES or (role != "other" and is_plain(word))


def _word(value: str | int | None) -> str:
    return "" if value is None else str(value).strip()


def _strange_notice(words: list[str]) -> Iterator[Note]:
    if words:
        shown = "”“".join(words[:_SHOWN]) + ("”等" if len(words) > _SHOWN else "”")
        yield "unknown_role", f"不认识角色“{shown}，按旁人（other）处理；请用 --roles {words[0]}=agent 这样的写法说明"


def _nobody_notice(tracks: dict[str, int]) -> Iterator[Note]:
    if not tracks:
        return
    named = sorted(track for track in tracks if track)
    todo = f"请用 --roles {named[0]}=agent 这样的写法说明" if named else "请补上角色"
    yield "no_role", f"有 {sum(tracks.values())} 轮没有写明是谁说的；{todo}"
