"""What the fields of a plan and of its actions are called. Lazily translated."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

HEAD: dict[str, Promise] = {
    "name_pl": _("Name of the plan"),
    "name_en": _("Name of the plan in English"),
    "area": _("Thematic area"),
    "period_start": pgettext_lazy("of a plan", "From year"),
    "period_end": pgettext_lazy("of a plan", "Until year"),
}

ACTION: dict[str, Promise] = {
    "title": _("Title"),
    "description": _("Description"),
    "kind": pgettext_lazy("of an action", "Kind"),
    "is_obligatory": _("Obligatory for all municipalities"),
    "is_flagship": _("Flagship"),
    "goals": _("Goals and directions"),
    "indicators": _("Indicators that the action should move"),
    "lead_municipality": _("Lead municipality"),
    "lead_partner": _("Lead partner"),
    "municipalities": _("Participating municipalities"),
    "partners": _("Participating partners"),
    "responsible_team": _("Responsible team"),
    "responsible_function": _("Responsible function"),
    "start": pgettext_lazy("of an action", "Start"),
    "end": pgettext_lazy("of an action", "End"),
    "cost": _("Cost, PLN"),
    "milestones": _("Milestones"),
    "products": _("Product indicators"),
    "funding": _("Funding"),
    "depends_on": _("Depends on actions"),
}

ROWS: dict[str, dict[str, Promise]] = {
    "milestones": {"name": _("Name of the milestone"), "due": _("Date of the milestone")},
    "products": {"name": _("Name of the indicator"), "unit": _("Unit"), "target": _("Target value")},
    "funding": {"planned": _("Planned, PLN"), "secured": _("Secured, PLN")},
}
