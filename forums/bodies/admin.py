"""Bodies with their members in the admin, and the invitation of anybody to any of them."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from forums.bodies import models
from forums.bodies.admin_forms import InvitationForm
from metropolis.accounts import invitations
from metropolis.accounts.models import Invitation, User
from metropolis.ui.dates import short_date
from strategy.admin_base import PROVENANCE, ContentAdmin

DATES = {"valid_from": _("from"), "valid_to": _("to")}


class PersonField(forms.ModelChoiceField):
    """A choice of people, told apart by their addresses."""

    def label_from_instance(self, person):
        return f"{person.name} ({person.email})"


class Seats:
    """Rows of a membership; it ends by its date and is never deleted."""

    extra = 0
    can_delete = False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Dates named as in the sentence "a member from ... to ..."."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        field.label = DATES.get(db_field.name, field.label)
        field.widget.attrs["aria-label"] = field.label  # a table of fields has no labels
        return field


class PresentInline(Seats, admin.TabularInline):
    """Those who sit in the body. The person of a seat stays: another person gets another seat."""

    verbose_name_plural = _("Members")
    readonly_fields = ["user"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")

    def has_add_permission(self, request, obj=None):
        return False


class NewInline(Seats, admin.StackedInline):
    """One more person."""

    verbose_name = verbose_name_plural = _("Add a member")
    extra = 1
    max_num = 1

    def get_queryset(self, request):
        return super().get_queryset(request).none()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """People by name, with their address: two may share a name."""
        if db_field.name == "user":
            kwargs |= {
                "form_class": PersonField,
                "queryset": User.objects.filter(is_active=True).order_by("name"),
            }
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def inlines_for(model: type[models.Membership]) -> list[type[Seats]]:
    """The two inlines of one kind of membership."""
    role = ["role"] if hasattr(model, "Role") else []
    names = {"model": model, "fields": ["user", *role, "function", "valid_from", "valid_to"]}
    return [type(f"{base.__name__}Of{model.__name__}", (base,), names) for base in (PresentInline, NewInline)]


def sections(*own: str) -> list:
    """The form of a body: what it is, on whose word, and for how long."""
    return [
        (None, {"fields": ("name", "slug", *own, "role", "seats", "order")}),
        PROVENANCE,
        (_("How long it exists"), {"fields": ("valid_from", "valid_to", "predecessor")}),
    ]


class BodyAdmin(ContentAdmin):
    """What the lists of bodies share."""

    list_display = ["name", "people_today", "period"]
    search_fields = ["search_text"]
    save_on_top = True

    def get_queryset(self, request):
        """With the number of people who sit in the body today, in the same query."""
        today = timezone.localdate()
        sits = Q(members__valid_from__isnull=True) | Q(members__valid_from__lte=today)
        stays = Q(members__valid_to__isnull=True) | Q(members__valid_to__gte=today)
        rows = super().get_queryset(request)
        return rows.annotate(people=Count("members", filter=sits & stays, distinct=True))

    @admin.display(description=_("people today"), ordering="people")
    def people_today(self, body):
        """How many people sit in the body today."""
        return body.people

    @admin.display(description=_("valid"), ordering="valid_from")
    def period(self, body):
        """From when until when the body exists."""
        days = [short_date(day) if day else "" for day in (body.valid_from, body.valid_to)]
        return " – ".join(days) if any(days) else _("without a time limit")


@admin.register(models.Team)
class TeamAdmin(BodyAdmin):
    fieldsets = sections("municipality", "secretariat_email")
    inlines = inlines_for(models.TeamMember)
    list_select_related = ["municipality"]


@admin.register(models.Forum)
class ForumAdmin(BodyAdmin):
    fieldsets = sections("area", "is_lead", "founded_on")
    list_display = ["name", "area", "is_lead", "people_today", "period"]
    list_select_related = ["area"]
    list_filter = ["area"]
    inlines = inlines_for(models.ForumMember)


@admin.register(models.Commission)
class CommissionAdmin(BodyAdmin):
    fieldsets = sections("areas")
    inlines = inlines_for(models.CommissionMember)


@admin.register(models.GoverningBody)
class GoverningBodyAdmin(BodyAdmin):
    fieldsets = sections("kind", "composition", "decision_rule")
    list_display = ["name", "kind", "people_today", "period"]
    inlines = inlines_for(models.BodyMember)


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """Who was invited to what. A new one is sent from here; a sent one is only withdrawn."""

    form = InvitationForm
    list_display = ["name", "email", "role_label", "state", "invited_by", "created_at", "expires_at"]
    list_select_related = ["invited_by"]
    search_fields = ["name", "email"]
    date_hierarchy = "created_at"
    list_per_page = 50
    actions = ["withdraw"]

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["name", "email", "seat", "language"]
        return [
            "name", "email", "language", "role_label", "state", "invited_by", "created_at", "expires_at",
            "accepted_at", "accepted_by", "withdrawn_at",
        ]  # fmt: skip

    @admin.display(description=_("role"))
    def role_label(self, invitation):
        """What the person is invited to be."""
        return invitation.role_label

    @admin.display(description=_("state"))
    def state(self, invitation):
        """What became of the invitation, in words."""
        if invitation.accepted_at:
            return pgettext("invitation", "accepted")
        if invitation.withdrawn_at:
            return pgettext("invitation", "withdrawn")
        return (
            pgettext("invitation", "waiting") if invitation.is_pending else pgettext("invitation", "expired")
        )

    def save_model(self, request, obj, form, change):
        """Sending an invitation is the workflow's; the admin only asks whom and to what."""
        sent = invitations.invite(by=request.user, **form.invitation())
        obj.pk = sent.pk
        obj.refresh_from_db()

    @admin.action(description=_("Withdraw the chosen invitations"), permissions=["add"])
    def withdraw(self, request, queryset):
        """Links of the chosen invitations stop working."""
        for invitation in queryset:
            invitations.withdraw(invitation)
        self.message_user(request, _("The invitations that waited were withdrawn."), messages.SUCCESS)
