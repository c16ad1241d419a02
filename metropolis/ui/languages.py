"""The same page in another language."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language, override


@dataclass(frozen=True)
class Alternative:
    """One language to switch to."""

    code: str
    name: str
    url: str


def address_in(path: str, code: str) -> str:
    """`path` in the language `code`; the start page where this page has no other language."""
    translated = translate_url(path, code)
    if translated != path:
        return translated
    with override(code):
        try:
            return reverse("home")
        except NoReverseMatch:
            return "/"


def others(path: str) -> list[Alternative]:
    """Every language but the current one."""
    current = get_language()
    return [
        Alternative(code, name, address_in(path, code))
        for code, name in settings.LANGUAGES
        if code != current
    ]
