"""The language of an API answer: `Accept-Language` alone decides, Polish is the default."""

from django.conf import settings
from django.utils.translation import activate
from django.utils.translation.trans_real import parse_accept_lang_header


def activate_language(request) -> str:
    """Speak the first language of `Accept-Language` that the portal knows.

    `LocaleMiddleware` ignores the header outside addresses with a language; it still writes
    `Content-Language` afterwards, from what is active.
    """
    known = {code for code, _name in settings.LANGUAGES}
    wanted = parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "").lower())
    spoken = (tag.split("-")[0] for tag, _quality in wanted)
    language = next((code for code in spoken if code in known), settings.LANGUAGE_CODE)
    activate(language)
    request.LANGUAGE_CODE = language
    return language
