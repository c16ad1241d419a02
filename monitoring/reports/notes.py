"""Notes of a chapter: each text once, numbered in the order in which it is first met."""

from django.utils.translation import gettext as _


class Notes:
    """Collects notes while a chapter is written."""

    def __init__(self):
        self.items: list[str] = []

    def mark(self, text: str) -> list[str]:
        """The number of a note, as the marks of a cell or a paragraph; nothing for an empty text."""
        text = text.strip()
        if not text:
            return []
        if text not in self.items:
            self.items.append(text)
        return [str(self.items.index(text) + 1)]

    def provenance(self, status: str) -> list[str]:
        """The mark of a text that is not the strategy's own wording."""
        return self.mark(_words(status))


def _words(status: str) -> str:
    return {
        "paraphrase": _("Paraphrase: the sense read in a source, not the wording of the strategy."),
        "editorial": _("Added by the editors of the portal; not a wording of the strategy."),
        "unverified": _("Unverified: background knowledge of the editors, to be checked."),
    }.get(status, "")
