"""Loading boundaries: all or nothing, and the same file twice changes nothing."""

import hashlib
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategy.models import Boundary, BoundarySet, Municipality

from .geojson import STABLE_DIGITS, FaultyBoundaries, read

MOST_BYTES = 100 * 1024 * 1024


def load(path: Path, *, source: str, licence: str = "") -> str:
    """Make the file's boundaries those that maps show. Says what was done, in a sentence."""
    text = _text_of(path)
    members = {row.teryt[:STABLE_DIGITS]: row for row in _members()}
    reading = read(text, {code: row.name for code, row in members.items()})
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    given = {"source": source, "licence": licence, "fingerprint": fingerprint}
    with transaction.atomic():
        if _is_loaded(given, set(members)):
            return _("These boundaries are loaded already; nothing was changed.")
        BoundarySet.objects.all().delete()
        loaded = BoundarySet.objects.create(**given)
        Boundary.objects.bulk_create(
            Boundary(loaded=loaded, municipality=members[code], polygons=polygons)
            for code, polygons in reading.polygons.items()
        )
    return _outcome(len(members), reading.others)


@transaction.atomic
def remove() -> int:
    """Take the boundaries away; how many there were."""
    count = Boundary.objects.count()
    BoundarySet.objects.all().delete()
    return count


def _members():
    return Municipality.objects.members_on(timezone.localdate())


def _is_loaded(given: dict, codes: set[str]) -> bool:
    """Whether this very file stands behind the boundaries of exactly these members."""
    if not BoundarySet.objects.filter(**given).exists():
        return False
    known = Boundary.objects.values_list("municipality__teryt", flat=True)
    return {teryt[:STABLE_DIGITS] for teryt in known} == codes


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FaultyBoundaries([_("The file is larger than 100 MB; take one with the members only.")])
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FaultyBoundaries([_("The file cannot be read: %(error)s") % {"error": error}]) from error
    except UnicodeDecodeError as error:
        raise FaultyBoundaries([_("The file is not text in UTF-8.")]) from error


def _outcome(count: int, others: int) -> str:
    done = ngettext(
        "Loaded the boundaries of %(count)s municipality.",
        "Loaded the boundaries of %(count)s municipalities.",
        count,
    ) % {"count": count}
    if not others:
        return done
    left = ngettext(
        "%(count)s feature belongs to no member and was left out.",
        "%(count)s features belong to no member and were left out.",
        others,
    ) % {"count": others}
    return f"{done} {left}"
