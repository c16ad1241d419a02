"""Who owes something in a campaign: read briefly, for a country has thousands of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _

from .models import Campaign, Submission
from .progress import Task, tasks_of

TEAMS = "teams"


@dataclass(frozen=True)
class Owed:
    """A submission of a campaign, as briefly as lists of thousands need it."""

    pk: int
    kind: str
    is_sent: bool


@dataclass(frozen=True)
class Suppliers:
    """Who owes something in a campaign, teams in the order of their municipalities. One query."""

    campaign: Campaign
    owed: list[Owed]

    @classmethod
    def of(cls, campaign: Campaign) -> "Suppliers":
        """Those of the campaign, the Office and partners last."""
        by_municipality = F("team__municipality__sort_key").asc(nulls_last=True)
        rows = campaign.submissions.order_by(by_municipality, "pk")
        found = rows.values_list("pk", "team", "partner", "state")
        return cls(campaign, [
            Owed(pk, _kind(team, partner), state == Submission.State.SUBMITTED)
            for pk, team, partner, state in found
        ])  # fmt: skip

    @property
    def kinds(self) -> list[tuple[str, str, int]]:
        """Their kinds as (code, name, how many they are), the teams first."""
        counts = Counter(one.kind for one in self.owed)
        names = {TEAMS: _("Municipal teams"), "partners": _("Partners"), "office": _("Association Office")}
        return [(code, names[code], counts[code]) for code in names if counts[code]]

    @property
    def sent(self) -> int:
        return sum(one.is_sent for one in self.owed)

    def of_kind(self, kind: str) -> list[int]:
        """Keys of their submissions."""
        return [one.pk for one in self.owed if one.kind == kind]

    def waiting(self, *, late_only: bool) -> list[int]:
        """Keys of what was not sent; of those who are late only, nothing before the deadline."""
        if late_only and not self.campaign.is_overdue:
            return []
        return [one.pk for one in self.owed if not one.is_sent]

    def tasks(self, keys: Iterable[int]) -> dict[int, Task]:
        """Submissions with what is done of them; three queries."""
        found = tasks_of(self.campaign.submissions.filter(pk__in=list(keys)))
        return {task.submission.pk: task for task in found}


def _kind(team: int | None, partner: int | None) -> str:
    return TEAMS if team else "partners" if partner else "office"
