"""What a step does, said before it is taken, and what happens next, said after it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = list[str | Promise]

WILL: dict[str, Words] = {
    "start_drafting": [
        _("The plan gets a draft with the sections of the template."),
        _("The forum and the Office write it; the teams propose amendments."),
    ],
    "open_consultation": [
        _("The text as it stands is kept as a version and goes to all teams."),
        _("During the consultation it changes by accepted proposals only."),
        _("The coordinators answer for their teams until the end of the day that you set."),
    ],
    "send_to_commission": [
        _("The consultation ends. The teams cannot answer any more."),
        _("The text as it stands is kept as a version, and nobody can change it."),
        _("The commission learns that the plan waits for its opinion."),
    ],
    "give_opinion": [
        _("The forum and the Office learn of the opinion."),
        _("A plan with a negative opinion can only return to draft."),
    ],
    "record_opinion": [
        _("The consultation ends. The text as it stands is kept as a version, and nobody can change it."),
        _("The area has no commission, so you name who gave the opinion."),
        _("A plan with a negative opinion can only return to draft."),
    ],
    "adopt": [
        _("The text on which the opinion was given becomes public, with its number and checksum."),
        _("Its actions come into force. Pages of goals, areas and municipalities show them."),
        _("Proposals that wait for an answer are closed, and their authors are told."),
        _("Nobody can change an adopted version. What comes later is an amendment."),
    ],
    "begin_implementation": [
        _("Everybody sees that the plan is being implemented. Its text stays as it is.")
    ],
    "close": [
        _("The plan is closed for good. It stays public, and it cannot be amended any more."),
    ],
    "start_amendment": [
        _("The draft starts from the adopted version. The plan stays in force meanwhile."),
        _("The amendment goes the same way: consultation, opinion, resolution."),
    ],
    "drop_amendment": [
        _("The adopted version stays as it is."),
        _("What was written for the amendment stays in the history."),
    ],
    "return_to_draft": [
        _("The forum can change the text again."),
        _("Then the plan goes the whole way once more, from the consultation on."),
        _("The versions, answers and opinions so far are kept."),
    ],
}

NEXT: dict[str, Words] = {
    "start_drafting": [
        _("Write the sections and add the actions. The checklist says what is still missing."),
        _("When the text is ready, open the consultation."),
    ],
    "open_consultation": [
        _("The teams answer until the end of %(deadline)s. Their people have been told."),
        _("The day after, the plan can go to the opinion."),
    ],
    "send_to_commission": [
        _("The commission reads the plan and gives its opinion. Its people have been told."),
    ],
    "give_opinion": [_("The Office records the resolution, or returns the plan to draft.")],
    "record_opinion": [_("The Office records the resolution, or returns the plan to draft.")],
    "adopt": [
        _("The plan is public. Everybody concerned has been told."),
        _("When the work starts, begin the implementation."),
    ],
    "begin_implementation": [_("Changes of the plan go through an amendment.")],
    "close": [_("There is nothing more to do here. The plan and its versions stay public.")],
    "start_amendment": [_("Change the draft. When the text is ready, open the consultation.")],
    "drop_amendment": [_("The adopted version is in force as before. A new amendment can be started.")],
    "return_to_draft": [
        _("The forum has been told and changes the draft."),
        _("When the text is ready, open the consultation again."),
    ],
}

WAITS_FOR: dict[str, str | Promise] = {
    "": _("Nobody has started to draft this plan in the portal."),
    "draft": _("The forum writes the text. Teams propose amendments."),
    "consultation": _("The teams answer until the end of %(deadline)s."),
    "consultation over": _("The consultation ended on %(deadline)s. The plan waits to be sent on."),
    "with_commission": _("The plan waits for the opinion of the commission."),
    "opinion_given": _("The plan waits for the resolution."),
    "opinion negative": _("The opinion is negative. The plan waits to be returned to draft."),
    "adopted": _("The plan is in force."),
    "in_implementation": _("The plan is in force and being implemented."),
    "closed": _("The plan is closed."),
}
