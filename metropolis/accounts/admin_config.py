from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """Makes `admin.site` the portal's own."""

    default_site = "metropolis.accounts.admin_site.PortalAdminSite"
