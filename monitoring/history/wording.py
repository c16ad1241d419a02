"""A difference in one sentence, in the active language."""

import datetime
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from metropolis.ui.dates import long_date
from metropolis.ui.numbers import format_decimal

from .comparing import Difference


def summary_sentence(
    difference: Difference, since: datetime.date, until: datetime.date, *, today: datetime.date
) -> str:
    """`From 31 March 2026 until today: 4 goals slipped, 31 values are new and 5 were revised.`"""
    span = {"since": long_date(since), "until": long_date(until)}
    parts = changes_in_words(difference)
    if not parts:
        if until == today:
            return _("Nothing has changed from %(since)s until today.") % span
        return _("Nothing changed from %(since)s until %(until)s.") % span
    span["changes"] = _enumerated(parts)
    if until == today:
        return _("From %(since)s until today: %(changes)s.") % span
    return _("From %(since)s until %(until)s: %(changes)s.") % span


def changes_in_words(difference: Difference) -> list[str]:
    """Each kind of change with its number; kinds without one are left out."""
    counted: list[tuple[int, Callable[[int], str]]] = [
        (len(difference.goals_shifted("slipped")), _goals_slipped),
        (len(difference.goals_shifted("improved")), _goals_improved),
        (len(difference.goals_shifted("mixed")), _goals_mixed),
        (len(difference.shifted("slipped")), _indicators_slipped),
        (len(difference.shifted("improved")), _indicators_improved),
        (len(difference.new), _new),
        (len(difference.revised), _revised),
        (len(difference.first_data), _first_data),
        (len(difference.completed), _completed),
    ]
    return [words(number) % {"n": format_decimal(number)} for number, words in counted if number]


def _goals_slipped(n: int) -> str:
    return ngettext("%(n)s goal slipped", "%(n)s goals slipped", n)


def _goals_improved(n: int) -> str:
    return ngettext("%(n)s goal improved", "%(n)s goals improved", n)


def _goals_mixed(n: int) -> str:
    return ngettext("%(n)s goal moved both ways", "%(n)s goals moved both ways", n)


def _indicators_slipped(n: int) -> str:
    return ngettext("%(n)s indicator has a worse status", "%(n)s indicators have a worse status", n)


def _indicators_improved(n: int) -> str:
    return ngettext("%(n)s indicator has a better status", "%(n)s indicators have a better status", n)


def _new(n: int) -> str:
    return ngettext("%(n)s value is new", "%(n)s values are new", n)


def _revised(n: int) -> str:
    return ngettext("%(n)s value was revised", "%(n)s values were revised", n)


def _first_data(n: int) -> str:
    return ngettext(
        "%(n)s indicator has data for the first time", "%(n)s indicators have data for the first time", n
    )


def _completed(n: int) -> str:
    return ngettext(
        "%(n)s metropolitan figure is now complete", "%(n)s metropolitan figures are now complete", n
    )


def _enumerated(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return pgettext("end of a list", "%(first)s and %(last)s") % {
        "first": ", ".join(parts[:-1]),
        "last": parts[-1],
    }
