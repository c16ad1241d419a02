"""Titles of reports that open by themselves: patterns in which the period and the place are filled in."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from monitoring.values.naming import period_name

PERIOD, SCOPE = "{period}", "{scope}"
LONGEST = 200
_MARK = re.compile(r"\{[^{}]*\}|[{}]")


def validate_pattern(pattern: str) -> None:
    """Refuse marks that nobody will fill in, and a title that is the same for every period."""
    strange = [mark for mark in _MARK.findall(pattern) if mark not in (PERIOD, SCOPE)]
    if strange:
        raise ValidationError(
            _("Only {period} and {scope} can stand in braces. The portal does not know %(mark)s.")
            % {"mark": strange[0]}
        )
    if PERIOD not in pattern:
        raise ValidationError(
            _("Write {period} where the period belongs: each report needs a title of its own.")
        )


def title(pattern: str, language: str, period: str, scope) -> str:
    """The title of the report on a period, about an area or a municipality if there is one."""
    with override(language):
        filled = pattern.replace(PERIOD, period_name(period)).replace(SCOPE, scope.name if scope else "")
    return " ".join(filled.split())[:LONGEST]
