"""Sentences of Django's admin that the portal says in its own words.

Django's Polish glues an undeclined noun to a verb ("Dodaj kampania") and writes "został(a)(-ło)
dodany(-na)(-ne)". Naming the sentences here puts them into the portal's own catalogue, which comes first.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

TITLES = (
    gettext_noop("Add %s"),
    gettext_noop("Change %s"),
    gettext_noop("View %s"),
    gettext_noop("Select %s"),
    gettext_noop("Select %s to change"),
    gettext_noop("Select %s to view"),
    gettext_noop("Add %(name)s"),
    gettext_noop("Add another %(model)s"),
)
MESSAGES = (
    gettext_noop("The {name} “{obj}” was added successfully."),
    gettext_noop("The {name} “{obj}” was added successfully. You may add another {name} below."),
    gettext_noop("The {name} “{obj}” was changed successfully."),
    gettext_noop("The {name} “{obj}” was changed successfully. You may edit it again below."),
    gettext_noop("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    gettext_noop("The %(name)s “%(obj)s” was deleted successfully."),
    gettext_noop("You may edit it again below."),
)
CHANGED = ngettext_lazy(
    "%(count)s %(name)s was changed successfully.", "%(count)s %(name)s were changed successfully."
)
