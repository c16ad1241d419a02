"""How a report stands, for its page: a draft, an old edition, a correction."""

from dataclasses import dataclass

from . import editions
from .models import ProgressReport
from .permissions import can_comment, comments_are_open
from .work import built_during_comments


@dataclass(frozen=True)
class Standing:
    """What the page of a report says above its text."""

    newer: ProgressReport | None = None
    comments_open: bool = False
    may_comment: bool = False
    built_again: bool = False


def standing_of(report: ProgressReport, user) -> Standing:
    """Of a published one whether there is a newer edition; of a draft how far it is."""
    if report.is_published:
        return Standing(newer=editions.newer_published(report))
    return Standing(
        comments_open=comments_are_open(report),
        may_comment=can_comment(user, report),
        built_again=built_during_comments(report),
    )
