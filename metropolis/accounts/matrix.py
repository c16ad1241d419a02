"""The matrix of the admin: which global role may do what to which kind of row.

Written once; the authentication backend, the admin and the tests read it. What is not named here is
refused. Rows of people with history and everything append-only are never deleted or edited by hand.
"""

VIEW = frozenset({"view"})
EDIT = VIEW | {"add", "change"}
ALL = EDIT | {"delete"}
CORRECT = VIEW | {"change"}

# The Office: the strategy's structure, the bodies and their people, the campaigns and reports.
OFFICE = {
    "strategy.strategy": CORRECT,
    "strategy.statement": ALL,
    "strategy.processstep": ALL,
    "strategy.document": ALL,
    "strategy.thematicarea": EDIT,
    "strategy.challenge": ALL,
    "strategy.goal": ALL,
    "strategy.keyaction": ALL,
    "strategy.municipality": EDIT,
    "strategy.municipalitycode": ALL,
    "strategy.comparisongroup": ALL,
    "strategy.partner": ALL,
    "strategy.network": ALL,
    "strategy.sistermetropolis": ALL,
    "strategy.fundingsource": ALL,
    "strategy.allocation": ALL,
    "strategy.actionplan": EDIT,
    "strategy.sectiontemplate": EDIT,
    "strategy.frameworkstrategy": ALL,
    "strategy.frameworkgoal": ALL,
    "strategy.indicator": EDIT,
    "strategy.target": ALL,
    "forums.team": EDIT,
    "forums.forum": EDIT,
    "forums.commission": EDIT,
    "forums.governingbody": EDIT,
    "forums.planassignment": ALL,
    "forums.teammember": EDIT,
    "forums.forummember": EDIT,
    "forums.commissionmember": EDIT,
    "forums.bodymember": EDIT,
    "monitoring.campaign": EDIT,
    "monitoring.submission": VIEW,
    "monitoring.duevalue": VIEW,
    "monitoring.observation": VIEW,
    "monitoring.indicatorvalue": VIEW,
    "monitoring.periodlock": VIEW,
    "monitoring.progressreport": EDIT,
    "monitoring.reportdefinition": ALL,
    "monitoring.reportsection": VIEW,
    "monitoring.reportfile": VIEW,
    "monitoring.reporttemplate": ALL,
    "monitoring.snapshot": VIEW,
    "monitoring.statisticsrun": VIEW,
    "accounts.user": CORRECT,
    "accounts.invitation": VIEW | {"add"},
    "accounts.secondfactor": VIEW | {"delete"},
    "jobs.job": VIEW,
    "jobs.jobstep": VIEW,
    "notifications.message": VIEW,
    "admin.logentry": VIEW,
}

# The administrator: users and settings, nothing of the strategy.
ADMINISTRATOR = {
    name: OFFICE[name]
    for name in (
        "accounts.user",
        "accounts.invitation",
        "accounts.secondfactor",
        "jobs.job",
        "jobs.jobstep",
        "notifications.message",
        "admin.logentry",
    )
}


def allowed(user, app_label: str, action: str, model: str) -> bool:
    """Whether the person may do `action` to rows of `model`; the record of changes is only read."""
    if model.startswith("historical"):
        return action == "view" and _may(user, app_label, model.removeprefix("historical"), "view")
    return _may(user, app_label, model, action)


def allowed_anything(user, app_label: str) -> bool:
    """Whether the person may see anything of an app."""
    prefix = f"{app_label}."
    return any(name.startswith(prefix) for table in tables_of(user) for name in table)


def tables_of(user) -> list[dict[str, frozenset[str]]]:
    """The tables that apply to a person today."""
    if not user.is_active:
        return []
    office = [OFFICE] if getattr(user, "is_office", False) else []
    administrator = [ADMINISTRATOR] if getattr(user, "is_administrator", False) else []
    return office + administrator


def _may(user, app_label: str, model: str, action: str) -> bool:
    return any(action in table.get(f"{app_label}.{model}", ()) for table in tables_of(user))
