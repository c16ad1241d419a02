"""Why a job did not end well: kept as the code has it, so that everybody reads it in their own language."""

from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

# What a person reads when the program itself is at fault, and when every attempt was cut short. Their facts
# are the job's own.
BROKEN = _(
    "The program met a fault it did not expect. Nothing was changed. Try again; if it happens again, "
    "give the administrator the number %(number)s."
)
WORN_OUT = _(
    "The work was interrupted %(times)d times before it ended, so it was given up. Nothing was changed. "
    "Try again later."
)
UNREACHED = _("The database or the network did not answer; the portal will try again by itself.")


def source_of(reason: str | Promise) -> str:
    """What is kept: the English source of a lazy message; a text that was made already stays as it is."""
    with override("en"):
        return str(reason)


def in_words(source: str, *, number: int, attempts: int) -> str:
    """The reason in the language of today's reader; `number` and `attempts` are those of the job."""
    text = gettext(source) if source else ""
    own = source in (source_of(BROKEN), source_of(WORN_OUT))
    return text % {"number": number, "times": attempts} if own else text
