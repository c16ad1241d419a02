"""Who sees which reports on actions, and the questions that screens ask of them."""

from django.db import models
from django.db.models import Q

from forums.bodies.permissions import is_office, teams_of
from strategy.models import Action

from .due import answered_by


class ProgressQuerySet(models.QuerySet):
    """Keys: action x period."""

    def accepted(self):
        """Those with an accepted revision, the oldest period first."""
        return self.filter(current__isnull=False).order_by("period_end")


class RevisionQuerySet(models.QuerySet):
    """Revisions of what is said of an action in a period."""

    def visible_to(self, user):
        """The public sees what was accepted; members what was sent; drafts their own team and the Office."""
        if is_office(user):
            return self
        if not getattr(user, "is_member", False):
            return self.filter(state="accepted")
        own = Action.objects.filter(answered_by(teams_of(user))).values("pk")
        return self.filter(~Q(state="draft") | Q(progress__action__in=own))

    def waiting(self):
        """Reports that the Office has to accept or return."""
        return self.filter(state="submitted")

    def standing(self):
        """Without corrections that were returned: what they wanted to replace stands as before."""
        return self.exclude(Q(state="returned") & ~Q(correction_reason=""))

    def with_subject(self):
        """All that names a report, in one query."""
        return self.select_related("progress__action__plan", "author")

    def with_parts(self):
        """Milestones and money as well; two queries more."""
        return self.prefetch_related("milestones", "spending__source")
