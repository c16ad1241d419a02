"""Drafting: who drafts a plan, its sections and actions with every revision, proposals and comments.

Nothing here is ever deleted or overwritten: a revision is a row for good, and what a draft says now is
the revision that `DraftItem.head` points to.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forums.bodies.models import Forum, Team
from strategy.models import ActionPlan


def person(related_name: str = "+", **kwargs):
    """A foreign key to the person who did something; people stay, so what they did stays theirs."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, **kwargs
    )


class PlanAssignment(models.Model):
    """Which forum drafts a plan. Without a row the lead forum of the plan's area does."""

    plan = models.OneToOneField(
        ActionPlan, on_delete=models.CASCADE, related_name="assignment", verbose_name=_("action plan")
    )
    forum = models.ForeignKey(
        Forum, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("thematic forum")
    )

    class Meta:
        verbose_name = _("drafting forum")
        verbose_name_plural = _("drafting forums")

    def __str__(self):
        return f"{self.plan}: {self.forum}"


class DraftItem(models.Model):
    """A section or an action of a plan's draft. `key` is the template's key or the action's code.

    `head` is what the draft says; `removed_at` takes an action out of the draft and keeps its history.
    """

    class Kind(models.TextChoices):
        SECTION = "section", _("section")
        ACTION = "action", _("action")

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="draft_items")
    kind = models.CharField(max_length=8, choices=Kind)
    key = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)
    head = models.OneToOneField("Revision", null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("part of a draft")
        verbose_name_plural = _("parts of drafts")
        ordering = ["kind", "order", "key"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind", "key"], name="forums_draftitem_unique"),
            # Codes of actions are never reused, in no other plan either.
            models.UniqueConstraint(
                fields=["key"], condition=Q(kind="action"), name="forums_draftitem_action_code_unique"
            ),
        ]

    def __str__(self):
        return self.key


class Revision(models.Model):
    """One saved text of a part. `content` is {"html": ...} for a section, `ActionContent` for an action.

    `base` is the revision that its author had before the eyes. A revision of origin `set_aside` was
    never what the draft said: it keeps the words that lost in a collision.
    """

    class Origin(models.TextChoices):
        START = "start", pgettext_lazy("origin of a revision", "beginning")
        EDIT = "edit", pgettext_lazy("origin of a revision", "edit")
        MERGE = "merge", pgettext_lazy("origin of a revision", "merged with another edit")
        PROPOSAL = "proposal", pgettext_lazy("origin of a revision", "accepted proposal")
        IMPORT = "import", pgettext_lazy("origin of a revision", "import from a file")
        RESTORE = "restore", pgettext_lazy("origin of a revision", "restored from history")
        REMOVE = "remove", pgettext_lazy("origin of a revision", "removed")
        SET_ASIDE = "set_aside", pgettext_lazy("origin of a revision", "set aside in a collision")

    item = models.ForeignKey(DraftItem, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    base = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.EDIT)
    author = person("revisions", null=True)
    made_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="forums_revision_unique"),
        ]

    def __str__(self):
        return f"{self.item} {self.number}"


class Presence(models.Model):
    """Somebody has the edit page of a part open. Old rows mean nothing (see `presence.ALIVE`)."""

    item = models.ForeignKey(DraftItem, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="forums_presence_unique")]

    def __str__(self):
        return f"{self.user}: {self.item}"


class Proposal(models.Model):
    """An amendment that somebody without editing rights proposes to a part.

    `content` is the whole part as proposed, `base` what it was made on. It is outdated when what it
    changes has changed since; it is never applied silently then.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a proposal", "waits for an answer")
        ACCEPTED = "accepted", pgettext_lazy("state of a proposal", "accepted")
        PARTLY = "partly", pgettext_lazy("state of a proposal", "accepted in part")
        DECLINED = "declined", pgettext_lazy("state of a proposal", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("state of a proposal", "withdrawn by the author")
        CLOSED = "closed", pgettext_lazy("state of a proposal", "closed without an answer")

    item = models.ForeignKey(DraftItem, on_delete=models.PROTECT, related_name="proposals")
    base = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    reason = models.TextField(_("reason"))
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    author = person("proposals")
    made_at = models.DateTimeField(default=timezone.now)
    decided_by = person(null=True)
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(_("answer"), blank=True)
    result = models.ForeignKey(Revision, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True)
                | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="forums_proposal_decided_or_open",
            ),
        ]

    def __str__(self):
        return f"{self.item}: {self.reason[:60]}"


class Comment(models.Model):
    """A comment on a passage (`quote`), on a part, or on the whole plan (no `item`). Replies name `thread`.

    Resolving is a mark on the first comment of the thread.
    """

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="comments")
    item = models.ForeignKey(DraftItem, null=True, on_delete=models.PROTECT, related_name="comments")
    thread = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    quote = models.CharField(_("passage"), max_length=500, blank=True)
    text = models.TextField(_("comment"))
    author = person("comments")
    made_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = person(null=True)
    mentioned_people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="mentions")
    mentioned_teams = models.ManyToManyField(Team, related_name="mentions")

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True) | Q(thread__isnull=True),
                name="forums_comment_only_threads_are_resolved",
            ),
        ]

    def __str__(self):
        return self.text[:80]


class ActionImport(models.Model):
    """A workbook of actions that somebody uploaded and has not confirmed yet: nothing is saved before.

    `rows` is the sheet as read, `mapping` which column is which field; see `forums.drafting.importing`.
    """

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="imports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    rows = models.JSONField()
    mapping = models.JSONField(default=dict)
    heads = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self):
        return self.file_name
