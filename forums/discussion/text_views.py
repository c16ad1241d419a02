"""The draft to read, with the ways to say something about it."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from forums.discussion import pages
from forums.discussion.parts import Part, all_parts
from forums.discussion.permissions import Rights
from forums.discussion.reading import open_counts
from strategy.plans.way import way_to


@dataclass(frozen=True)
class Passage:
    """A part as it stands in the reading view, and how much is said about it."""

    part: Part
    words: SafeString
    threads: int
    proposals: int

    @property
    def comment_url(self) -> str:
        """The form of a new comment on the part; a script adds the passage."""
        query = urlencode({"czesc": self.part.key})
        return f"{reverse('comment_new', args=[self.part.plan.slug])}?{query}"

    @property
    def threads_url(self) -> str:
        query = urlencode({"czesc": self.part.key})
        return f"{reverse('comment_list', args=[self.part.plan.slug])}?{query}"

    @property
    def proposals_url(self) -> str:
        query = urlencode({"czesc": self.part.key})
        return f"{reverse('proposal_list', args=[self.part.plan.slug])}?{query}"


@login_required
@require_safe
def draft_text(request, slug):
    """The whole draft: its sections to read, its actions to open."""
    plan = pages.plan_for(request.user, slug)
    if not plan.is_under_work:
        return redirect("plan", plan.slug)
    counts = open_counts(plan)
    passages = [
        Passage(part, _words(part), counts.threads[pk], counts.proposals[pk])
        for pk, part in all_parts(plan).items()
        if part.item and not part.is_removed
    ]
    context = {
        "nav": "plans",
        "plan": plan,
        "crumbs": way_to(plan, (pages.text_crumb(plan)[0], None)),
        "sections": [one for one in passages if not one.part.is_action],
        "actions": [one for one in passages if one.part.is_action],
        "rights": Rights(request.user, plan),
    }
    return render(request, "forums/discussion/draft_text.html", context)


def _words(part: Part) -> SafeString:
    """The text of a section; of an action its description."""
    content = part.item.head.content
    return mark_safe(content.get("html") or content.get("description") or "")  # noqa: S308 - cleaned when stored
