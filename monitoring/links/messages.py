"""The e-mails of links, written at sending; the secret is made here and kept nowhere."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from metropolis.notifications.outbox import message_kind
from monitoring.values.naming import period_name

from .models import ReporterLink
from .tokens import address

MOST_NAMED = 20


@message_kind("reporter_link")
def reporter_link(message):
    """Asks for values; pointless once the link was withdrawn, has expired or was sent again."""
    link = _link(message)
    if link is None or not link.works or link.version != message.context["version"]:
        return None
    names = list(
        link.rows.order_by("observation__indicator__order").values_list(
            "observation__indicator__name_pl", "observation__indicator__name_en"
        )
    )
    position = 1 if message.language == "en" else 0
    context = {
        "link": link,
        "supplier": link.submission.supplier_name,
        "period": period_name(link.submission.campaign.period),
        "names": [name[position] or name[0] for name in names[:MOST_NAMED]],
        "more": max(len(names) - MOST_NAMED, 0),
        "url": address(link),
    }
    subject = _("Please enter data for %(period)s: %(supplier)s") % context
    return subject, _render("reporter_link", context)


@message_kind("reporter_ready")
def reporter_ready(message):
    """Tells whoever asked that the values are there."""
    link = _link(message)
    if link is None:
        return None
    page = reverse("campaign_links", args=[link.submission.campaign.slug, link.submission.supplier])
    context = {
        "link": link,
        "period": period_name(link.submission.campaign.period),
        "url": f"{settings.BASE_URL.rstrip('/')}{page}",
    }
    return _("The values are ready: %(name)s") % {"name": link.name}, _render("reporter_ready", context)


def _link(message):
    links = ReporterLink.objects.select_related(
        "made_by", "submission__campaign", "submission__team__municipality", "submission__partner"
    )
    return links.filter(pk=message.context["link"]).first()


def _render(name, context):
    return render_to_string(f"monitoring/links/mail/{name}.txt", context).strip() + "\n"
