"""Every resource of the API, in one place."""

urlpatterns: list = []
