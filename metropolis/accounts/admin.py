"""People in the admin: looked up, corrected, blocked. They come by invitation and are never deleted."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .models import SecondFactor, User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Accounts. Rights follow from memberships, so there is nothing here to tick but the administrator."""

    list_display = ["name", "email", "is_active", "works_in_office", "is_administrator", "last_login"]
    list_filter = ["is_active", "is_administrator", "is_demo"]
    search_fields = ["name", "email"]
    ordering = ["name"]
    list_per_page = 50
    fields = [
        "name", "email", "language", "is_active", "is_administrator",
        "is_demo", "date_joined", "last_login",
    ]  # fmt: skip
    readonly_fields = ["is_demo", "date_joined", "last_login"]

    @admin.display(description=_("Association Office"), boolean=True)
    def works_in_office(self, user):
        """Whether the person works in the Office today."""
        return user.is_office


@admin.register(SecondFactor)
class SecondFactorAdmin(admin.ModelAdmin):
    """Second factors: removed for a person who lost the phone and the codes; the secret is never shown."""

    list_display = ["person", "kind", "since", "used"]
    list_select_related = ["user"]
    search_fields = ["user__name", "user__email"]
    fields = ["person", "kind", "since", "used"]
    readonly_fields = ["person", "kind", "since", "used"]

    @admin.display(description=_("person"), ordering="user__name")
    def person(self, factor):
        return factor.user

    @admin.display(description=_("kind"), ordering="type")
    def kind(self, factor):
        return factor.get_type_display()

    @admin.display(description=_("created"), ordering="created_at")
    def since(self, factor):
        return factor.created_at

    @admin.display(description=_("last used"), ordering="last_used_at")
    def used(self, factor):
        return factor.last_used_at
