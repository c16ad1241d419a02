"""Version counters: one token per model, which changes with every change of its rows.

ETags and caches are made from the tokens of what is read, before any row is read. Saving, deleting and
many-to-many changes move them by signals (`receivers.py`); whoever uses `bulk_create`, `bulk_update` or
`QuerySet.update` on a counted model calls `bump` in the same transaction.

A model of millions of rows may name a field as `counted_by`: its rows are then counted in parts, one for each
value of that field, beside the whole. Who keeps what was made from a part looks only at parts that moved.
"""

import hashlib
import secrets
from collections.abc import Hashable, Iterable
from typing import TypeVar

from .models import VersionCounter

# A random token instead of a sum: after a rollback or a restored backup a number would come again
# for other data, and a reader would be told that nothing has changed.
TOKEN_BITS = 62
ANY = "*"  # in place of a part: whoever changed rows did not say which

Key = TypeVar("Key", bound=Hashable)


def bump(*models) -> None:
    """Any rows of these models have changed: all parts of a model that is counted in parts."""
    names = {_whole(model) for model in models}
    _move(names | {_part(model, ANY) for model in models if hasattr(model, "counted_by")})


def bump_parts(model, parts: Iterable[Hashable]) -> None:
    """Rows of a model that is counted in parts have changed, in these parts and in no other."""
    _move({_whole(model), *(_part(model, part) for part in parts)})


def _move(names: set[str]) -> None:
    """One statement, in one order everywhere (no deadlocks)."""
    rows = [VersionCounter(name=name, value=secrets.randbits(TOKEN_BITS)) for name in sorted(names)]
    VersionCounter.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["name"], update_fields=["value", "updated_at"]
    )


def version_of(*models) -> str:
    """One token for the state of all rows of these models: a single small query."""
    names = {_whole(model) for model in models}
    rows = VersionCounter.objects.filter(name__in=names).order_by("name").values_list("name", "value")
    text = ",".join(f"{name}={value}" for name, value in rows)
    return hashlib.sha256(text.encode()).hexdigest()[:32] if text else ""


def versions_of_parts(model, parts: Iterable[Key]) -> dict[Key, str]:
    """Part -> the token of its rows; without those of which no change was ever told. A single small query."""
    rows = VersionCounter.objects.filter(name__startswith=_part(model, ""))
    values = dict(rows.values_list("name", "value"))
    moved = values.get(_part(model, ANY), 0)
    tokens = {part: (moved, values.get(_part(model, part), 0)) for part in parts}
    return {part: f"{anyhow}:{own}" for part, (anyhow, own) in tokens.items() if anyhow or own}


def _whole(model) -> str:
    return model._meta.label_lower


def _part(model, part: Hashable) -> str:
    return f"{_whole(model)}:{part}"
