"""Words of a report in Word: marks of notes, shapes of statuses, and the runs of what people wrote."""

from collections.abc import Callable, Iterable, Sequence

from metropolis.documents.typography import NBSP
from metropolis.documents.word.markup import clean, run

# A shape for each status, so that it never depends on colour; the same as in the PDF.
SHAPES = {"achieved": "●", "on_track": "●", "at_risk": "▲", "off_track": "■"}
OPEN_SHAPE = "○"
TONES = {"achieved": "1B6B3A", "on_track": "1B6B3A", "at_risk": "7D5200", "off_track": "A3201D"}
SOFT = "4D5A68"
BOLD = "<w:b/><w:bCs/>"


def plain(text: str, look: str = "") -> str:
    """A run of words."""
    return run(clean(text), look)


def colour(tone: str) -> str:
    """The look of words of a colour."""
    return f'<w:color w:val="{tone}"/>'


def status(code: str, label: str, *, strong: bool = True) -> str:
    """The shape of a status and its word."""
    tone = TONES.get(code, SOFT)
    look = (BOLD if strong else "") + colour(tone)
    shape = SHAPES.get(code, OPEN_SHAPE)
    return f"{plain(shape, colour(tone))}{plain(NBSP + label, look)}"


def note_name(chapter: int, number: str | int) -> str:
    """The bookmark of a note."""
    return f"note_{chapter}_{number}"


def marks(numbers: Sequence[str], chapter: int) -> str:
    """The raised numbers of notes, which lead there."""
    parts = []
    for place, number in enumerate(numbers):
        raised = plain(f"{', ' if place else ''}{number}", '<w:vertAlign w:val="superscript"/>')
        parts.append(
            f'<w:hyperlink w:anchor="{note_name(chapter, number)}" w:history="1">{raised}</w:hyperlink>'
        )
    return "".join(parts)


def written(runs: Iterable[dict], relate: Callable[[str], str]) -> str:
    """Runs of prose.py; `relate` gives an address its number in the package."""
    return "".join(_written(one, relate) for one in runs)


def _written(one: dict, relate: Callable[[str], str]) -> str:
    look = '<w:rStyle w:val="Hyperlink"/>' if one["href"] else ""
    look += BOLD if one["bold"] else ""
    look += "<w:i/><w:iCs/>" if one["italic"] else ""
    shown = plain(one["text"], look)
    if not one["href"]:
        return shown
    return f'<w:hyperlink r:id="{relate(one["href"])}" w:history="1">{shown}</w:hyperlink>'
