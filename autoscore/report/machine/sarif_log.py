"""The parts of a SARIF 2.1.0 log that are written, under the names of its specification; what is UNSET is left out."""

from typing import Any, Literal, TypeAlias

from msgspec import UNSET, Struct, UnsetType

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
Kind: TypeAlias = Literal["fail", "review", "open"]
Level: TypeAlias = Literal["none", "note", "warning", "error"]


class Text(Struct, frozen=True):
    """Is a message, a description or a content."""

    text: str


class ArtifactPlace(Struct, frozen=True):
    """Names an artifact: a relative reference, and its place in the list of artifacts."""

    uri: str
    index: int


class Region(Struct, frozen=True, rename="camel"):
    """Is a part of an artifact: lines and columns from 1, the end column behind the last; characters from 0.

    Columns and characters are code points.
    """

    start_line: int
    start_column: int | UnsetType = UNSET
    end_line: int | UnsetType = UNSET
    end_column: int | UnsetType = UNSET
    char_offset: int | UnsetType = UNSET
    char_length: int | UnsetType = UNSET
    snippet: Text | UnsetType = UNSET


class Physical(Struct, frozen=True, rename="camel"):
    """Is a region of an artifact."""

    artifact_location: ArtifactPlace
    region: Region


class Location(Struct, frozen=True, rename="camel"):
    """Is where something stands, and what is to be said of it."""

    physical_location: Physical
    message: Text | UnsetType = UNSET


class Suppression(Struct, frozen=True):
    """Says that somebody decided otherwise."""

    kind: Literal["external"] = "external"
    status: Literal["accepted"] = "accepted"
    justification: str | UnsetType = UNSET


class Result(Struct, frozen=True, rename="camel"):
    """Is one criterion of one call."""

    rule_id: str
    rule_index: int
    kind: Kind
    level: Level
    message: Text
    locations: tuple[Location, ...]
    partial_fingerprints: dict[str, str]
    related_locations: tuple[Location, ...] | UnsetType = UNSET
    suppressions: tuple[Suppression, ...] | UnsetType = UNSET
    properties: dict[str, Any] = {}


class Configuration(Struct, frozen=True):
    """Says how much a rule weighs."""

    level: Level


class Rule(Struct, frozen=True, rename="camel"):
    """Is one criterion of one rubric."""

    id: str
    name: str
    short_description: Text
    full_description: Text
    default_configuration: Configuration
    help: Text | UnsetType = UNSET
    properties: dict[str, Any] = {}


class Artifact(Struct, frozen=True, rename="camel"):
    """Is one call: its words as plain text, and what its sheet comes to."""

    location: ArtifactPlace
    mime_type: str = "text/plain"
    encoding: str = "UTF-8"
    contents: Text | UnsetType = UNSET
    properties: dict[str, Any] = {}


class Descriptor(Struct, frozen=True):
    """Names a kind of notification."""

    id: str


class Notification(Struct, frozen=True):
    """Says that a call could not be scored."""

    descriptor: Descriptor
    message: Text
    level: Level = "error"


class Invocation(Struct, frozen=True, rename="camel"):
    """Says whether all calls were scored, and which were not."""

    execution_successful: bool
    tool_execution_notifications: tuple[Notification, ...] | UnsetType = UNSET


class Driver(Struct, frozen=True):
    """Is what made the results, with all its rules."""

    name: str
    version: str
    rules: tuple[Rule, ...]


class Tool(Struct, frozen=True):
    """Holds the driver."""

    driver: Driver
