"""The demonstration people: one per role, named by function, members of the loaded bodies."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction

from forums.bodies.models import Body, Membership
from forums.models import (
    BodyMember,
    Commission,
    CommissionMember,
    Forum,
    ForumMember,
    GoverningBody,
    Team,
    TeamMember,
)
from metropolis.accounts.demo import PASSWORD

# Where the seats of each kind are, and the field that names the body.
SEATS: dict[type[Body], tuple[type[Membership], str]] = {
    Team: (TeamMember, "team"),
    Forum: (ForumMember, "forum"),
    Commission: (CommissionMember, "commission"),
    GoverningBody: (BodyMember, "body"),
}


@dataclass(frozen=True)
class DemoPerson:
    """An account: `body` and `slug` name where the person sits, None for the administrator."""

    address: str
    name: str
    body: type[Body] | None
    slug: str = ""
    role: str = ""

    @property
    def email(self) -> str:
        return f"{self.address}@example.org"

    @property
    def full_name(self) -> str:
        return f"{self.name} (konto przykładowe)"


CAST = (
    DemoPerson("biuro", "Biuro Stowarzyszenia, pierwsza osoba", GoverningBody, "office"),
    DemoPerson("biuro2", "Biuro Stowarzyszenia, druga osoba", GoverningBody, "office"),
    DemoPerson("skawina.koordynator", "Koordynator zespołu, gmina Skawina", Team, "skawina", "coordinator"),
    DemoPerson("skawina.zespol", "Członek zespołu, gmina Skawina", Team, "skawina", "member"),
    DemoPerson(
        "wieliczka.koordynator", "Koordynator zespołu, gmina Wieliczka", Team, "wieliczka", "coordinator"
    ),
    DemoPerson(
        "forum.gospodarka", "Członek forum, gospodarka", Forum, "forum-rozwoju-gospodarczego", "member"
    ),
    DemoPerson(
        "forum.gospodarka.przewodniczacy",
        "Przewodniczący forum, gospodarka",
        Forum,
        "forum-rozwoju-gospodarczego",
        "chair",
    ),
    DemoPerson(
        "komisja", "Członek komisji tematycznej", Commission, "commission-economy-education-social-culture"
    ),
    DemoPerson("zarzad", "Członek Zarządu", GoverningBody, "board"),
    DemoPerson("administrator", "Administrator portalu", None),
)


def missing_bodies() -> list[str]:
    """Addresses of bodies that the cast needs and the database does not hold."""
    wanted = {(person.body, person.slug) for person in CAST if person.body}
    return sorted(slug for body, slug in wanted if not body.objects.filter(slug=slug).exists())


@transaction.atomic
def load_people() -> int:
    """Make the accounts and seats that are not there yet; returns how many accounts were added."""
    return sum(_load(person) for person in CAST)


def _load(person: DemoPerson) -> bool:
    users = get_user_model().objects
    user = users.filter(email=person.email).first()
    added = user is None
    if added:
        user = users.create_user(
            person.email,
            PASSWORD,
            name=person.full_name,
            is_demo=True,
            is_administrator=person.body is None,
        )
    if person.body:
        seat, place = SEATS[person.body]
        body = person.body.objects.get(slug=person.slug)
        seat.objects.get_or_create(
            user=user, **{place: body}, defaults={"role": person.role} if person.role else {}
        )
    return added
