"""Drafts: typing overwrites them, each save counts a version, and a stale page is refused."""

from django.utils import timezone
from django.utils.translation import gettext as _

from metropolis.rest.counters import bump

from .forms import Typed
from .locking import refuse_locked
from .models import IndicatorValue, Observation
from .refusals import WrongState
from .states import OPEN_TO_TYPING

NUMBERS = ("value", "numerator", "denominator")
TEXTS = ("source", "note", "explanation")
TYPED = (*NUMBERS, *TEXTS, "proposed")


def draft_token(latest: IndicatorValue | None) -> str:
    """Names the draft that a page has shown; it changes with every save."""
    if latest is None or latest.state != IndicatorValue.State.DRAFT:
        return ""
    return f"{latest.pk}.{latest.version}"


def latest_values(observation_ids, *, lock: bool = False) -> dict[int, IndicatorValue]:
    """The latest standing revision of each. `lock` holds the observations until the transaction ends.

    Under the lock the authors come along: who saved in the meantime is told to whom it concerns.
    """
    if lock:
        list(Observation.objects.select_for_update().filter(pk__in=observation_ids).order_by("pk"))
    rows = IndicatorValue.objects.standing().filter(observation__in=observation_ids)
    rows = rows.prefetch_related("author", "link") if lock else rows
    return {value.observation_id: value for value in rows.order_by("revision")}


def save_drafts(
    entries: list[tuple[Observation, IndicatorValue | None, Typed]], *, by=None, link=None
) -> list[int]:
    """Write what was typed, by a person or by a link, as drafts; returns the observations that changed.

    Call it in a transaction that holds the observations' locks. An entry that says what is already
    there changes nothing; so a returned value that comes back as it was stays returned.
    """
    refuse_locked(observation for observation, _latest, _typed in entries)
    new, changed = [], []
    for observation, latest, typed in entries:
        if (latest and latest.state) not in OPEN_TO_TYPING:
            raise WrongState(_("This value has already been sent and cannot be changed here."))
        if latest and not _differs(latest, typed):
            continue
        if latest and latest.state == IndicatorValue.State.DRAFT:
            changed.append(_overwrite(latest, typed, by, link))
        else:
            new.append(_next_revision(observation, latest, typed, by, link))
    IndicatorValue.objects.bulk_create(new)
    fields = [*TYPED, "author", "link", "version", "updated_at"]
    IndicatorValue.objects.bulk_update(changed, fields, batch_size=100)
    bump(IndicatorValue)
    return [value.observation_id for value in (*new, *changed)]


def discard_drafts(drafts: list[IndicatorValue]) -> None:
    """Forget drafts: the field was emptied, or there are no data after all."""
    ids = [draft.pk for draft in drafts]
    IndicatorValue.objects.filter(pk__in=ids, state=IndicatorValue.State.DRAFT).delete()


def _differs(latest, typed):
    return any(getattr(latest, name) != getattr(typed, name) for name in TYPED)


def _overwrite(draft, typed, by, link):
    """The author is who typed the number that stands there, or confirmed the one that was proposed."""
    if any(getattr(draft, name) != getattr(typed, name) for name in (*NUMBERS, "proposed")):
        draft.author, draft.link = by, link
    for name in TYPED:
        setattr(draft, name, getattr(typed, name))
    draft.version += 1
    draft.updated_at = timezone.now()
    return draft


def _next_revision(observation, latest, typed, by, link):
    fields = {name: getattr(typed, name) for name in TYPED}
    revision = latest.revision + 1 if latest else 1
    return IndicatorValue(observation=observation, revision=revision, author=by, link=link, **fields)
