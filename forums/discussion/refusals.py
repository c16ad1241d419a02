"""Why a proposal or a comment was not taken, in words for the page that tried it."""


class Refused(ValueError):
    """Nothing was changed; the message says why and what to do."""


class AlreadyDecided(Refused):
    """Somebody was faster: the proposal has its answer."""


class TextChanged(Refused):
    """What the proposal changes has changed since, so it is not applied as it is."""


class Closed(Refused):
    """The plan stands where it takes no proposals, answers or comments."""
