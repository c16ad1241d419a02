"""Who sees which reports."""

from django.db import models

from forums.bodies.permissions import is_office


class ProgressReportQuerySet(models.QuerySet):
    """Progress reports, by what a reader may see of them."""

    def published(self):
        """Those that are public, newest first."""
        return self.filter(state="published").order_by("-published_at", "-pk")

    def visible_to(self, user):
        """The Office works on reports; everybody else sees those that are published."""
        return self.all() if is_office(user) else self.published()

    def readable(self):
        """Those that have been built at least once, so that there is something to read."""
        return self.filter(snapshot__isnull=False)
