"""Topics and kinds of these tests only, and one person."""

from dataclasses import dataclass, field

import pytest
from django.utils.translation import gettext

from metropolis.accounts.factories import UserFactory
from metropolis.notifications import registry
from metropolis.notifications.notices import NoticeText, notify
from metropolis.notifications.wishes import keep_wishes


@dataclass
class World:
    """Tells people things. `hidden` has the keys that nobody may see any more."""

    hidden: set[str] = field(default_factory=set)
    gathered: list[int] = field(default_factory=list)

    def tell(self, *users, topic="news", key="k1", group="plan-a", **more):
        more = {"path": "/plany/plan-a/", **more}
        notify(topic, "word", key=key, users=users, group=group, **more)

    def wish(self, user, frequency, topic="news"):
        keep_wishes(user, {topic: frequency})


@pytest.fixture
def world(monkeypatch):
    """Two topics (`news` at once, `talk` daily) and one kind of notice, whose title is its key."""
    world = World()

    def gather(notices):
        world.gathered.append(len(notices))

    def word(notice):
        if notice.key in world.hidden:
            return None
        about = {"plan-a": "Plan A", "plan-b": "Plan B"}.get(notice.group, "")
        return NoticeText(f"{gettext('Municipality')}: {notice.key}", "Zdanie pierwsze.", about)

    monkeypatch.setattr(registry, "_topics", {})
    monkeypatch.setattr(registry, "_kinds", {})
    registry.register_topic("news", "Wieści", about="Co się dzieje.")
    registry.register_topic("talk", "Rozmowy", default="daily")
    registry.notice_kind("word", gather=gather)(word)
    return world


@pytest.fixture
def reader(db):
    return UserFactory(name="Anna", email="anna@example.org")
