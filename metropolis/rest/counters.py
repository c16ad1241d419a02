"""Version counters: one token per model, which changes with every change of its rows.

ETags and caches are made from the tokens of what is read, before any row is read. Saving, deleting and
many-to-many changes move them by signals (`receivers.py`); whoever uses `bulk_create`, `bulk_update` or
`QuerySet.update` on a counted model calls `bump` in the same transaction.
"""

import hashlib
import secrets

from .models import VersionCounter

# A random token instead of a sum: after a rollback or a restored backup a number would come again
# for other data, and a reader would be told that nothing has changed.
TOKEN_BITS = 62


def bump(*models) -> None:
    """The rows of these models have changed. One statement, in one order everywhere (no deadlocks)."""
    names = sorted({model._meta.label_lower for model in models})
    rows = [VersionCounter(name=name, value=secrets.randbits(TOKEN_BITS)) for name in names]
    VersionCounter.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["name"], update_fields=["value", "updated_at"]
    )


def version_of(*models) -> str:
    """One token for the state of all rows of these models: a single small query."""
    names = sorted({model._meta.label_lower for model in models})
    rows = VersionCounter.objects.filter(name__in=names).order_by("name").values_list("name", "value")
    text = ",".join(f"{name}={value}" for name, value in rows)
    return hashlib.sha256(text.encode()).hexdigest()[:32] if text else ""
