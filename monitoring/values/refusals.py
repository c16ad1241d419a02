"""Why a workflow did not do what was asked. The sentence is for the person who asked."""


class Refused(Exception):
    """Nothing was changed; `str()` of it says why, in the reader's language."""


class WrongState(Refused):
    """The thing has moved on, or is not there yet."""


class ReasonMissing(Refused):
    """A return without a reason helps nobody."""


class Stale(Refused):
    """Somebody else has changed it since the page was opened."""
