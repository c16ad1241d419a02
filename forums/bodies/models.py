"""Who works and who decides: teams, forums, commissions, governing bodies, and their members.

Bodies and memberships have validity dates: names and people change with terms of office, and history
keeps the old ones. A body that was renamed is a new row that names its predecessor.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from metropolis.ui.models import SearchableModel, Validity, ValidityQuerySet
from strategy.models import Municipality, ThematicArea
from strategy.provenance import SourcedModel


class Body(SourcedModel, SearchableModel, Validity):
    """What all bodies share."""

    search_fields = ("name_pl", "name_en")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    role = models.TextField(_("role"), blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    predecessor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="successors",
        verbose_name=_("the body before this one"),
    )

    objects = ValidityQuerySet.as_manager()

    class Meta(Validity.Meta):
        abstract = True
        ordering = ["order", "sort_key"]

    def __str__(self):
        return self.name


class Team(Body):
    """The cooperation team of a municipality (zespół ds. współpracy metropolitalnej)."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.PROTECT, related_name="team", verbose_name=_("municipality")
    )
    secretariat_email = models.EmailField(
        _("e-mail of the municipality's secretariat"),
        blank=True,
        help_text=_("Reminders go there when nobody in the team can be reached."),
    )

    class Meta(Body.Meta):
        verbose_name = _("municipal cooperation team")
        verbose_name_plural = _("municipal cooperation teams")


class Forum(Body):
    """A thematic forum. An area may have several; at most one leads it."""

    area = models.ForeignKey(
        ThematicArea, on_delete=models.PROTECT, related_name="forums", verbose_name=_("thematic area")
    )
    is_lead = models.BooleanField(_("leads its area"), default=False)
    lead_provenance = models.CharField(max_length=12, blank=True)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)

    class Meta(Body.Meta):
        verbose_name = _("thematic forum")
        verbose_name_plural = _("thematic forums")


class Commission(Body):
    """A thematic commission, which gives opinions on the plans of its areas."""

    areas = models.ManyToManyField(
        ThematicArea, blank=True, related_name="commissions", verbose_name=_("thematic areas")
    )

    class Meta(Body.Meta):
        verbose_name = _("thematic commission")
        verbose_name_plural = _("thematic commissions")


class GoverningBody(Body):
    """A governing body of the association, or its Office."""

    class Kind(models.TextChoices):
        ASSEMBLY = "assembly", _("General Assembly")
        BOARD = "board", _("Board")
        AUDIT = "audit", _("Audit Commission")
        OFFICE = "office", _("Association Office")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    composition = models.TextField(_("composition"), blank=True)
    decision_rule = models.TextField(_("how it decides"), blank=True)

    class Meta(Body.Meta):
        verbose_name = _("governing body")
        verbose_name_plural = _("governing bodies")


class Membership(Validity):
    """A person in a body, from a day until a day."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("person"),
    )
    function = models.CharField(_("function"), max_length=200, blank=True)

    objects = ValidityQuerySet.as_manager()

    class Meta(Validity.Meta):
        abstract = True

    def __str__(self):
        return f"{self.user}: {self.function}" if self.function else str(self.user)

    def clean(self):
        """The last day is not before the first one."""
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The last day cannot be before the first one.")})

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Atomic, so that the person's rights are renewed together with the membership."""
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        """Atomic, as `save` is."""
        return super().delete(*args, **kwargs)


class TeamMember(Membership):
    """A member or the coordinator of a municipal team."""

    class Role(models.TextChoices):
        MEMBER = "member", _("member")
        COORDINATOR = "coordinator", _("coordinator")

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.MEMBER)

    class Meta(Membership.Meta):
        verbose_name = _("team member")
        verbose_name_plural = _("team members")


class ForumMember(Membership):
    """A member or the chair of a forum."""

    class Role(models.TextChoices):
        MEMBER = "member", _("member")
        CHAIR = "chair", _("chair")

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="members")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.MEMBER)

    class Meta(Membership.Meta):
        verbose_name = _("forum member")
        verbose_name_plural = _("forum members")


class CommissionMember(Membership):
    """A member of a thematic commission."""

    commission = models.ForeignKey(Commission, on_delete=models.CASCADE, related_name="members")

    class Meta(Membership.Meta):
        verbose_name = _("commission member")
        verbose_name_plural = _("commission members")


class BodyMember(Membership):
    """A member of a governing body, or a person of the Office."""

    body = models.ForeignKey(GoverningBody, on_delete=models.CASCADE, related_name="members")

    class Meta(Membership.Meta):
        verbose_name = _("member of a body")
        verbose_name_plural = _("members of bodies")


class HandOver(models.Model):
    """Seats of a person went to another: who, when, why, and which. Written once, never changed.

    `seats` names them as they were: the place, its name, the role.
    """

    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("from")
    )
    taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("to")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)
    last_day = models.DateField(_("last day of the person who leaves"))
    reason = models.CharField(_("reason"), max_length=300)
    seats = models.JSONField(default=list)

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="forums_handover_to_another"),
            models.CheckConstraint(condition=~Q(reason=""), name="forums_handover_has_reason"),
        ]

    def __str__(self):
        return f"{self.giver} -> {self.taker}"
