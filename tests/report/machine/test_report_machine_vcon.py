"""Sheets written back into vCons: nothing else changes, twice is once, and the names are those of the file's draft."""

import json
import warnings
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from machine_kit import TEXTS, folder_of, sheet_of

from autoscore.api import read_inputs
from autoscore.errors import PartlyWrittenError, Place, ReadError, UsageError
from autoscore.model import Call, CriterionScore, ScoreSheet, Transcript, Turn
from autoscore.privacy import NO_MASK
from autoscore.report.language import Language
from autoscore.report.machine.vcon_entry import SCHEMA, vcon_in, with_sheet
from autoscore.report.machine.vcon_form import FORMAT
from autoscore.report.order import Order
from autoscore.runs.stored import StoredRun

Json = dict[str, Any]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
PLACE = Place("a.vcon")


def sheet(name: str, rubric: str = "r") -> ScoreSheet:
    return sheet_of(name, [CriterionScore("a", "甲", "score", "met", "5", "5", "说了“您好”")], rubric=rubric)


def encoded(name: str, rubric: str = "r") -> bytes:
    return msgspec.json.encode(sheet(name, rubric))


def vcon(name: str = "u1", version: str = "0.4.0", **more: Any) -> Json:
    """Makes a vCon of a call of two turns."""
    media = "mimetype" if version == "0.0.1" else "mediatype"
    said = [
        {"speaker": 0, "text": "您好", "start": 1, "end": 3},
        {"speaker": 1, "text": "查话费", "start": 3.5, "end": 5},
    ]
    recording = {
        "type": "recording",
        "start": "2026-02-18T09:30:00+08:00",
        "duration": 60.0,
        "parties": [0, 1],
        media: "audio/x-wav",
        "url": "https://recordings.example/a.wav",
        "content_hash": "sha512-GLy6IPaIUM1GqzZqfIPZlWjaDsNgNvZM0iCONNThnH0a75fhUM6cYzLZ5GynSURREvZwmOh54",
    }
    body = said if version == "0.4.0" else json.dumps(said)
    transcript = {"type": "transcript", "dialog": 0, "vendor": "v", media: "application/json", "encoding": "json"}
    return {
        "vcon": version,
        "uuid": name,
        "created_at": "2026-02-18T09:31:00+08:00",
        "parties": [{"name": "陈晓", "role": "agent"}, {"name": "柳青", "role": "customer"}],
        "dialog": [recording],
        "analysis": [{**transcript, "body": body}],
        "attachments": [],
        **more,
    }


def write(folder: Path, out: Path, *originals: Path) -> None:
    order = Order(StoredRun.open(folder), out, Language(), NO_MASK, originals=tuple(map(str, originals)))
    FORMAT.write(order)


def run_of(folder: Path, *names: str) -> Path:
    return folder_of(folder, [(sheet(name), Call((Turn("agent", "您好"),), id=name)) for name in names])


def file(path: Path, *values: Json) -> Path:
    path.write_text("\n".join(json.dumps(value) for value in values), "utf-8")
    return path


def exactly(text: str | bytes) -> Any:
    """Returns JSON with its numbers as they were written and its keys in their order."""
    return json.loads(text, parse_float=str, parse_int=str, object_pairs_hook=lambda pairs: [("{}", ""), *pairs])


def analyses(text: str | bytes) -> list[Json]:
    found: list[Json] = json.loads(text)["analysis"]
    return found


def calls(path: Path) -> list[Transcript]:
    return [one for one in read_inputs([str(path)], roles={}, stdin=None) if isinstance(one, Transcript)]


@given(
    st.dictionaries(TEXTS, JSON, max_size=4), st.none() | st.lists(JSON, max_size=3), st.sampled_from([None, 1, "\t"])
)
@settings(max_examples=150)
def test_nothing_else_changes(more: Json, entries: list[Any] | None, indent: Any) -> None:
    """All other fields and analyses stay, in order, with their numbers as written; a second time changes nothing."""
    original = {**more, "vcon": "0.4.0", "big": 10**30, "one": 1.0, "analysis": entries, "after": "last"}
    text = json.dumps(original, indent=indent)
    written = with_sheet(vcon_in(text.encode(), PLACE), encoded("u1"))
    before, after = exactly(text), exactly(written)
    assert [pair for pair in after if pair[0] != "analysis"] == [pair for pair in before if pair[0] != "analysis"]
    assert dict(after)["analysis"][:-1] == (dict(before)["analysis"] or [])
    assert analyses(written)[-1]["body"] == json.loads(encoded("u1"))
    assert with_sheet(vcon_in(written, PLACE), encoded("u1")) == written


