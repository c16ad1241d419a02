"""Why a step was not taken. Nothing was changed; `str()` says why, in the reader's language."""

from django.utils.translation import gettext as _


class Refused(Exception):
    """What was asked was not done."""


class WrongState(Refused):
    """The plan has moved on, or is not there yet."""


class Blocked(Refused):
    """The step waits for something: `gaps` says for what."""

    def __init__(self, gaps):
        self.gaps = list(gaps)
        super().__init__(_("Something is still missing for this step."))


class Invalid(Refused):
    """What was said about the step is not right: `faults` has a sentence for each field."""

    def __init__(self, faults: dict[str, str]):
        self.faults = faults
        super().__init__(" ".join(faults.values()))
