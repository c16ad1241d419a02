"""The Local Data Bank of GUS over HTTP: pages of a variable, asked politely, anew only when they changed."""

import hashlib
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from . import gate
from .models import StoredAnswer
from .shapes import Malformed, Page, loads, read_page, reason_of

PAGE_SIZE = 100
MOST_PAGES = 200


class KeyRefused(Exception):
    """The bank does not accept our key (403)."""


class Unreachable(Exception):
    """The bank does not answer, or says that it is broken: worth another try later."""


class NotThere(Exception):
    """The bank does not know what was asked for (404), or refuses the question."""


class AllowanceUsed(Exception):
    """This import has made as many calls as one import may."""


class BdlClient:
    """Asks the bank. `calls` counts the calls; answers got after `since` are taken from the store."""

    def __init__(self, *, since, allowance: int):
        headers = {"Accept": "application/json", "User-Agent": "metropolis-strategy-portal"}
        if settings.BDL_CLIENT_ID:
            headers["X-ClientId"] = settings.BDL_CLIENT_ID
        self.calls, self._since, self._allowance = 0, since, allowance
        self._base = settings.BDL_BASE_URL.rstrip("/")
        self._http = httpx.Client(headers=headers, timeout=settings.BDL_TIMEOUT_SECONDS)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._http.close()

    def pages(self, variable: int, parent: str, years: list[int]) -> Iterator[Page]:
        """The pages of a variable for the municipalities below a parent unit, until there is no next one."""
        query = httpx.QueryParams(
            [("unit-parent-id", parent), ("unit-level", 6), *(("year", year) for year in years),
             ("page-size", PAGE_SIZE), ("page", 0), ("lang", "pl"), ("format", "json")]
        )  # fmt: skip
        address, seen, units = f"{self._base}/data/by-variable/{variable}?{query}", set(), 0
        while address:
            seen.add(address)
            page = read_page(loads(self.get(address)), variable)
            yield page
            units += page.units
            address = self._next(page, seen)
        if page.total > units:
            raise Malformed(
                _("The list ends after %(seen)s of %(all)s units.") % {"seen": units, "all": page.total}
            )

    def get(self, address: str) -> str:
        """The text of an answer: asked for, or from the store when the bank says that it is the same."""
        key = hashlib.sha256(address.encode()).hexdigest()
        stored = StoredAnswer.objects.filter(key=key).first()
        if stored and stored.fetched_at >= self._since:
            return stored.body
        answer = self._ask(address, _conditions(stored))
        if answer.status_code == 304 and stored:
            StoredAnswer.objects.filter(pk=stored.pk).update(fetched_at=timezone.now())
            return stored.body
        body = _checked(answer)
        loads(body)  # a broken answer is not kept
        StoredAnswer.objects.update_or_create(
            key=key,
            defaults={
                "address": address,
                "etag": answer.headers.get("ETag", "")[:200],
                "last_modified": answer.headers.get("Last-Modified", "")[:60],
                "body": body,
                "fetched_at": timezone.now(),
            },
        )
        return body

    def _ask(self, address, conditions):
        if self.calls >= self._allowance:
            raise AllowanceUsed
        time.sleep(gate.reserve())  # never more than a moment: full windows raise
        self.calls += 1
        try:
            return self._http.get(address, headers=conditions)
        except httpx.HTTPError as fault:
            raise Unreachable(type(fault).__name__) from fault

    def _next(self, page: Page, seen: set[str]) -> str:
        """The address of the next page, at the same bank and not one that was read already."""
        if not page.next:
            return ""
        here, there = urlsplit(self._base), urlsplit(page.next)
        if there.netloc != here.netloc or not there.path.startswith(here.path):
            raise Malformed(_("The next page is at another address."))
        address = there._replace(scheme=here.scheme).geturl()
        if address in seen or len(seen) >= MOST_PAGES:
            raise Malformed(_("The list repeats a page."))
        return address


def _conditions(stored: StoredAnswer | None) -> dict[str, str]:
    if stored is None:
        return {}
    wanted = {"If-None-Match": stored.etag, "If-Modified-Since": stored.last_modified}
    return {name: text for name, text in wanted.items() if text}


def _checked(answer: httpx.Response) -> str:
    """The text of a good answer; each documented refusal as its own exception."""
    status = answer.status_code
    if status == 200:
        return answer.text
    if status == 429:
        raise gate.Limited(gate.close(answer.headers.get("Retry-After", "")))
    if status == 403:
        raise KeyRefused(reason_of(answer.text))
    if status >= 500:
        raise Unreachable(f"HTTP {status}")
    raise NotThere(reason_of(answer.text) or f"HTTP {status}")