def test_a_rubric_replaces_its_own_sheet_only() -> None:
    """A sheet of the same rubric takes the place of the older one; that of another rubric stands beside it."""
    once = with_sheet(vcon_in(json.dumps(vcon()).encode(), PLACE), encoded("u1"))
    both = with_sheet(vcon_in(once, PLACE), encoded("u1", "other"))
    again = with_sheet(vcon_in(both, PLACE), encoded("u1").replace("说了".encode(), "又说了".encode()))
    found = [one["body"]["rubric"]["id"] for one in analyses(again) if one["vendor"] == "autoscore"]
    assert found == ["r", "other"]
    assert analyses(again)[1]["body"]["criteria"][0]["because"] == "又说了“您好”"
    assert analyses(again)[2] == analyses(both)[2]


@pytest.mark.parametrize(
    ("version", "media", "whole"),
    [
        ("0.0.1", "mimetype", False),
        ("0.0.2", "mediatype", False),
        ("0.3.0", "mediatype", False),
        ("0.4.0", "mediatype", True),
    ],
)
def test_the_names_are_those_of_the_draft(version: str, media: str, whole: bool) -> None:
    """The entry has our own schema, and the media type and body that its version of the draft asks for."""
    entry = analyses(with_sheet(vcon_in(json.dumps(vcon(version=version)).encode(), PLACE), encoded("u1")))[-1]
    body = entry.pop("body")
    assert entry == {
        "type": "score_sheet",
        "dialog": 0,
        "vendor": "autoscore",
        "product": "autoscore 0.1.0",
        "schema": SCHEMA,
        media: "application/json",
        "encoding": "json",
    }
    assert isinstance(body, dict if whole else str)
    assert (body if whole else json.loads(body)) == json.loads(encoded("u1"))


def test_an_entry_is_about_the_dialogs_that_have_words() -> None:
    """Several dialogs are named one by one, without transfers; a vCon without dialogs has none to name."""
    kinds = [{"type": "recording"}, {"type": "transfer"}, {"type": "text"}]
    several = vcon_in(json.dumps(vcon(dialog=kinds)).encode(), PLACE)
    assert analyses(with_sheet(several, encoded("u1")))[-1]["dialog"] == [0, 2]
    none = vcon_in(json.dumps(vcon(dialog=[])).encode(), PLACE)
    assert "dialog" not in analyses(with_sheet(none, encoded("u1")))[-1]


@pytest.mark.parametrize("version", ["0.0.1", "0.0.2", "0.3.0", "0.4.0"])
def test_the_call_reads_the_same(tmp_path: Path, version: str) -> None:
    """What was written back reads as the call that it was."""
    original, out = file(tmp_path / "a.vcon", vcon(version=version)), tmp_path / "out.vcon"
    write(run_of(tmp_path / "run", "u1"), out, original)
    (before,), (after,) = calls(original), calls(out)
    assert len(before.turns) == 2
    assert (after.turns, after.id, after.date, after.metadata) == (before.turns, "u1", before.date, before.metadata)
    first = out.read_bytes()
    write(run_of(tmp_path / "run", "u1"), out, out)
    assert out.read_bytes() == first


