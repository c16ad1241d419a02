"""What the database says of a plan on its way, each thing read once: for steps, panels and pages."""

from functools import cached_property

from django.utils import timezone

from forums.bodies.models import Commission
from forums.drafting.reading import draft_content
from strategy.models import ActionPlan
from strategy.plans.content import PlanContent

from .checklist import Gap
from .gathering import gaps_of
from .models import Consultation, Opinion
from .permissions import commissions_for


class Facts:
    """A plan with its commissions, its open consultation, its opinion and its gaps, as of one moment."""

    def __init__(self, plan: ActionPlan):
        self.plan = plan
        self._given: PlanContent | None = None

    def take(self, content: PlanContent | None) -> None:
        """Use a draft that somebody else has read, if none is known yet."""
        self._given = self._given or content

    @cached_property
    def commissions(self) -> list[Commission]:
        """Commissions that give opinions on the plan today."""
        return [*commissions_for(self.plan)]

    @cached_property
    def latest_consultation(self) -> Consultation | None:
        """The consultation of this round or of an earlier one."""
        return self.plan.consultations.order_by("-pk").first()

    @property
    def consultation(self) -> Consultation | None:
        """The consultation that is not closed yet; a plan never has two of them."""
        latest = self.latest_consultation
        return latest if latest and latest.closed_at is None else None

    @property
    def is_early(self) -> bool:
        """Whether the consultation's deadline has not passed yet: it lasts to the end of its day."""
        return self.consultation is not None and timezone.localdate() <= self.consultation.deadline

    @cached_property
    def opinion(self) -> Opinion | None:
        """The opinion that brought the plan where it is; only meaningful once an opinion was given."""
        return self.plan.opinions.select_related("version").order_by("-pk").first()

    @property
    def is_negative(self) -> bool:
        """Whether the opinion keeps the plan from being adopted."""
        return self.opinion is not None and self.opinion.verdict == Opinion.Verdict.NEGATIVE

    @cached_property
    def content(self) -> PlanContent:
        """The draft as it stands."""
        return self._given or draft_content(self.plan)

    @cached_property
    def gaps(self) -> list[Gap]:
        """What is missing in the draft."""
        return gaps_of(self.plan, self.content)
