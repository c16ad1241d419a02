"""Which rows of a campaign a file is about: one supplier's, or for the Office those of all."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring.campaigns.models import Campaign, DueValue, Submission
from monitoring.campaigns.permissions import can_enter, can_manage
from monitoring.campaigns.rows import Row, load_rows

ALL_SLUG = "wszyscy"
"""How the rows of all suppliers are called in addresses, which are the same in both languages."""
_KEY = re.compile(r"r(\d{1,15})-([0-9a-f]{8})\Z")


@dataclass(frozen=True)
class Scope:
    """A campaign and one of its submissions; `submission` None means all of them."""

    campaign: Campaign
    submission: Submission | None = None

    @property
    def supplier(self) -> str:
        """The last part of its addresses."""
        return self.submission.supplier if self.submission else ALL_SLUG

    @property
    def name(self) -> str:
        """Whose rows they are, in words."""
        return self.submission.supplier_name if self.submission else _("all suppliers")

    @property
    def home(self) -> str:
        """The page from which the file was reached."""
        return self.submission.address() if self.submission else self.campaign.get_absolute_url()

    def address(self, page: str, *more) -> str:
        """One of the pages of files."""
        return reverse(page, args=[self.campaign.slug, self.supplier, *more])

    def submissions(self) -> list[Submission]:
        """The submissions, teams first."""
        if self.submission:
            return [self.submission]
        return list(self.campaign.submissions.with_supplier().order_by("team__municipality__sort_key", "pk"))

    def rows(self) -> Iterator[Row]:
        """Every row, supplier by supplier, so that only one supplier's are held at a time."""
        for submission in self.submissions():
            yield from load_rows(submission, as_saved=False)

    def row_count(self) -> int:
        """How many rows there are."""
        owners = [self.submission] if self.submission else self.campaign.submissions.all()
        return DueValue.objects.filter(submission__in=owners).count()


def find_scope(user, slug: str, supplier: str) -> Scope | None:
    """What the address names, if the person may fill it in; None for everybody else."""
    if supplier == ALL_SLUG:
        campaign = Campaign.objects.filter(slug=slug).first() if can_manage(user) else None
        return Scope(campaign) if campaign else None
    visible = Submission.objects.visible_to(user).of_supplier(supplier).with_supplier()
    submission = visible.filter(campaign__slug=slug).first()
    if submission is None or not can_enter(user, submission):
        return None
    return Scope(submission.campaign, submission)


def row_key(row: Row) -> str:
    """What tells the row in a file, and what stood in it when the file was made. No program reads a number
    or a date in it."""
    return f"r{row.due.pk}-{mark(row)}"


def mark(row: Row) -> str:
    """Names what the row says; it changes with every save."""
    latest = row.latest
    said = f"{row.token}|{latest.pk if latest else ''}|{latest.version if latest else ''}"
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def read_key(text: str) -> tuple[int, str] | None:
    """The row and the mark of a key; None for anything else."""
    found = _KEY.match(text.strip())
    return (int(found[1]), found[2]) if found else None
