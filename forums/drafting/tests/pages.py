"""Addresses of the draft's pages, and their forms as a browser sends them."""

from forums.drafting.action_forms import ActionEditor
from forums.drafting.vocabulary import read_vocabulary
from strategy.plans.content import ActionContent

HOME = "/plany/plan-w-projekcie/projekt/"
SECTION = f"{HOME}czesci/diagnoza/"
ONE = f"{HOME}dzialania/4.P1.1/"
NEW = f"{HOME}dzialania/nowe/"


def save(browser, html, base, **more):
    return browser.post(SECTION, {"html": html, "base": base, "note": "", **more})


def form_of(plan, item, **fields):
    """The form of an action as its page has it."""
    words = read_vocabulary(plan, but_action=item.key)
    content = ActionContent.from_json({**item.head.content, "code": item.key})
    data = {}
    for name, value in ActionEditor.of(words, content, item.head.number).pairs():
        data.setdefault(name, []).append(value)
    return data | fields