@pytest.mark.parametrize("version", ["0.0.2", "0.3.0", "0.4.0"])
def test_a_public_library_finds_it_valid(tmp_path: Path, version: str) -> None:
    """The vCon library, which asks for Python 3.12, calls what was written valid."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a library that it uses
        library = pytest.importorskip("vcon")
    write(run_of(tmp_path / "run", "u1"), tmp_path / "out.vcon", file(tmp_path / "a.vcon", vcon(version=version)))
    assert library.Vcon.build_from_json((tmp_path / "out.vcon").read_text("utf-8")).is_valid() == (True, [])


def test_several_files_go_into_a_folder(tmp_path: Path) -> None:
    """Each original keeps its name, and its folder below the one that was given."""
    place = tmp_path / "in"
    (place / "b").mkdir(parents=True)
    file(place / "1.vcon", vcon("u1"))
    file(place / "b" / "2.vcon", vcon("u2"))
    write(run_of(tmp_path / "run", "u1", "u2"), tmp_path / "out", place)
    found = {
        path.relative_to(tmp_path / "out").as_posix(): analyses(path.read_bytes())
        for path in tmp_path.glob("out/**/*.vcon")
    }
    assert {name: one[-1]["body"]["id"] for name, one in found.items()} == {"1.vcon": "u1", "b/2.vcon": "u2"}


@pytest.mark.parametrize("form", ["lines", "list", "jsonl"])
def test_a_file_of_many_stays_one(tmp_path: Path, form: str) -> None:
    """Lines and lists of vCons keep their form and order; one that is not of the run stays as it is, and is told."""
    values = [vcon("u1"), vcon("x"), vcon("u2")]
    original = file(tmp_path / ("a.jsonl" if form == "jsonl" else "a.vcon"), *values)
    if form == "list":
        original.write_text(json.dumps(values, indent=1), "utf-8")
    with pytest.raises(PartlyWrittenError) as caught:
        write(run_of(tmp_path / "run", "u1", "u2"), tmp_path / "out.vcon", original)
    assert [one.code for one in caught.value.problems] == ["not_in_run"]
    text = (tmp_path / "out.vcon").read_text("utf-8")
    found = json.loads(text) if form == "list" else [json.loads(line) for line in text.splitlines()]
    assert [one["uuid"] for one in found] == ["u1", "x", "u2"]
    assert found[1] == values[1]
    assert [one["analysis"][-1]["body"]["id"] for one in (found[0], found[2])] == ["u1", "u2"]


def test_vcons_without_an_id_are_known_by_their_file(tmp_path: Path) -> None:
    """A call without an id goes by the name that the reader gave it: the file's, numbered where there are several."""
    alone = {key: value for key, value in vcon().items() if key != "uuid"}
    one, many = file(tmp_path / "a.vcon", alone), file(tmp_path / "b.jsonl", alone, alone)
    names = [call.id for path in (one, many) for call in calls(path)]
    assert names == ["a.vcon", "b.jsonl#1", "b.jsonl#2"]
    write(run_of(tmp_path / "run", *names), tmp_path / "out", one, many)
    lines = [*(tmp_path / "out/a.vcon").read_text().splitlines(), *(tmp_path / "out/b.jsonl").read_text().splitlines()]
    assert [analyses(line)[-1]["body"]["id"] for line in lines] == names


def test_what_cannot_be_written_back_is_told(tmp_path: Path) -> None:
    """Calls without an original, originals of no call and files that are no vCon are problems; the rest is written."""
    good, other = file(tmp_path / "a.vcon", vcon("u1")), file(tmp_path / "b.vcon", vcon("x"))
    wrong = file(tmp_path / "c.json", {"turns": []})
    broken = tmp_path / "d.json"
    broken.write_text('{"vcon": ', "utf-8")
    with pytest.raises(PartlyWrittenError) as caught:
        write(run_of(tmp_path / "run", "u1", "u2"), tmp_path / "out", good, other, wrong, broken)
    told = [(one.code, one.place.file.rpartition("/")[2]) for one in caught.value.problems]
    assert told == [("not_in_run", "b.vcon"), ("no_vcon", "c.json"), ("no_vcon", "d.json"), ("no_original", "u2")]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.vcon"]


def test_nothing_written_is_an_error(tmp_path: Path) -> None:
    """Where no original is of the run, nothing is written, and it is no partial success."""
    with pytest.raises(ReadError) as caught:
        write(run_of(tmp_path / "run", "u1"), tmp_path / "out.vcon", file(tmp_path / "a.vcon", vcon("x")))
    assert not isinstance(caught.value, PartlyWrittenError)
    assert [one.code for one in caught.value.problems] == ["not_in_run", "no_original"]
    assert not (tmp_path / "out.vcon").exists()


def test_what_cannot_be_asked_for(tmp_path: Path) -> None:
    """No originals, several into one file, and two of one name are refused before anything is written."""
    run = run_of(tmp_path / "run", "u1", "u2")
    (tmp_path / "b").mkdir()
    first, second = file(tmp_path / "a.vcon", vcon("u1")), file(tmp_path / "c.vcon", vcon("u2"))
    twin = file(tmp_path / "b" / "a.vcon", vcon("u2"))
    for out, originals in (("out.vcon", ()), ("out.vcon", (first, second)), ("out", (first, twin))):
        with pytest.raises(UsageError):
            write(run, tmp_path / out, *originals)
        assert not (tmp_path / out).exists()
