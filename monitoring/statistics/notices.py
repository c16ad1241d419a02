"""What teams are told of statistics: that figures wait for them, and how an objection ended."""

from collections import Counter

from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forums.bodies.audience import people_in
from forums.models import Team
from metropolis.notifications.notices import NoticeText, notice_kind, notify, register_topic
from metropolis.ui.numbers import format_decimal
from monitoring.values.models import IndicatorValue
from monitoring.values.permissions import can_see_history
from monitoring.values.signals import value_returned, value_verified

from .models import OfficialFigure, StatisticsRun
from .permissions import can_see_answers

TOPIC, ARRIVED, DECIDED = "statistics", "figures_arrived", "figure_decided"

register_topic(
    TOPIC,
    gettext_lazy("Official statistics"),
    "at_once",
    gettext_lazy("Figures wait for your municipality, or the Office decided about one that you contested."),
)


def tell_teams(run: StatisticsRun) -> None:
    """Tell each team how many figures of this import wait for it."""
    waiting = OfficialFigure.objects.filter(run=run).waiting()
    counts = Counter(waiting.values_list("value__observation__municipality", flat=True))
    teams: list[Team] = list(Team.objects.filter(municipality__in=counts).select_related("municipality"))
    for team in teams:
        notify(
            TOPIC,
            ARRIVED,
            key=f"figures-{run.pk}-{team.pk}",
            users=people_in(team),
            path=reverse("statistics_answers", args=[team.municipality.slug]),
            context={"team": team.pk, "count": counts[team.municipality_id]},
        )


@notice_kind(ARRIVED)
def figures_arrived(notice) -> NoticeText | None:
    """How many figures came; nothing for somebody who is no longer in the team."""
    teams = Team.objects.select_related("municipality").filter(pk=notice.context["team"])
    team: Team | None = teams.first()
    if team is None or not can_see_answers(notice.user, team.municipality):
        return None
    number = notice.context["count"]
    text = ngettext(
        "%(n)s figure of official statistics waits for you to confirm or contest it.",
        "%(n)s figures of official statistics wait for you to confirm or contest them.",
        number,
    )
    title = _("Check the figures of official statistics: %(place)s") % {"place": team.municipality.name}
    return NoticeText(title, text % {"n": number})


@receiver(value_verified)
@receiver(value_returned)
def tell_who_contested(sender, value, by, **kwargs):
    """The Office has decided about a figure that somebody contested."""
    figure = getattr(value, "official", None)  # read with the value; most have none
    if figure is None or figure.opinion != OfficialFigure.Opinion.CONTESTED or figure.answered_by == by:
        return
    notify(
        TOPIC,
        DECIDED,
        key=f"figure-decided-{figure.pk}",
        users=[figure.answered_by],
        path=reverse("observation", args=[value.observation_id]),
        context={"value": value.pk},
    )


@notice_kind(DECIDED)
def figure_decided(notice) -> NoticeText | None:
    """What the Office decided, about which figure."""
    value = IndicatorValue.objects.with_subject().filter(pk=notice.context["value"]).first()
    if value is None or not can_see_history(notice.user):
        return None
    observation = value.observation
    words = {
        "indicator": observation.indicator,
        "place": observation.municipality,
        "period": observation.period,
        "value": format_decimal(value.value),
        "reason": value.reason,
    }
    if value.state == IndicatorValue.State.VERIFIED:
        text = _("The Office verified the figure of official statistics that you contested: %(value)s.")
    else:
        text = _("The Office returned the figure that you contested. Reason: %(reason)s")
    return NoticeText(_("%(indicator)s: %(place)s, %(period)s") % words, text % words)
