"""Addresses of new reports."""

from .models import ProgressReport


def free_slug(beginning: str, period: str) -> str:
    """`raport-2025`, or with a number behind it when there is one already."""
    wanted = f"{beginning}-{period.lower()}"
    taken = set(ProgressReport.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 2)))
    return next(name for name in names if name not in taken)
