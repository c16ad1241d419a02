"""What each kind of gap is called on a checklist."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OF_TEXT: dict[str, str | Promise] = {
    # the plan as a whole
    "empty_section": _("A required section is empty"),
    "no_action": _("The plan has no action yet"),
    "no_flagship": _("No action is marked as flagship"),
    "goal_unserved": _("A goal of the area that no action serves"),
    # actions
    "no_title": _("An action without a title"),
    "no_responsible": _("An action without a responsible team or function"),
    "no_dates": _("An action without a start or an end"),
    "dates_outside": _("An action outside the plan's period"),
    "milestone_no_day": _("A milestone without a day"),
    "milestone_outside": _("A milestone outside the period of its action or of the plan"),
    "unknown": _("An action refers to something that was removed"),
    "secured_over_planned": _("More money secured than planned"),
    "money_outside": _("Money in a year outside the plan's period"),
    "circle": _("Actions that wait for each other in a circle"),
    "starts_early": _("An action starts before what it depends on ends"),
    "no_goal": _("An action without a goal"),
    "no_indicator": _("An action without an indicator"),
    "money_gap": _("Money is still missing"),
    "cost_differs": _("The cost differs from the sum of the money"),
}
OF_STEPS: dict[str, str | Promise] = {
    "consultation_lasts": _("The consultation still lasts"),
    "no_commission": _("No commission covers this area today"),
    "has_commission": _("A commission covers this area: it gives the opinion"),
    "negative_opinion": _("The opinion is negative"),
    "amendment_under_work": _("An amendment of this plan is under work"),
}
WORDS = OF_TEXT | OF_STEPS
