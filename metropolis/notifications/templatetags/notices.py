"""The bell in the header."""

from django import template

from metropolis.notifications.models import Notice

register = template.Library()

MOST = 99


@register.simple_tag
def unread_notices(user) -> dict[str, object]:
    """How many notices a person has not read: `number`, and `short` for the badge ("99+")."""
    number = Notice.objects.filter(user=user, read_at__isnull=True).count()
    return {"number": number, "short": f"{MOST}+" if number > MOST else str(number)}
