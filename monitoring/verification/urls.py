"""Addresses of the verification of values."""

from django.urls import path

from .lock_views import period_locks, period_unlock
from .views import verification, verification_all, verification_result

urlpatterns = [
    path("weryfikacja/", verification, name="verification"),
    path("weryfikacja/wszystkie/", verification_all, name="verification_all"),
    path("weryfikacja/wynik/", verification_result, name="verification_result"),
    path("weryfikacja/okresy/", period_locks, name="period_locks"),
    path("weryfikacja/okresy/<int:pk>/otworz/", period_unlock, name="period_unlock"),
]
