"""Opening a text of a plan for a page: the row, the edition, the reader, and what the head says."""

from dataclasses import dataclass, field
from functools import cached_property

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forums.adoption.models import Resolution
from forums.bodies.permissions import is_insider
from forums.versions.editions import DRAFT, Edition, NoSuchEdition, find_edition
from metropolis.ui.dates import long_date
from strategy.models import ActionPlan
from strategy.plans.content import PlanContent
from strategy.plans.way import way_to

from .wording import Wording


class SignInFirst(Exception):
    """A visitor asked for a text that people with a role may have."""


@dataclass(frozen=True)
class Banner:
    """Which text this is: `kind` of the notice, the sentence, and the address of the text in force."""

    kind: str
    text: str
    link: str = ""
    link_text: str = ""

    @property
    def words(self) -> SafeString:
        """The sentence with its link."""
        link = format_html(' <a href="{}">{}</a>', self.link, self.link_text) if self.link else ""
        return format_html("{}{}", self.text, link)


@dataclass
class Opened:
    """A plan opened for a reader. `edition` is None where the plan is known by name only."""

    plan: ActionPlan
    edition: Edition | None
    user: object
    insider: bool = field(init=False)

    def __post_init__(self):
        self.insider = is_insider(self.user)

    @property
    def content(self) -> PlanContent:
        """The text; asking for it where there is none is a fault of the page."""
        if self.edition is None:
            raise Http404
        return self.edition.content

    @cached_property
    def wording(self) -> Wording:
        """The words of the text for this reader."""
        return Wording(self.content)

    @property
    def query(self) -> str:
        """What keeps the reader on this text: "" or "?wersja=..."."""
        return self.edition.query if self.edition else ""

    def address(self, name: str, **arguments) -> str:
        """The address of a page about this text."""
        return reverse(name, kwargs={"slug": self.plan.slug, **arguments}) + self.query

    @cached_property
    def resolution(self) -> Resolution | None:
        """The resolution that adopted this text."""
        version = self.edition.version if self.edition else None
        if version is None or not version.is_adopted:
            return None
        return Resolution.objects.select_related("body").filter(version=version).first()

    def context(self, current: str, title: str = "", **more) -> dict:
        """What every page of a plan needs; a page below the plan's own has a title and stands in the path."""
        below = [(title, None)] if title else []
        return {
            "nav": "plans",
            "crumbs": way_to(self.plan, *below),
            "title": title,
            "plan": self.plan,
            "edition": self.edition,
            "edition_query": self.query,
            "nothing_yet": self.edition is None,
            "current": current,
            "insider": self.insider,
            "banner": banner_of(self),
            "foreign": self.wording.foreign if self.edition else "",
            "missing": _("no data"),
            "none": pgettext("of things", "none"),
            "nothing": pgettext("what an action waits for", "nothing"),
            **more,
        }


def open_plan(request, slug: str) -> Opened:
    """The plan at this address in the edition that the address asks for; `Http404` where there is none."""
    plans = ActionPlan.objects.select_related("area", "assignment__forum")
    plan = get_object_or_404(plans, slug=slug)
    try:
        edition = find_edition(plan, request.user, request.GET.get("wersja", ""))
    except NoSuchEdition as gone:
        if not request.user.is_authenticated:
            raise SignInFirst from gone
        raise Http404 from gone
    return Opened(plan, edition, request.user)


def banner_of(opened: Opened) -> Banner | None:
    """The words about the edition; None where the plan is known by name only."""
    edition = opened.edition
    if edition is None:
        return None
    own = reverse("plan", args=[opened.plan.slug])
    if edition.is_draft:
        return _of_draft(opened, own)
    version = edition.version
    if not version.is_adopted:
        text = _("Working version %(number)s, made on %(day)s. It is not in force.") % {
            "number": version.number,
            "day": long_date(version.made_at),
        }
        return Banner("warning", text, *_in_force(opened, own))
    if _is_older(opened):
        text = _("Earlier adopted version %(number)s. It is no longer in force.")
        words = text % {"number": version.adopted_number}
        return Banner("warning", words, own, _("Go to the version in force"))
    link, link_text = _amendment(opened, own)
    return Banner("info", _adopted(opened), link, link_text)


def _of_draft(opened: Opened, own: str) -> Banner:
    if opened.plan.is_amended:
        text = _("Draft of an amendment: it may still change. The adopted plan stays in force.")
        return Banner("warning", text, own, _("Go to the version in force"))
    return Banner("warning", _("Draft: it may still change."))


def _adopted(opened: Opened) -> str:
    number = opened.edition.version.adopted_number
    resolution = opened.resolution
    if resolution is None:
        return _("Adopted text, version %(number)s.") % {"number": number}
    return _("Adopted text, version %(number)s. Resolution %(resolution)s of %(day)s, %(body)s.") % {
        "number": number,
        "resolution": resolution.number,
        "day": long_date(resolution.adopted_on),
        "body": resolution.body.name,
    }


def _in_force(opened: Opened, own: str) -> tuple[str, str]:
    return (own, _("Go to the version in force")) if opened.plan.is_in_force else ("", "")


def _amendment(opened: Opened, own: str) -> tuple[str, str]:
    """People with a role are led to the amendment under work; the public reads what is in force."""
    if not (opened.insider and opened.plan.is_amended):
        return "", ""
    return f"{own}?wersja={DRAFT}", _("Read the amendment under work")


def _is_older(opened: Opened) -> bool:
    """Only an edition asked for by its number can be an older one."""
    if not opened.edition.wanted:
        return False
    newer = opened.plan.versions.filter(
        adopted_number__isnull=False, number__gt=opened.edition.version.number
    )
    return newer.exists()
