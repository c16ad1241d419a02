"""The Office opens a campaign: every value due becomes a row for whoever owes it; and closes it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.progress.due import owing_teams
from monitoring.values.models import Observation
from monitoring.values.refusals import WrongState
from strategy.indicators.periods import Period

from .due import OFFICE, owed
from .models import Campaign, DueValue, Submission
from .permissions import can_manage
from .signals import campaign_opened


@transaction.atomic
def open_campaign(campaign: Campaign, *, by) -> bool:
    """Ask every supplier for its values; False when it was open already and nothing changed.

    A closed campaign can be opened again: rows that are there stay as they are.
    """
    campaign = _take(campaign, by)
    if campaign.state == Campaign.State.OPEN:
        return False
    indicators = list(campaign.indicators.all())
    if not indicators:
        raise WrongState(_("Choose at least one indicator before you open the campaign."))
    period = Period.parse(campaign.period)
    suppliers = owed(indicators, period)
    for team in owing_teams(period.end):
        suppliers.setdefault(("team", team) if team else OFFICE, [])  # who owes reports on actions alone
    _make_rows(campaign, suppliers)
    campaign.state, campaign.closed_at = Campaign.State.OPEN, None
    campaign.opened_at, campaign.opened_by = timezone.now(), by
    campaign.save(update_fields=["state", "opened_at", "opened_by", "closed_at"])
    campaign_opened.send(Campaign, campaign=campaign, by=by)
    return True


@transaction.atomic
def close_campaign(campaign: Campaign, *, by) -> bool:
    """End the entering; only returned values may still be corrected. False when it was not open."""
    campaign = _take(campaign, by)
    if campaign.state != Campaign.State.OPEN:
        return False
    campaign.state, campaign.closed_at = Campaign.State.CLOSED, timezone.now()
    campaign.save(update_fields=["state", "closed_at"])
    return True


def _take(campaign, by):
    if not can_manage(by):
        raise PermissionDenied
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


def _make_rows(campaign, owed_by_supplier):
    """Submissions and their rows; what exists already is left alone."""
    keys = {key for keys in owed_by_supplier.values() for key in keys}
    observations = _observations(campaign.period, keys)
    submissions = _submissions(campaign, owed_by_supplier)
    rows = [
        DueValue(submission_id=submissions[supplier], observation_id=observations[key])
        for supplier, keys in owed_by_supplier.items()
        for key in keys
    ]
    DueValue.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def _observations(code, keys):
    """Identifiers of the observations of these (indicator, municipality) pairs."""
    period = Period.parse(code)
    wanted = Observation.objects.filter(period=code, indicator__in={indicator for indicator, _place in keys})
    missing = keys - set(wanted.values_list("indicator", "municipality"))
    made = [
        Observation(
            indicator_id=indicator,
            municipality_id=place,
            period=code,
            period_start=period.start,
            period_end=period.end,
        )
        for indicator, place in sorted(missing, key=str)
    ]
    Observation.objects.bulk_create(made, ignore_conflicts=True, batch_size=500)
    rows = wanted.values_list("indicator", "municipality", "pk")
    return {(indicator, place): pk for indicator, place, pk in rows}


def _submissions(campaign, suppliers):
    """Identifiers of the submissions of these suppliers."""
    made = [
        Submission(
            campaign=campaign,
            team_id=pk if kind == "team" else None,
            partner_id=pk if kind == "partner" else None,
        )
        for kind, pk in suppliers
    ]
    Submission.objects.bulk_create(made, ignore_conflicts=True)
    found = campaign.submissions.values_list("pk", "team", "partner")
    return {_supplier_key(team, partner): pk for pk, team, partner in found}


def _supplier_key(team, partner):
    if team:
        return ("team", team)
    return ("partner", partner) if partner else ("office", None)
