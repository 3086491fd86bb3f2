"""Tasks: what they read, and what is left of one where reading ends the process."""

from pathlib import Path

from bulk_kit import FINE, call, written
from hypothesis import given
from hypothesis import strategies as st

from autoscore.batch.inventory import Inventory
from autoscore.batch.task import Agenda, Grain, Lost, Task, readings_of
from autoscore.errors import Problem
from autoscore.readers import Reading, read_inputs


def agenda_of(folder: Path, *inputs: Path, piece: int = 1) -> Agenda:
    agenda = Agenda(folder / "agenda")
    agenda.fill(Inventory([str(one) for one in inputs], folder, None, piece).pieces())
    return agenda


def whole(agenda: Agenda) -> Task:
    [entry] = agenda.entries("run", Grain(10**6, 10**6))
    return agenda.task(entry)


def shown(readings: list[Reading]) -> list[str]:
    return [f"!{one.code}" if isinstance(one, Problem) else one.id for one in readings]


@given(lengths=st.lists(st.integers(0, 5), min_size=1, max_size=5), piece=st.integers(1, 400))
def test_tasks_read_what_inputs_hold(lengths: list[int], piece: int, tmp_path_factory: object) -> None:
    """Read one after the other, tasks give what the inputs give, in their order; each has a key of its own."""
    folder: Path = tmp_path_factory.mktemp("t")  # type: ignore[attr-defined]
    files = [
        written(folder / "in" / f"{number}.jsonl", *(call(f"{number}-{at}") for at in range(length)))
        for number, length in enumerate(lengths)
    ]
    agenda = agenda_of(folder, *files, piece=piece)
    entries = list(agenda.entries("run", FINE))
    read = [one for entry in entries for one in readings_of(agenda.task(entry), {})]
    assert read == list(read_inputs([str(file) for file in files], roles={}, stdin=None))
    assert len({entry.key for entry in entries}) == len(entries)
    assert [entry.key for entry in agenda.entries("run", FINE)] == [entry.key for entry in entries]
    assert {entry.key for entry in agenda.entries("other", FINE)}.isdisjoint(entry.key for entry in entries)


def test_a_file_that_ends_the_process_loses_its_rest_alone(tmp_path: Path) -> None:
    """From where reading ended the process a problem stands for the rest of the file; the next file is read."""
    first = written(tmp_path / "in" / "a.jsonl", *(call(f"a{at}") for at in range(4)))
    second = written(tmp_path / "in" / "b.jsonl", call("b"))
    task = whole(agenda_of(tmp_path, first, second, piece=10**6))
    for at in range(4):
        found = list(readings_of(task, {}, {at: Lost(at)}))
        assert shown(found) == [*(f"a{before}" for before in range(at)), "!worker_lost", "b"]
        assert isinstance(lost := found[at], Problem)
        assert lost.place.file == str(first)
    assert shown(list(readings_of(task, {}, {1: Lost(1, "a.jsonl:2")}))) == ["a0", "a1", "a2", "a3", "b"]
