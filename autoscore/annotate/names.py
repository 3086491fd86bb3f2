"""Surnames: which one the customer gave, and which ones the agent used."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from autoscore.annotate.full_names import FullNames, given_names, whole
from autoscore.lexicon import Lexicon
from autoscore.model import Hit, Role, Transcript
from autoscore.text.characters import normal_form, sound_form

ADDRESS = "surname_address"
GIVEN = "name_given"
ASK = "ask_name"
PLAIN = "plain_address"
HONORIFICS = "称呼"
TITLES = (HONORIFICS, "亲称", "职称")
# 是吗先生 is no 马先生, and 哦先生 no 欧先生.
PARTICLES = frozenset("吗嘛呢吧了的呀啊哦噢哎唉啦嘞")
# The surname is known, and only its character differs.
BY_SOUND = 85
_LONGEST_NAME = 4
_NAMES = frozenset({ADDRESS, GIVEN, ASK, PLAIN})
_MARKS = " ,。?!;:…、嗯啊呃哦噢喔唉"


def with_surnames(found: Sequence[Hit], transcript: Transcript, roles: Sequence[Role], lexicon: Lexicon) -> list[Hit]:
    """Adds to the hits of one call the surname of each name; a surname that may be a mere particle becomes a doubt."""
    names = [hit for hit in found if hit.label in _NAMES]
    if not any(hit.label != PLAIN for hit in names) and not (names and transcript.metadata.get("surname")):
        return [*found]
    return [*(hit for hit in found if hit.label not in _NAMES), *_named(names, transcript, roles, lexicon)]


def _named(found: Sequence[Hit], transcript: Transcript, roles: Sequence[Role], lexicon: Lexicon) -> list[Hit]:
    names = FullNames.of(lexicon)
    answers = list(_answers(found, transcript, roles, names.surnames))
    told = [_with_fact(hit, transcript, names, (), lexicon) for hit in found if hit.label == GIVEN]
    given = {*_facts([*told, *answers], GIVEN), *_from_metadata(transcript)}
    names = names.knowing(given)
    known = tuple(given_names((_quote(hit, transcript) for hit in (*told, *answers)), names))
    named = [*told, *(_with_fact(hit, transcript, names, known, lexicon) for hit in found if hit.label != GIVEN)]
    named += _misheard(named, transcript, lexicon, given)
    used = Counter(hit.fact("surname") for hit in named if hit.label == ADDRESS)
    certain = [_certain(hit, given, used, names.confusable) for hit in named]
    sure = [hit for hit, of_one in zip(named, certain, strict=True) if of_one]
    doubtful = [replace(hit, doubt="weak") for hit, of_one in zip(named, certain, strict=True) if not of_one]
    return [*_uncovered(sure), *_outside(doubtful, sure), *answers]


def _quote(hit: Hit, transcript: Transcript) -> str:
    return normal_form(transcript.turns[hit.turn].text[hit.start : hit.end])


def _with_fact(hit: Hit, transcript: Transcript, names: FullNames, known: Sequence[str], lexicon: Lexicon) -> Hit:
    if hit.label == ADDRESS:
        hit = whole(hit, normal_form(transcript.turns[hit.turn].text), names, known)
        surname = names.surname(_quote(hit, transcript))
    elif hit.label == GIVEN:
        told = names.told(_quote(hit, transcript))
        surname = _trailing(_quote(hit, transcript), names.surnames, lexicon) if told is None else told[1]
    else:
        return hit
    return replace(hit, facts=(*hit.facts, ("surname", surname))) if surname else hit


def _leading(text: str, surnames: frozenset[str]) -> str:
    return next((text[:length] for length in (2, 1) if text[:length] in surnames), "")


def _trailing(text: str, surnames: frozenset[str], lexicon: Lexicon) -> str:
    """Returns the surname at the end of a text, a title or 的 behind it left aside: 我是张先生, 我姓张的."""
    for ending in ("", "的", *(word for slot in TITLES for word in lexicon.slots.get(slot, ()))):
        body = text.removesuffix(ending) if text.endswith(ending) else ""
        surname = next((body[-length:] for length in (2, 1) if body[-length:] in surnames), "")
        if surname:
            return surname
    return ""


def _facts(found: Iterable[Hit], label: str) -> Iterator[str]:
    for hit in found:
        surname = hit.fact("surname")
        if hit.label == label and hit.by == "customer" and surname:
            yield surname


def _from_metadata(transcript: Transcript) -> Iterator[str]:
    surname = transcript.metadata.get("surname")
    if surname:
        yield surname


def _answers(
    found: Sequence[Hit], transcript: Transcript, roles: Sequence[Role], surnames: frozenset[str]
) -> Iterator[Hit]:
    """Yields the name that follows a question for it: a short turn of the customer that begins with a surname."""
    for asked in found:
        turn = asked.turn + 1
        if asked.label != ASK or asked.by != "agent" or turn >= len(roles) or roles[turn] == "agent":
            continue
        text = normal_form(transcript.turns[turn].text)
        start = len(text) - len(text.lstrip(_MARKS))
        body = text[start:].rstrip(_MARKS)
        surname = _leading(body, surnames)
        if surname and len(body) <= _LONGEST_NAME:
            yield Hit(turn, start, start + len(body), GIVEN, by="customer", facts=(("surname", surname),))


def _misheard(found: Sequence[Hit], transcript: Transcript, lexicon: Lexicon, given: set[str]) -> list[Hit]:
    """Finds the known surname written with another character of its sound: 捏女士 for a customer who said 姓聂."""
    if not given:
        return []
    by_sound = {sound_form(surname): surname for surname in sorted(given)}
    known = [hit for hit in found if hit.label == ADDRESS]
    heard: list[Hit] = []
    for address in (hit for hit in found if hit.label == PLAIN and hit.by == "agent"):
        text = normal_form(transcript.turns[address.turn].text)
        for place in range(address.start, address.end + 1):
            before = text[place - 1 : place]
            surname = None if before in PARTICLES else by_sound.get(sound_form(before))
            if not surname:
                continue
            hit = Hit(address.turn, place - 1, address.end, ADDRESS, "agent", "garbled", BY_SOUND)
            honoured = text.startswith(lexicon.slots.get(HONORIFICS, ()), place)
            if honoured and not any(one.span.overlaps(hit.span) for one in known):
                heard.append(replace(hit, facts=(("surname", surname),)))
    return heard


def _certain(hit: Hit, given: set[str], used: Counter[str | None], confusable: frozenset[str]) -> bool:
    if hit.label != ADDRESS:
        return True
    surname = hit.fact("surname")
    return surname is None or bool(given) or used[surname] > 1 or surname not in confusable


def _uncovered(found: Sequence[Hit]) -> Iterator[Hit]:
    """Leaves out forms of address that are the second half of a surname with its honorific."""
    names = [hit for hit in found if hit.label == ADDRESS]
    for hit in found:
        covered = hit.label == PLAIN and any(name.span.overlaps(hit.span) for name in names)
        if not covered:
            yield hit


def _outside(doubtful: Iterable[Hit], sure: Sequence[Hit]) -> Iterator[Hit]:
    """Leaves out doubtful surnames inside a longer plain address: 明白女士 and 那先生您 hold no 白 and no 那."""
    plain = [hit for hit in sure if hit.label == PLAIN]
    for hit in doubtful:
        if not any(one.turn == hit.turn and one.start <= hit.start and hit.end <= one.end for one in plain):
            yield hit
