"""Who may take which step of a plan: the rows of the matrix of roles about its way to adoption."""

from django.db.models import QuerySet
from django.utils import timezone

from forums.bodies.models import Commission, Team
from forums.bodies.permissions import commissions_of, is_office, teams_coordinated_by
from forums.drafting.permissions import chairs_forum, reviews
from strategy.models import ActionPlan


def can_lead(user, plan: ActionPlan) -> bool:
    """ "Open the consultation, send a plan to the commission": the forum's chair and the Office."""
    return is_office(user) or chairs_forum(user, plan)


def can_give_opinion(user, plan: ActionPlan) -> bool:
    """ "Give the opinion": a member of the commission of the area; the Office records it for them."""
    return is_office(user) or reviews(user, plan)


def can_record(user, plan: ActionPlan) -> bool:
    """ "Record the resolution", and what else is the Office's alone."""
    return is_office(user)


def commissions_for(plan: ActionPlan) -> QuerySet[Commission]:
    """Commissions that give opinions on the plan today; some areas have none."""
    return Commission.objects.valid_on(timezone.localdate()).filter(areas=plan.area_id)


def commissions_speaking(user, plan: ActionPlan) -> QuerySet[Commission]:
    """Commissions in whose name the person may give the opinion."""
    found = commissions_for(plan)
    return found if is_office(user) else found.filter(pk__in=commissions_of(user).values("pk"))


def teams_answering(user) -> QuerySet[Team]:
    """Teams for which the person may answer in a consultation: the own one as coordinator; the Office all."""
    if is_office(user):
        return Team.objects.valid_on(timezone.localdate())
    return teams_coordinated_by(user)
