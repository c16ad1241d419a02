"""Conditional requests: an ETag that is known before any row is read."""

import hashlib

from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags


def etag_of(request, *, version: str, language: str, form: str) -> str:
    """From the version of what is read, the address, the language, the form, the caller and the day.

    The day counts because memberships, deadlines and the age of values do.
    """
    parts = (
        version,
        request.build_absolute_uri(),
        language,
        form,
        caller_key(request.user),
        timezone.localdate().isoformat(),
    )
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:40]}"'


def caller_key(user) -> str:
    """What decides what the caller may see: who it is and the three facts about roles."""
    if not user.is_authenticated:
        return "public"
    return f"{user.pk}:{user.is_office}:{user.is_member}:{user.is_administrator}"


def is_known(request, etag: str) -> bool:
    """Whether the caller holds this very answer already."""
    sent = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    return etag in {tag.removeprefix("W/") for tag in sent}


def mark(response, etag: str, *, private: bool):
    """The headers by which browsers and proxies may keep an answer, always asking whether it holds."""
    response["ETag"] = etag
    response["Cache-Control"] = f"{'private' if private else 'public'}, no-cache"
    patch_vary_headers(response, ["Accept", "Accept-Language", "Cookie"])
    return response
