"""Calls in JSON, decoded by their types, and what is wrong with those that cannot be."""

import re
from collections.abc import Hashable
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from autoscore.errors import Place, Problem, ReadError
from autoscore.model import Call
from autoscore.readers.piece import Draft

_BYTE = re.compile(r"\(byte (\d+)\)")
_FIELD = re.compile(r"at `\$\.?([^`]*)`")
_MISSING = re.compile(r"missing required field `(\w+)`")
_TODO = "请检查括号、引号和逗号"
_AS_EXPORTED = "请保留识别结果导出时的原样"

T = TypeVar("T")


def call_in(data: bytes, place: Place, *, free: bool) -> Call | Draft:
    """Returns the call that a JSON object in UTF-8 holds; raises ReadError with the line and column of what is wrong.

    With `free`, or where the object's own words are not the contract's, the words are left for the roles to be settled.
    """
    if not free and (call := native_in(data)):
        return call
    try:
        return _drafts().decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ReadError((problem_of(error, data, place),)) from None


def native_in(data: bytes) -> Call | None:
    """Returns the call that a JSON object in UTF-8 holds in the contract's own words, or None."""
    try:
        return _calls().decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None  # a role or a channel in other words, perhaps; what is really wrong shows as a draft


def decoded(kind: type[T], data: bytes, place: Place) -> T:
    """Returns the record of a kind that JSON in UTF-8 holds; raises ReadError that says where it does not fit."""
    try:
        found: T = _decoder(cast(Hashable, kind)).decode(data)  # a class is hashable, which mypy denies
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        problem = problem_of(error, data, place)
        raise ReadError((replace(problem, todo=_AS_EXPORTED) if problem.code == "json_type" else problem,)) from None
    return found


def decoded_any_case(kind: type[T], data: bytes, place: Place) -> T:
    """Returns the same as `decoded` where the keys may begin with a small or a capital letter; fields are camelCase."""
    value = decoded(Any, data, place)
    try:
        return msgspec.convert(_uncapitalised(value), kind)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ReadError((replace(problem_of(error, data, place), todo=_AS_EXPORTED),)) from None


def _uncapitalised(value: Any) -> Any:
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: _uncapitalised(part) for key, part in value.items()}
    return [_uncapitalised(part) for part in value] if isinstance(value, list) else value


def decoded_inside(kind: type[T], text: str, place: Place, name: str) -> T:
    """Returns the record that JSON within a string of that name holds; raises ReadError with the string's place."""
    try:
        return decoded(kind, text.encode(errors="surrogatepass"), place)
    except ReadError:
        # Lines and columns within a string are no lines and columns of the file.
        what = f"“{name}”这段文字里的 JSON 有错，或写法不认识"
        raise ReadError((Problem(place, what, _AS_EXPORTED, code="json"),)) from None


def problem_of(error: Exception, data: bytes, place: Place) -> Problem:
    """Explains a decoding error of data that begin at a place, without the words in it."""
    if isinstance(error, UnicodeDecodeError):
        # The error tells the place within one string, not within the data.
        return Problem(
            _at(data, _first_stray(data), place), "这里的字节不是 UTF-8 文字", "请另存为 UTF-8 后再试", code="encoding"
        )
    if isinstance(error, RecursionError):
        return Problem(place, "JSON 嵌套得太深，没有读", "请检查文件是否损坏", code="json")
    message = str(error)
    if isinstance(error, msgspec.ValidationError):
        return Problem(place, *_wrong_type(message), code="json_type")
    byte = _BYTE.search(message)
    if byte is None:
        return Problem(_at(data, len(data.rstrip()), place), "JSON 没有写完", _TODO, code="json")
    return Problem(_at(data, int(byte[1]), place), "JSON 写法有错", _TODO, code="json")


def _wrong_type(message: str) -> tuple[str, str]:
    field = _FIELD.search(message)
    where = f"“{field[1]}”" if field and field[1] else "整体"
    if missing := _MISSING.search(message):
        return f"JSON 里{where}缺少“{missing[1]}”", '一通的写法是 {"id": …, "turns": [{"role": …, "text": …}]}'
    return f"JSON 里{where}的类型不对", "text、role 是文字，start、end 是秒数，turns 是列表"


def _first_stray(data: bytes) -> int:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start
    return 0  # pragma: no cover - the decoder found one


def _at(data: bytes, offset: int, place: Place) -> Place:
    before = data[:offset]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8", "replace")) + 1
    return Place(place.file, (place.line or 1) + before.count(b"\n"), column)


@cache
def _decoder(kind: Hashable) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(kind)


@cache
def _calls() -> "msgspec.json.Decoder[Call]":
    return msgspec.json.Decoder(Call)


@cache
def _drafts() -> "msgspec.json.Decoder[Draft]":
    return msgspec.json.Decoder(Draft)


def is_call(line: str) -> bool:
    """Tells whether a line is a call by itself."""
    try:
        _drafts().decode(line)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return False
    return True


def is_json(text: str) -> bool:
    """Tells whether a text is one JSON value."""
    try:
        msgspec.json.decode(text, type=Any)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return False
    return True
