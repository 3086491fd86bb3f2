"""A score sheet with what is private hidden in all that it says."""

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from autoscore.model import Call, CriterionScore, Decision, Evidence, Nearest, Notice, ScoreSheet, Step, Turn

Said = Callable[[str], str]
Quoted = Callable[[Evidence | Nearest], str]


def quotes(sheet: ScoreSheet) -> Iterator[Evidence | Nearest]:
    """Yields all that a sheet quotes."""
    for one in sheet.criteria:
        yield from one.evidence
        if one.nearest is not None:
            yield one.nearest


def sayings(sheet: ScoreSheet) -> Iterator[str]:
    """Yields the free texts of a sheet: reasons, notes, the lines of its sum, warnings."""
    for one in sheet.criteria:
        yield one.because
        yield from (decision.note for decision in one.decisions)
    yield from (step.label for step in sheet.steps)
    yield from (notice.because for notice in sheet.warnings)


def apart(texts: Iterable[str]) -> Call:
    """Returns a call in which every second turn is one of some texts: each has a voice of its own, nobody answers."""
    turns: list[Turn] = []
    for text in texts:
        turns += [Turn("unknown", text, speaker=f"{len(turns)}"), Turn("unknown", "", speaker=f"{len(turns)}-")]
    return Call(tuple(turns))


def masked_sheet(sheet: ScoreSheet, quoted: Quoted, said: Said, metadata: dict[str, str]) -> ScoreSheet:
    """Returns a sheet whose quotes, free texts and facts are replaced by what is shown for them.

    What is shown as it is stays the same record: most of a sheet does, and to make it anew costs more than all else.
    """
    return replace(
        sheet,
        metadata=metadata,
        criteria=tuple([_criterion(one, quoted, said) for one in sheet.criteria]),
        steps=tuple([_step(one, said(one.label)) for one in sheet.steps]),
        warnings=tuple([_notice(one, said(one.because)) for one in sheet.warnings]),
    )


def _criterion(one: CriterionScore, quoted: Quoted, said: Said) -> CriterionScore:
    because, nearest = said(one.because), one.nearest
    evidence = tuple([_evidence(quote, quoted(quote)) for quote in one.evidence])
    if nearest is not None and (cut := quoted(nearest)) != nearest.quote:
        nearest = replace(nearest, quote=cut)
    decisions = tuple([_decision(decision, said(decision.note)) for decision in one.decisions])
    if (because, evidence, nearest, decisions) == (one.because, one.evidence, one.nearest, one.decisions):
        return one
    return replace(one, because=because, evidence=evidence, nearest=nearest, decisions=decisions)


def _evidence(one: Evidence, quote: str) -> Evidence:
    return one if one.quote == quote else replace(one, quote=quote)


def _decision(one: Decision, note: str) -> Decision:
    return one if one.note == note else replace(one, note=note)


def _step(one: Step, label: str) -> Step:
    return one if one.label == label else replace(one, label=label)


def _notice(one: Notice, because: str) -> Notice:
    return one if one.because == because else replace(one, because=because)
