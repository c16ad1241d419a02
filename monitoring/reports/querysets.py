"""Who sees which reports; and that what is published is never changed in bulk either."""

from django.db import models
from django.db.models import Q

from forums.bodies.permissions import forums_of, is_insider, is_office
from metropolis.ui.written_once import Immutable

READ_BY_MEMBERS = ("comments", "approved")


class ProgressReportQuerySet(models.QuerySet):
    """Progress reports, by what a reader may see of them."""

    def published(self):
        """Those that are public, newest first."""
        return self.filter(state="published").order_by("-published_at", "-pk")

    def current(self, day=None):
        """Published ones that no published edition has corrected; with a day, as it was at its end."""
        if day is None:
            return self.published().exclude(corrected_by__state="published")
        reports = self.published().filter(published_at__date__lte=day)
        return reports.exclude(corrected_by__state="published", corrected_by__published_at__date__lte=day)

    def visible_to(self, user):
        """The Office works on reports; everybody with a role reads drafts from the time of comments on.

        Before that a draft is also read by the forums that write a chapter of it. All others see those that
        are published.
        """
        if is_office(user):
            return self.all()
        if not is_insider(user):
            return self.published()
        theirs = self.model.objects.filter(sections__forum__in=forums_of(user)).values("pk")
        drafts = Q(state__in=READ_BY_MEMBERS) | Q(pk__in=theirs, snapshot__isnull=False)
        return self.filter(Q(state="published") | drafts).order_by("-published_at", "-pk")

    def readable(self):
        """Those that have been built at least once, so that there is something to read."""
        return self.filter(snapshot__isnull=False)

    def update(self, **kwargs):
        """Not where one of them is published."""
        if self.filter(state="published").exists():
            raise Immutable
        return super().update(**kwargs)

    def delete(self):
        """Not where one of them is published."""
        if self.filter(state="published").exists():
            raise Immutable
        return super().delete()


class PartQuerySet(models.QuerySet):
    """Parts of reports: files, texts. Those of a published report stand still."""

    def update(self, **kwargs):
        """Not where one of them belongs to a published report."""
        self._refuse_published()
        return super().update(**kwargs)

    def delete(self):
        """Not where one of them belongs to a published report."""
        self._refuse_published()
        return super().delete()

    def _refuse_published(self):
        if self.filter(report__state="published").exists():
            raise Immutable
