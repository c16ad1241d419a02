"""All models of monitoring, gathered for Django."""

from .campaigns.models import Campaign, DueValue, Submission
from .reports.models import ProgressReport, ReportFile, ReportSection, Snapshot
from .values.evidence_models import Evidence
from .values.models import IndicatorValue, Observation

__all__ = [
    "Campaign",
    "DueValue",
    "Evidence",
    "IndicatorValue",
    "Observation",
    "ProgressReport",
    "ReportFile",
    "ReportSection",
    "Snapshot",
    "Submission",
]
