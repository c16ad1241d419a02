"""All models of the bodies, gathered for Django."""

from .bodies.models import (
    BodyMember,
    Commission,
    CommissionMember,
    Forum,
    ForumMember,
    GoverningBody,
    Team,
    TeamMember,
)

__all__ = [
    "BodyMember",
    "Commission",
    "CommissionMember",
    "Forum",
    "ForumMember",
    "GoverningBody",
    "Team",
    "TeamMember",
]
