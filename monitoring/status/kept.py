"""Standings that outlive the cache: the worker writes them, whoever finds the cache empty reads them.

A row counts only while its fingerprint is that of today's rows (`stamps`), so it is never stale.
"""

from collections.abc import Mapping

from monitoring.models import KeptStanding

from .figures import Standing
from .packing import packed, unpacked


def kept_standings(stamps: Mapping[int, str]) -> dict[int, Standing]:
    """The kept standings of these indicators that still hold; one query."""
    rows = KeptStanding.objects.filter(indicator__in=stamps).values_list("indicator", "fingerprint", "body")
    return {pk: unpacked(Standing, body) for pk, stamp, body in rows if stamps[pk] == stamp}


def keep_standings(standings: Mapping[int, Standing], stamps: Mapping[int, str]) -> int:
    """Write down what is not kept yet, or is kept of other numbers; returns how many."""
    held = dict(KeptStanding.objects.values_list("indicator", "fingerprint"))
    changed = [pk for pk in standings if held.get(pk) != stamps[pk]]
    for pk in changed:
        row = {"fingerprint": stamps[pk], "body": packed(standings[pk])}
        KeptStanding.objects.update_or_create(indicator_id=pk, defaults=row)
    return len(changed)
