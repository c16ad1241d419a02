"""Makes campaigns, observations and values for tests and the benchmark."""

import datetime
from decimal import Decimal

import factory
from django.utils import timezone

from forums.factories import TeamFactory
from monitoring.models import Campaign, DueValue, IndicatorValue, Observation, Submission
from strategy.factories import IndicatorFactory, MunicipalityFactory


class ObservationFactory(factory.django.DjangoModelFactory):
    """A municipal observation; `municipality=None` makes one of the whole metropolis."""

    class Meta:
        model = Observation

    indicator = factory.SubFactory(IndicatorFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    period = "2024"


class IndicatorValueFactory(factory.django.DjangoModelFactory):
    """A verified and published value, which becomes the current one of its observation."""

    class Meta:
        model = IndicatorValue
        skip_postgeneration_save = True

    observation = factory.SubFactory(ObservationFactory)
    revision = factory.LazyAttribute(lambda made: made.observation.values.count() + 1)
    state = IndicatorValue.State.VERIFIED
    value = Decimal("10")
    source = "Example source"
    reason = factory.LazyAttribute(lambda made: "Example" if made.state == "returned" else "")
    submitted_at = factory.LazyAttribute(lambda made: None if made.state == "draft" else timezone.now())
    published_at = factory.LazyAttribute(lambda made: timezone.now() if made.state == "verified" else None)
    decided_at = factory.SelfAttribute("published_at")

    @factory.post_generation
    def make_current(value, create, extracted, **kwargs):
        """The latest verified revision counts; `make_current=False` leaves the observation alone."""
        if create and extracted is not False and value.state == IndicatorValue.State.VERIFIED:
            value.observation.current = value
            value.observation.save(update_fields=["current"])


class CampaignFactory(factory.django.DjangoModelFactory):
    """A planned campaign for 2025; pass `indicators=[...]` to ask for them."""

    class Meta:
        model = Campaign
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"campaign-{n}")
    period = "2025"
    deadline = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=30))

    @factory.post_generation
    def indicators(campaign, create, extracted, **kwargs):
        if create and extracted:
            campaign.indicators.set(extracted)


class SubmissionFactory(factory.django.DjangoModelFactory):
    """What a team owes in an open campaign."""

    class Meta:
        model = Submission

    campaign = factory.SubFactory(CampaignFactory, state=Campaign.State.OPEN)
    team = factory.SubFactory(TeamFactory)


class DueValueFactory(factory.django.DjangoModelFactory):
    """A row of a team's submission, with the observation that fits it."""

    class Meta:
        model = DueValue

    submission = factory.SubFactory(SubmissionFactory)
    observation = factory.LazyAttribute(
        lambda made: ObservationFactory(
            municipality=made.submission.team.municipality, period=made.submission.campaign.period
        )
    )
