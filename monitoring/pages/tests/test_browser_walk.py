"""Every public page in a real browser, in both languages, wide and narrow."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from strategy.models import Indicator, Municipality, ThematicArea

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAIN = [
    "home", "dashboard", "strategy", "making", "coordination", "financing", "plan_list", "area_list",
    "indicator_list", "municipality_list", "body_list", "search", "report_list", "glossary", "help",
    "contact", "privacy", "accessibility", "open_data", "methods", "account_login", "account_reset_password",
]  # fmt: skip


@pytest.fixture
def content(transactional_db):
    """The real strategy, as `make run` loads it."""
    call_command("load_strategy", "content/krakow.yaml", verbosity=0)


def addresses(language: str) -> list[str]:
    """All plain pages, and one of each kind that shows one thing."""
    with translation.override(language):
        indicator = Indicator.objects.filter(area__isnull=False).first()
        return [
            *[reverse(name) for name in PLAIN],
            reverse("area", args=[ThematicArea.objects.first().slug]),
            reverse("goal", args=[indicator.goals.first().code]) if indicator.goals.exists() else "/",
            reverse("indicator", args=[indicator.code]),
            reverse("municipality", args=[Municipality.objects.first().slug]),
            *[reverse("chart", args=["6.2", kind]) for kind in ("linia", "gminy-w-czasie", "porownanie")],
            reverse("chart", args=["6.2", "porownanie"]) + "?miara=na-km2&widok=tabela",
            reverse("chart_embed", args=["6.2", "porownanie"]),
        ]


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_public_page_passes_axe_fits_the_window_and_obeys_the_policy(visit, content, language, width):
    visitor, faults = visit(width=width), []
    for path in addresses(language):
        page = visitor.open(path)
        assert page.locator("h1").count() == 1, path
        for check in (visitor.check_accessibility, visitor.check_width):
            try:
                check()
            except AssertionError as fault:
                faults.append(str(fault))
    assert not faults, "\n".join(faults)
