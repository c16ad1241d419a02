"""Charts on the server: a Vega-Lite specification in, an SVG picture out.

The library is loaded when the first picture is drawn, so that a web process that only shows stored
pictures never pays for it. Data are inline; nothing is ever fetched.
"""

import functools
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path

from django.conf import settings

FONT = "Source Sans Pro"
# Whoever sees the picture may lack the font that it was measured with; these are close in width.
FONTS = f'{FONT}, "Source Sans 3", "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, sans-serif'
# Part of every hash: raise it when the same specification should be drawn anew.
DRAWING = 1
# The library that the specifications are written for, whatever newer ones the package holds.
VEGA_LITE = "6.4"
NUMBERS = {
    "pl": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0zł"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["PLN\u00a0", ""]},
}
_ENGLISH_ARIA = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_DRAWN_AWAY = re.compile(r'<path class="(?:background|foreground)"[^>]* d=""[^>]*/>')


def specification(layout: dict, *, title: str, description: str, language: str) -> dict:
    """A complete specification: the layout with the words that a reader of the picture needs."""
    meta = {"title": title, "description": description, "language": language}
    schema = f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE.split('.')[0]}.json"
    return {"$schema": schema, "usermeta": meta, **layout}


def fingerprint(spec: dict) -> str:
    """The name of the picture: equal for equal data, look and language."""
    text = json.dumps([DRAWING, spec], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def draw(spec: dict) -> str:
    """The picture as SVG, named and described in its own language."""
    library, meta = _library(), spec["usermeta"]
    svg = library.vegalite_to_svg(
        spec, vl_version=VEGA_LITE, allowed_base_urls=[], format_locale=NUMBERS[meta["language"]]
    )
    return _described(svg, meta)


def draw_png(svg: str) -> bytes:
    """A drawn picture as PNG, twice as fine as on the screen, for documents and slides."""
    return _library().svg_to_png(svg, scale=2)


def stored(spec: dict, folder: str, form: str = "svg") -> Path:
    """The picture's file under `folder` of the chart store, drawn now if it is not there yet."""
    path = place(folder, fingerprint(spec), form)
    if not path.exists():
        _write(path, lambda: _png(spec, folder) if form == "png" else draw(spec).encode())
    return path


def draw_into(spec: dict, svg: Path, png: Path) -> None:
    """Write the picture in both forms, each where it is not there yet."""
    if not svg.exists():
        _write(svg, lambda: draw(spec).encode())
    if not png.exists():
        _write(png, lambda: draw_png(svg.read_text(encoding="utf-8")))


def _png(spec: dict, folder: str) -> bytes:
    """From the kept SVG, so that a chart is drawn once, and looks the same in every document."""
    return draw_png(stored(spec, folder).read_text(encoding="utf-8"))


def place(folder: str, name: str, form: str = "svg") -> Path:
    """Where the picture `name` of `folder` is kept, whether it was drawn or not."""
    return settings.VAR_DIR / "charts" / folder / f"{name}.{form}"


@functools.cache
def _library():
    """The drawing library, with the pinned font registered."""
    import font_source_sans_pro
    import vl_convert

    vl_convert.register_font_directory(font_source_sans_pro.font_directory)
    return vl_convert


def _described(svg: str, meta: dict) -> str:
    """Vega's own labels are English: take them away and write ours."""
    svg = _DRAWN_AWAY.sub("", _ENGLISH_ARIA.sub("", svg))
    head, body = svg.split(">", 1)
    words = f"<title>{escape(meta['title'])}</title><desc>{escape(meta['description'])}</desc>"
    return f'{head} lang="{meta["language"]}" role="img">{words}{body}'


def _write(path: Path, make: Callable[[], bytes]) -> None:
    """Write under another name and rename: nobody ever reads half a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(make())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
