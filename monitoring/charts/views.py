"""The address of each chart: a picture that never changes, drawn when it is first asked for."""

import datetime
import re

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from metropolis.ui import vega
from metropolis.ui.past import PARAMETER, NotADay, read_day
from monitoring.status.series import read_series
from strategy.models import Indicator, Municipality

from .pictures import KINDS, specification_of

_FINGERPRINT = re.compile(r"^[0-9a-f]{20}\Z")


@require_safe
def indicator_chart(request, code, name):
    """A chart of verified values. Only the picture that the data make today (or made on `na-dzien`) is drawn.

    An earlier picture of this indicator leads to today's; a name that was never given out is not found.
    """
    kind, _dash, fingerprint = name.rpartition("-")
    if kind not in KINDS or not _FINGERPRINT.match(fingerprint):
        raise Http404
    indicator = get_object_or_404(Indicator.objects.select_related("area"), code=code)
    day = _day(request)
    spec = specification_of(kind, read_series([indicator], as_of=day)[indicator.pk], _names(kind, day))
    if spec is None:
        raise Http404
    folder = f"{get_language()}/{indicator.pk}"
    if fingerprint != vega.fingerprint(spec):
        return _earlier(indicator, folder, kind, fingerprint, spec)
    response = FileResponse(vega.stored(spec, folder).open("rb"), content_type="image/svg+xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _names(kind: str, day: datetime.date | None) -> dict[int, str]:
    """The municipalities in Polish order, where the picture shows them."""
    if kind.startswith("line"):
        return {}
    return {row.pk: row.name for row in Municipality.objects.members_on(day or timezone.localdate())}


def _day(request) -> datetime.date | None:
    """The past day of the page that shows the picture."""
    text = request.GET.get(PARAMETER, "")
    try:
        return min(read_day(text), timezone.localdate()) if text else None
    except NotADay as error:
        raise Http404 from error


def _earlier(indicator: Indicator, folder: str, kind: str, fingerprint: str, spec: dict):
    if not vega.place(folder, fingerprint).exists():
        raise Http404
    name = f"{kind}-{vega.fingerprint(spec)}"
    response = redirect(reverse("indicator_chart", args=[indicator.code, name]))
    response["Cache-Control"] = "no-cache"
    return response
