"""Words that several chapters share."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropolis.ui.numbers import format_decimal
from monitoring.reports.frozen import Frozen
from monitoring.status.rules import Status
from monitoring.status.summary import READING_ORDER

# A sentence with more names than this is not read to its end.
_MOST_NAMES = 20


def count_indicators(count: int) -> str:
    """`5 wskaźników`."""
    return ngettext("%(count)s indicator", "%(count)s indicators", count) % {"count": format_decimal(count)}


def count_areas(count: int) -> str:
    """`7 obszarów`."""
    return ngettext("%(count)s area", "%(count)s areas", count) % {"count": count}


def of(part: int, whole: int) -> str:
    """`11 z 15`."""
    return _("%(part)s of %(whole)s") % {"part": format_decimal(part), "whole": format_decimal(whole)}


def of_municipalities(part: int, whole: int) -> str:
    """`11 z 15 gmin`, `1 z 1 gminy`."""
    text = ngettext("%(part)s of %(whole)s municipality", "%(part)s of %(whole)s municipalities", whole)
    return text % {"part": format_decimal(part), "whole": format_decimal(whole)}


def status_rows(summary: Frozen) -> list[tuple[str, str, int]]:
    """(status, label, count), best first."""
    return [(status.value, str(status.label), summary["counts"][status.value]) for status in READING_ORDER]


def status_name(code: str) -> str:
    """The status in words."""
    return str(Status(code).label)


def named(names: Sequence[str]) -> str:
    """`Bochnia, Wieliczka`; of many names the first ones, and how many more there are."""
    if len(names) <= _MOST_NAMES + 1:
        return ", ".join(names)
    left = len(names) - _MOST_NAMES
    more = ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", left)
    return more % {"names": ", ".join(names[:_MOST_NAMES]), "n": format_decimal(left)}


def shortened(lines: Sequence[str], most: int) -> list[str]:
    """The first lines, and how many more there are. One more is shown rather than counted."""
    if len(lines) <= most + 1:
        return list(lines)
    left = len(lines) - most
    more = ngettext("and %(n)s more, in the chapters below", "and %(n)s more, in the chapters below", left)
    return [*lines[:most], more % {"n": format_decimal(left)}]
