"""Lists of what improved and what slipped, as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.dashboards.changes import Changes
from monitoring.status.figures import Standing

from .figures import Row, indicator_row

SHOWN = 6  # changes of a list that are shown at once; the others are unfolded


@dataclass(frozen=True)
class ChangeList:
    """Rows of one list of changes: the largest first."""

    key: str
    title: str
    first: list[Row]
    more: list[Row]
    empty: str

    @property
    def total(self) -> int:
        """All rows."""
        return len(self.first) + len(self.more)


def changes_sentence(changes: Changes) -> str:
    """How many indicators improved, slipped, and have no data; how many have no direction to judge."""
    total = changes.total
    facts = {
        "improved": len(changes.improved),
        "slipped": len(changes.slipped),
        "missing": len(changes.missing),
        "total": total,
    }
    sentence = ngettext(
        "Of %(total)s indicator: improved %(improved)s, slipped %(slipped)s, without data %(missing)s.",
        "Of %(total)s indicators: improved %(improved)s, slipped %(slipped)s, without data %(missing)s.",
        total,
    )
    rest = len(changes.moved) + len(changes.steady)
    if not rest:
        return sentence % facts
    more = ngettext(
        "%(count)s has data that show no change for better or worse.",
        "%(count)s have data that show no change for better or worse.",
        rest,
    )
    return f"{sentence % facts} {more % {'count': rest}}"


def change_lists(changes: Changes, standings: Mapping[int, Standing]) -> list[ChangeList]:
    """What improved and what slipped, the largest change first."""
    return [
        _list(
            "improved",
            _("What improved"),
            changes.improved,
            standings,
            _("No indicator improved in the known data."),
        ),
        _list(
            "slipped",
            _("What slipped"),
            changes.slipped,
            standings,
            _("No indicator slipped in the known data."),
        ),
    ]


def _list(key: str, title: str, indicators, standings, empty: str) -> ChangeList:
    rows = [indicator_row(one, standings[one.pk]) for one in indicators]
    return ChangeList(key, title, rows[:SHOWN], rows[SHOWN:], empty)
