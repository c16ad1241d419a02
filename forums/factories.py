"""Bodies and memberships for tests."""

import factory

from forums import models
from metropolis.accounts.factories import UserFactory
from strategy.factories import MunicipalityFactory, ThematicAreaFactory


class BodyFactory(factory.django.DjangoModelFactory):
    """What all bodies share."""

    class Meta:
        abstract = True

    provenance = "editorial"
    name_en = factory.LazyAttribute(lambda body: f"{body.name_pl} (en)")


class TeamFactory(BodyFactory):
    """The team of a municipality."""

    class Meta:
        model = models.Team

    municipality = factory.SubFactory(MunicipalityFactory)
    slug = factory.LazyAttribute(lambda team: team.municipality.slug)
    name_pl = factory.LazyAttribute(lambda team: f"Zespół, gmina {team.municipality.name_pl}")


class ForumFactory(BodyFactory):
    """A forum of an area."""

    class Meta:
        model = models.Forum

    area = factory.SubFactory(ThematicAreaFactory)
    slug = factory.Sequence(lambda n: f"forum-{n}")
    name_pl = factory.Sequence(lambda n: f"Forum {n}")


class CommissionFactory(BodyFactory):
    """A commission without areas."""

    class Meta:
        model = models.Commission

    slug = factory.Sequence(lambda n: f"commission-{n}")
    name_pl = factory.Sequence(lambda n: f"Komisja {n}")


class GoverningBodyFactory(BodyFactory):
    """A governing body: the Board, unless another kind is asked for."""

    class Meta:
        model = models.GoverningBody

    kind = models.GoverningBody.Kind.BOARD
    slug: object = factory.Sequence(lambda n: f"body-{n}")
    name_pl: object = factory.Sequence(lambda n: f"Organ {n}")


class OfficeFactory(GoverningBodyFactory):
    """The Association Office; there is one."""

    class Meta:
        django_get_or_create = ("slug",)

    kind = models.GoverningBody.Kind.OFFICE
    slug = "office"
    name_pl = "Biuro Stowarzyszenia"


class MembershipFactory(factory.django.DjangoModelFactory):
    """A person in a body, without an end."""

    class Meta:
        abstract = True

    user = factory.SubFactory(UserFactory)


class TeamMemberFactory(MembershipFactory):
    """A member of a team; `role="coordinator"` for its coordinator."""

    class Meta:
        model = models.TeamMember

    team = factory.SubFactory(TeamFactory)


class ForumMemberFactory(MembershipFactory):
    """A member of a forum; `role="chair"` for its chair."""

    class Meta:
        model = models.ForumMember

    forum = factory.SubFactory(ForumFactory)


class CommissionMemberFactory(MembershipFactory):
    """A member of a commission."""

    class Meta:
        model = models.CommissionMember

    commission = factory.SubFactory(CommissionFactory)


class BodyMemberFactory(MembershipFactory):
    """A member of a governing body."""

    class Meta:
        model = models.BodyMember

    body = factory.SubFactory(GoverningBodyFactory)


class OfficePersonFactory(BodyMemberFactory):
    """A person of the Office."""

    body = factory.SubFactory(OfficeFactory)
