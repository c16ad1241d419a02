"""What changed, in a few lines on the cover of a redline. Pure."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from .parts import Outline, text_of

# More codes than these fill the cover.
MOST_NAMED = 12
ACTION = "action:"


def lines_of(redline: Outline) -> tuple[str, ...]:
    """Which actions and parts came, went and changed; one line that says so where nothing did."""
    with override(redline.language):
        kinds = _kinds(redline)
        actions = {key.removeprefix(ACTION): kind for key, kind in kinds.items() if key.startswith(ACTION)}
        labels = {
            "added": _("Actions added: %(codes)s."),
            "removed": _("Actions taken out: %(codes)s."),
            "changed": _("Actions changed: %(codes)s."),
        }
        lines = []
        for kind, label in labels.items():
            if codes := [code for code, one in actions.items() if one == kind]:
                lines.append(label % {"codes": _few(codes)})
        changed = [key for key, kind in kinds.items() if kind != "same"]
        sections = [_title(redline, key) for key in changed if key.startswith("section:")]
        if sections:
            lines.append(_("Parts of the text changed: %(titles)s.") % {"titles": "; ".join(sections)})
        return tuple(lines) or (_("The texts of the plan and its actions are the same in both versions."),)


def _kinds(redline: Outline) -> dict[str, str]:
    """The kind of change of each action and section, from those of its parts."""
    parts: dict[str, set[str]] = {}
    for part in redline.parts:
        parts.setdefault(part.key.split("/")[0], set()).add(part.kind)
    return {key: kinds.pop() if len(kinds) == 1 else "changed" for key, kinds in parts.items()}


def _title(redline: Outline, key: str) -> str:
    """The heading of a section as it is now; as it was where it was taken out."""
    [heading] = next(part.blocks for part in redline.parts if part.key == key)
    now = text_of(piece for piece in heading.pieces if piece.kind != "removed")
    return now or text_of(heading.pieces)


def _few(codes: Iterable[str]) -> str:
    """The first codes, and how many more there are."""
    codes = list(codes)
    rest = len(codes) - MOST_NAMED
    if rest <= 0:
        return ", ".join(codes)
    more = ngettext("and %(count)s more", "and %(count)s more", rest) % {"count": rest}
    return f"{', '.join(codes[:MOST_NAMED])} {more}"
