"""What follows from announcements: messages to people, and the row that is to do again."""

from django.dispatch import receiver
from django.utils import timezone

from forums.models import TeamMember
from metropolis.notifications.outbox import post
from monitoring.values.signals import value_returned

from .models import DueValue, Submission
from .signals import campaign_opened


@receiver(campaign_opened)
def tell_the_teams(sender, campaign, **kwargs):
    """Everybody in a team that owes something is told once per opening, in the own language."""
    seats = (
        TeamMember.objects.valid_on(timezone.localdate())
        .filter(team__submissions__campaign=campaign, user__is_active=True)
        .select_related("user")
    )
    for seat in seats:
        post(
            "campaign_opened",
            key=f"campaign_opened:{campaign.pk}:{campaign.opened_at:%Y%m%d%H%M%S}:{seat.team_id}:{seat.user_id}",
            to_user=seat.user,
            context={"campaign": campaign.pk, "team": seat.team_id},
        )


@receiver(value_returned)
def ask_again(sender, value, **kwargs):
    """The submissions that owe the value are open again, and its author learns why.

    Not where a verified value stands: then nothing is owed, and who proposed the other one is told elsewhere.
    """
    if value.observation.current_id or value.correction_reason:
        return
    due = DueValue.objects.filter(observation=value.observation_id)
    Submission.objects.filter(rows__in=due, state=Submission.State.SUBMITTED).update(
        state=Submission.State.OPEN
    )
    row = due.order_by("-submission__campaign__opened_at").first()
    if row is None or value.author is None or not value.author.is_active:
        return
    post(
        "value_returned",
        key=f"value_returned:{value.pk}",
        to_user=value.author,
        context={"value": value.pk, "submission": row.submission_id},
    )
