"""What every page shows of the portal itself."""

from django.conf import settings


def portal(request):
    """Name of the portal and whether it runs with demonstration accounts."""
    return {"portal_name": settings.PORTAL_NAME, "demo": settings.DEMO, "base_url": settings.BASE_URL}
