"""Addresses of links that Word and readers of PDF take."""

from urllib.parse import quote, urlsplit, urlunsplit

_LONGEST = 2_000


def safe_address(href: str) -> str:
    """The address in letters that Word takes; "" for one that it calls a damaged file."""
    if not href or len(href) > _LONGEST:
        return ""
    try:
        parts = urlsplit(href.strip())
        host = parts.netloc.encode("idna").decode() if parts.netloc else ""
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("http", "https", "mailto") or (parts.scheme != "mailto" and not host):
        return ""
    path, query, fragment = (
        quote(part, safe="/:@!$&'()*+,;=~-._%?") for part in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, quote(host, safe="@:.-%"), path, query, fragment))
