"""All models of monitoring, gathered for Django."""

from .campaigns.models import Campaign, DueValue, Submission
from .reminders.models import Reminder
from .reports.models import ProgressReport, ReportFile, ReportSection, Snapshot
from .values.models import IndicatorValue, Observation, PeriodLock

__all__ = [
    "Campaign",
    "DueValue",
    "IndicatorValue",
    "Observation",
    "PeriodLock",
    "ProgressReport",
    "Reminder",
    "ReportFile",
    "ReportSection",
    "Snapshot",
    "Submission",
]
