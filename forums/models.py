"""All models of the bodies, of drafting and of adoption, gathered for Django."""

from .adoption.models import (
    ActionResponsibility,
    Consultation,
    ConsultationAnswer,
    Opinion,
    PlanEvent,
    PlanVersion,
    Resolution,
)
from .bodies.models import (
    BodyMember,
    Commission,
    CommissionMember,
    Forum,
    ForumMember,
    GoverningBody,
    HandOver,
    Team,
    TeamMember,
)
from .drafting.models import (
    ActionImport,
    Comment,
    DraftItem,
    PlanAssignment,
    Presence,
    Proposal,
    Revision,
)

__all__ = [
    "ActionImport",
    "ActionResponsibility",
    "BodyMember",
    "Comment",
    "Commission",
    "CommissionMember",
    "Consultation",
    "ConsultationAnswer",
    "DraftItem",
    "Forum",
    "ForumMember",
    "GoverningBody",
    "HandOver",
    "Opinion",
    "PlanAssignment",
    "PlanEvent",
    "PlanVersion",
    "Presence",
    "Proposal",
    "Resolution",
    "Revision",
    "Team",
    "TeamMember",
]
