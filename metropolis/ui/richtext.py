"""Rich text that people type or paste: cleaned by an allow-list, and read as words and blocks.

Text of any origin (the editor, Word, Excel, an import, a plain text field) becomes the same few elements:
paragraphs, headings of two levels, lists, quotes, tables, bold, italic and links. What cannot be kept is
said by `NotAllowed`, never dropped in silence.
"""

import re
import unicodedata
from html import escape

import nh3
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .numbers import format_decimal
from .richtext_blocks import SCHEMES, Block, Cell, Run, write
from .richtext_reading import read

__all__ = [
    "MAX_CHARACTERS",
    "Block",
    "Cell",
    "NotAllowed",
    "Run",
    "blocks",
    "clean",
    "from_lines",
    "plain",
    "word_count",
    "write",
]

MAX_CHARACTERS = 300_000
# What Word adds around a text is not counted against its author, but it is not read for ever either.
MAX_PASTED = 3_000_000
MAX_NESTED = 100

_KEPT = {
    "p",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "br",
    "blockquote",
}
_SPANS = {"colspan", "rowspan"}
_ATTRIBUTES = {"a": {"href"}, "th": {"scope", *_SPANS}, "td": _SPANS}
# The first pass also lets through what is turned into the kept elements.
_READ = _KEPT | {
    "b",
    "i",
    "h1",
    "h2",
    "h5",
    "h6",
    "div",
    "span",
    "caption",
    "tfoot",
    "font",
    "u",
    "s",
    "section",
    "article",
}
_READ_ATTRIBUTES = {tag: {"style"} for tag in _READ} | {
    "a": {"href"},
    "th": {"style", *_SPANS},
    "td": {"style", *_SPANS},
}
_STYLES = {"mso-list", "font-weight", "font-style"}
_DEBRIS = {"script", "style", "head", "title", "xml", "template", "noscript", "svg", "math"}

_TAG = re.compile(r"<[a-zA-Z/!?]")
_WHOLE_TAG = re.compile(r"<[^>]*>")
_COMMENT = re.compile(r"<!--.*?-->|<!\[.*?\]>|<\?xml.*?>", re.DOTALL)
_PICTURE = re.compile(r"<(?:img|picture|svg|canvas|v:imagedata|image)\b", re.IGNORECASE)
_FOREIGN = re.compile(
    r"<(script|iframe|object|embed|video|audio|form|input|button|select|textarea)\b", re.IGNORECASE
)
_HREF = re.compile(r"""<a\b[^>]*?\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")


class NotAllowed(ValueError):
    """The text has what cannot be kept: `messages` say what and how to go on.

    `cleaned` is the text without it, for whoever wants to offer that; "" where the text is too long.
    """

    def __init__(self, messages: list[str], cleaned: str = ""):
        super().__init__(" ".join(messages))
        self.messages = messages
        self.cleaned = cleaned


def clean(html: str) -> str:
    """The text in its stored form, "" for an empty one; text without a tag becomes paragraphs.

    Raises NotAllowed for a picture, an element that does something, an address of a link that nobody can
    open, and a text that is too long.
    """
    if len(html) > MAX_PASTED:
        raise NotAllowed([_too_long(len(html))])
    typed = unicodedata.normalize("NFC", _INVISIBLE.sub("", html))
    messages: list[str] = []
    if _TAG.search(typed):
        typed = _COMMENT.sub("", typed)
        messages = _refusals(typed)
        cleaned = write(read(_first_pass(typed)))
    else:
        cleaned = write(read(_paragraphs(typed)))
    cleaned = nh3.clean(cleaned, tags=_KEPT, attributes=_ATTRIBUTES, link_rel=None)
    if len(cleaned) > MAX_CHARACTERS:
        raise NotAllowed([_too_long(len(cleaned))])
    if messages:
        raise NotAllowed(messages, cleaned)
    return cleaned


def blocks(html: str) -> list[Block]:
    """The text as a flat list of blocks, for documents and comparing."""
    return read(html)


def plain(html: str) -> str:
    """The words alone, a line for each paragraph; cells of a table are parted by tabs."""
    return "\n".join(block.text for block in read(html))


def word_count(html: str) -> int:
    """How many words a stored text has; 0 for an empty one. Lists ask this, so it does not read blocks."""
    return len(_WHOLE_TAG.sub(" ", html).split())


def from_lines(text: str) -> str:
    """Plain text as rich text, a paragraph for each line: what `plain` gives is read back by it."""
    return clean("".join(f"<p>{escape(line)}</p>" for line in text.splitlines()))


def _first_pass(html: str) -> str:
    """Only harmless elements, in a form that the reader of blocks knows."""
    safe = nh3.clean(
        html,
        tags=_READ,
        attributes=_READ_ATTRIBUTES,
        clean_content_tags=_DEBRIS,
        filter_style_properties=_STYLES,
        link_rel=None,
    )
    if _depth(safe) > MAX_NESTED:  # nobody writes so; the words are kept
        return _paragraphs(re.sub(r"<[^>]*>", "\n\n", safe).replace("&nbsp;", " "))
    return safe


def _depth(html: str) -> int:
    deepest = depth = 0
    for closing, tag in re.findall(r"<(/?)([a-z0-9]+)", html):
        if tag != "br":
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    return deepest


def _paragraphs(text: str) -> str:
    """Plain text as HTML: an empty line parts paragraphs, a single one is a break."""
    parts = re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(f"<p>{escape(part.strip()).replace(chr(10), '<br>')}</p>" for part in parts)


def _refusals(html: str) -> list[str]:
    messages = []
    if _PICTURE.search(html):
        messages.append(
            _("The text has a picture. Pictures cannot be kept here: remove it, or give a link to it.")
        )
    if foreign := sorted({name.lower() for name in _FOREIGN.findall(html)}):
        messages.append(
            _("The text has elements that cannot be kept: %(names)s. Remove them.")
            % {"names": ", ".join(foreign)}
        )
    addresses = ("".join(found).strip() for found in _HREF.findall(html))
    if wrong := [one for one in addresses if one and not one.startswith("#") and not _opens(one)]:
        messages.append(
            _("The link “%(address)s” cannot be kept: an address begins with https://, http:// or mailto:.")
            % {"address": wrong[0][:80]}
        )
    return messages


def _opens(address: str) -> bool:
    return address.lower().startswith(SCHEMES)


def _too_long(count: int) -> str:
    return ngettext(
        "The text has %(count)s character, and the limit is %(limit)s. Shorten it or part it in two.",
        "The text has %(count)s characters, and the limit is %(limit)s. Shorten it or part it in two.",
        count,
    ) % {"count": format_decimal(count), "limit": format_decimal(MAX_CHARACTERS)}
