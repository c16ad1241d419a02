"""Addresses that are resolved once are those that Django gives."""

from django.urls import reverse, set_script_prefix
from django.utils.translation import override

from metropolis.ui.addresses import address_of


def test_an_address_is_that_of_the_language_and_of_the_place_of_the_portal():
    assert address_of("goal", "4.S1") == reverse("goal", args=["4.S1"]) == "/cele/4.S1/"
    with override("en"):
        assert address_of("goal", "4.S1") == "/en/cele/4.S1/"
    set_script_prefix("/strategia/")
    try:
        assert address_of("goal", "4.S1") == "/strategia/cele/4.S1/"
    finally:
        set_script_prefix("/")
    assert address_of("goal", "4.S2") == "/cele/4.S2/"
