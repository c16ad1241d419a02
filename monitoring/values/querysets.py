"""Who sees which values, and the questions that screens ask of them."""

from django.db import models
from django.db.models import F, Q

from forums.bodies.permissions import is_office, municipalities_of


class ObservationQuerySet(models.QuerySet):
    """Observations, by what was measured."""

    def verified_between(self, first, last):
        """Those with a verified value whose period ended from `first` to `last`, oldest first."""
        ended = self.filter(current__isnull=False, period_end__gte=first, period_end__lte=last)
        return ended.order_by("period_end")


class IndicatorValueQuerySet(models.QuerySet):
    """Revisions of observations."""

    def visible_to(self, user):
        """The public sees what is verified; members what was sent; drafts their own team and the Office."""
        if is_office(user):
            return self
        if not getattr(user, "is_member", False):
            return self.filter(state="verified")
        own = municipalities_of(user)
        return self.filter(~Q(state="draft") | Q(observation__municipality__in=own))

    def waiting(self):
        """Values that the Office has to verify or return."""
        return self.filter(state__in=["submitted", "provisional"])

    def standing(self):
        """Without revisions that were returned while a verified one stands: they ask nobody for anything."""
        return self.exclude(state="returned", observation__current__isnull=False)

    def replaced(self):
        """Verified revisions in whose place a newer one stands.

        By way of the few that corrected something, since nearly all of millions are the only one.
        """
        corrected = self.model.objects.filter(revision__gt=1, state="verified").values("observation")
        verified = self.filter(state="verified", observation__in=corrected)
        return verified.exclude(observation__current=F("pk"))

    def with_subject(self):
        """All that a row needs to say what was measured, where and by whom, in one query."""
        return self.select_related(
            "observation__indicator__area", "observation__municipality", "author", "link", "official"
        )


class PeriodLockQuerySet(models.QuerySet):
    """Locks of periods."""

    def in_force(self):
        """Those that were not taken off."""
        return self.filter(unlocked_at__isnull=True)
