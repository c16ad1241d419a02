"""Frozen dataclasses of the rules as plain JSON and back, by their own type hints. Pure.

Plain text in the database instead of pickles: readable, and nothing can run when it is read.
"""

import datetime
import types
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from strategy.indicators.periods import Period


def packed(value: Any) -> Any:
    """The value as lists, texts and numbers; a dataclass is the list of its fields in their order."""
    if isinstance(value, Period):
        return value.code
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if is_dataclass(value):
        return [packed(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple):
        return [packed(item) for item in value]
    return str(value) if isinstance(value, str) else value


def unpacked(kind: Any, data: Any) -> Any:
    """The value of this kind that `packed` wrote."""
    if data is None:
        return None
    kind = _plain(kind)
    if kind is Period:
        return Period.parse(data)
    if kind is Decimal:
        return Decimal(data)
    if kind is datetime.datetime:
        return datetime.datetime.fromisoformat(data)
    if get_origin(kind) is tuple:
        return tuple(unpacked(get_args(kind)[0], item) for item in data)
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(*(unpacked(of, item) for of, item in zip(_kinds(kind), data, strict=True)))
    return data


@cache
def _kinds(kind: type) -> tuple[Any, ...]:
    hints = get_type_hints(kind)
    return tuple(hints[field.name] for field in fields(kind))


@cache
def _plain(kind: Any) -> Any:
    """`X | None` is X."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(one for one in get_args(kind) if one is not type(None))
    return kind
