"""What the portal knows of a text of a plan besides its words: for the cover, the file name and the foot."""

import re
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from forums.adoption.models import PlanVersion
from forums.versions.editions import Edition
from forums.versions.listing import resolution_of, title_of
from metropolis.ui.dates import local_day, long_date
from strategy.models import ActionPlan

from .outline import Front


def front_of(edition: Edition) -> Front:
    """The cover's facts, in the active language. Of a frozen text they never change."""
    version = edition.version
    example = (
        (_("Example plan: the data are invented to show how it works"),) if edition.plan.is_example else ()
    )
    if version is None:
        name = _("draft of %(day)s") % {"day": long_date(timezone.now())}
        state = ActionPlan.State(edition.plan.working_state).label if edition.plan.working_state else ""
        return Front(name, str(state), remarks=(*example, _("This is a draft: it may still change.")))
    checksum = _("Checksum of the content (SHA-256): %(checksum)s") % {"checksum": version.checksum}
    name = f"{title_of(version)}, {long_date(version.made_at)}"
    return Front(name, _state_of(version), resolution_of(version), (*example, checksum))


def _state_of(version: PlanVersion) -> str:
    """The state that the plan was in with this text; "" where no step was recorded."""
    if version.is_adopted:
        return str(ActionPlan.State.ADOPTED.label)
    event = version.events.exclude(target="").order_by("at", "pk").first()
    return str(ActionPlan.State(event.target).label) if event else ""


def moment_of(edition: Edition) -> datetime:
    """When the text was made: a draft is made now."""
    return edition.version.made_at if edition.version else timezone.now()


def base_of(edition: Edition) -> PlanVersion | None:
    """The last adopted version before this text, which a redline compares with by itself."""
    adopted = edition.plan.versions.filter(adopted_number__isnull=False).order_by("-number")
    if edition.version is not None:
        adopted = adopted.filter(number__lt=edition.version.number)
    return adopted.first()


def since(version: PlanVersion) -> str:
    """In whose name changes stand: no person's, but that of the comparison."""
    if version.is_adopted:
        return _("Changes since adopted version %(number)s") % {"number": version.adopted_number}
    return _("Changes since working version %(number)s") % {"number": version.number}


def file_name(edition: Edition, base: PlanVersion | None, language: str, ending: str) -> str:
    """`plan-4.P1-projekt-2026-11-22.docx`, `zmiany-4.P1-przyjeta-2-od-przyjeta-1-en.pdf`."""
    code = re.sub(r"[^\w.-]+", "-", edition.plan.code)
    parts = ["zmiany" if base else "plan", code, _short(edition.version)]
    parts += ["od", _short(base)] if base else []
    parts += [language] if language != "pl" else []
    return f"{'-'.join(parts)}.{ending}"


def _short(version: PlanVersion | None) -> str:
    if version is None:
        return f"projekt-{local_day(timezone.now()).isoformat()}"
    if version.is_adopted:
        return f"przyjeta-{version.adopted_number}"
    return f"robocza-{version.number}"
