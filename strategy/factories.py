"""The strategy's content for tests. The names are invented: nothing of Krakow is needed."""

import factory

from strategy import models


class MunicipalityFactory(factory.django.DjangoModelFactory):
    """A member municipality."""

    class Meta:
        model = models.Municipality

    slug = factory.Sequence(lambda n: f"gmina-{n}")
    teryt = factory.Sequence(lambda n: f"99{n:04d}2")
    order = factory.Sequence(lambda n: n)
    name_pl = factory.Sequence(lambda n: f"Gmina {n}")
    name_en = factory.LazyAttribute(lambda row: f"{row.name_pl} (en)")
    kind = models.Municipality.Kind.RURAL
    county_pl = "powiat przykładowy"
    voivodeship_pl = "województwo przykładowe"
    provenance = "editorial"


class ThematicAreaFactory(factory.django.DjangoModelFactory):
    """An area of cooperation."""

    class Meta:
        model = models.ThematicArea

    code = factory.Sequence(lambda n: f"{n + 101}")
    slug = factory.Sequence(lambda n: f"obszar-{n + 101}")
    roman = factory.Sequence(lambda n: f"{n + 101}")
    order = factory.Sequence(lambda n: n + 101)
    name_pl = factory.Sequence(lambda n: f"Obszar {n + 101}")
    name_en = factory.LazyAttribute(lambda row: f"{row.name_pl} (en)")
    provenance = "editorial"


class IndicatorFactory(factory.django.DjangoModelFactory):
    """A yearly indicator in percent that the municipalities supply."""

    class Meta:
        model = models.Indicator

    area = factory.SubFactory(ThematicAreaFactory)
    code = factory.Sequence(lambda n: f"9.{n + 1}")
    order = factory.Sequence(lambda n: n)
    name_pl = factory.Sequence(lambda n: f"Wskaźnik {n + 1}")
    name_en = factory.LazyAttribute(lambda row: f"{row.name_pl} (en)")
    unit_pl = "%"
    unit_en = "%"
    kind = models.Indicator.Kind.CONTEXT
    scope = models.Indicator.Scope.MUNICIPALITY
    direction = models.Indicator.Direction.INCREASE
    supplier = models.Indicator.Supplier.MUNICIPALITY
    frequency = "year"
    precision = 1
    provenance = "editorial"


class TargetFactory(factory.django.DjangoModelFactory):
    """A target for 2030."""

    class Meta:
        model = models.Target

    indicator = factory.SubFactory(IndicatorFactory)
    period = "2030"
    value = 100
    provenance = "editorial"


class GoalFactory(factory.django.DjangoModelFactory):
    """A main goal."""

    class Meta:
        model = models.Goal

    area = factory.SubFactory(ThematicAreaFactory)
    level = models.Goal.Level.MAIN
    code = factory.Sequence(lambda n: f"1.G{n}")
    text_pl = factory.Sequence(lambda n: f"Cel {n}")
    provenance = "editorial"


class StrategyFactory(factory.django.DjangoModelFactory):
    """The strategy itself."""

    class Meta:
        model = models.Strategy
        django_get_or_create = ("code",)

    code = "X2040"
    name_pl = "Strategia przykładowa"
    name_en = "An example of a strategy"
    kind_pl = "strategia"
    owner_pl = "Związek przykładowy"
    owner_abbr = "ZP"
    area_name_pl = "Metropolia przykładowa"
    horizon_year = 2040
    provenance = "editorial"


class StatementFactory(factory.django.DjangoModelFactory):
    """An aim of the strategy."""

    class Meta:
        model = models.Statement

    strategy = factory.SubFactory(StrategyFactory)
    kind = models.Statement.Kind.AIM
    code = factory.Sequence(lambda n: f"aim-{n}")
    order = factory.Sequence(lambda n: n)
    text_pl = factory.Sequence(lambda n: f"Zapis {n}")
    provenance = "editorial"


class ProcessStepFactory(factory.django.DjangoModelFactory):
    """A step of the preparation."""

    class Meta:
        model = models.ProcessStep

    strategy = factory.SubFactory(StrategyFactory)
    code = factory.Sequence(lambda n: f"step-{n}")
    order = factory.Sequence(lambda n: n)
    text_pl = factory.Sequence(lambda n: f"Krok {n}")
    provenance = "editorial"


class DocumentFactory(factory.django.DjangoModelFactory):
    """A document."""

    class Meta:
        model = models.Document

    code = factory.Sequence(lambda n: f"D-{n}")
    title_pl = factory.Sequence(lambda n: f"Dokument {n}")
    provenance = "editorial"


class ChallengeFactory(factory.django.DjangoModelFactory):
    """A challenge of an area."""

    class Meta:
        model = models.Challenge

    area = factory.SubFactory(ThematicAreaFactory)
    code = factory.Sequence(lambda n: f"1.W{n}")
    text_pl = factory.Sequence(lambda n: f"Wyzwanie {n}")
    provenance = "editorial"


class KeyActionFactory(factory.django.DjangoModelFactory):
    """A key action under a goal."""

    class Meta:
        model = models.KeyAction

    goal = factory.SubFactory(GoalFactory)
    code = factory.Sequence(lambda n: f"1.D{n}")
    text_pl = factory.Sequence(lambda n: f"Działanie {n}")
    provenance = "editorial"


class ActionPlanFactory(factory.django.DjangoModelFactory):
    """A plan of which nobody knows how far it is."""

    class Meta:
        model = models.ActionPlan

    area = factory.SubFactory(ThematicAreaFactory)
    code = factory.Sequence(lambda n: f"1.P{n}")
    name_pl = factory.Sequence(lambda n: f"Plan {n}")
    provenance = "editorial"


class PartnerFactory(factory.django.DjangoModelFactory):
    """An organisation that supplies data."""

    class Meta:
        model = models.Partner

    slug = factory.Sequence(lambda n: f"partner-{n}")
    name_pl = factory.Sequence(lambda n: f"Partner {n}")
    provenance = "editorial"


class FundingSourceFactory(factory.django.DjangoModelFactory):
    """A programme."""

    class Meta:
        model = models.FundingSource

    code = factory.Sequence(lambda n: f"F-{n}")
    name_pl = factory.Sequence(lambda n: f"Program {n}")
    provenance = "editorial"


class AllocationFactory(factory.django.DjangoModelFactory):
    """A part of a programme."""

    class Meta:
        model = models.Allocation

    source = factory.SubFactory(FundingSourceFactory)
    area = factory.SubFactory(ThematicAreaFactory)
    code = factory.Sequence(lambda n: f"F-1-{n}")
    name_pl = factory.Sequence(lambda n: f"Cel wydatków {n}")
    amount_eur = 1000
    provenance = "editorial"


class FrameworkStrategyFactory(factory.django.DjangoModelFactory):
    """A strategy of others."""

    class Meta:
        model = models.FrameworkStrategy

    code = factory.Sequence(lambda n: f"OTHER-{n}")
    name_pl = factory.Sequence(lambda n: f"Inna strategia {n}")
    provenance = "editorial"


class FrameworkGoalFactory(factory.django.DjangoModelFactory):
    """A goal of others."""

    class Meta:
        model = models.FrameworkGoal

    strategy = factory.SubFactory(FrameworkStrategyFactory)
    code = factory.Sequence(lambda n: f"I.{n}")
    text_pl = factory.Sequence(lambda n: f"Cel innej strategii {n}")
    provenance = "editorial"


class SectionTemplateFactory(factory.django.DjangoModelFactory):
    """A section that plans have."""

    class Meta:
        model = models.SectionTemplate
        django_get_or_create = ("key",)

    provenance = "editorial"
    key = factory.Sequence(lambda n: f"czesc-{n}")
    order = factory.Sequence(lambda n: n)
    title_pl = factory.Sequence(lambda n: f"Część {n}")
    title_en = factory.LazyAttribute(lambda row: f"{row.title_pl} (en)")


class ActionFactory(factory.django.DjangoModelFactory):
    """An action of an adopted plan."""

    class Meta:
        model = models.Action

    plan = factory.SubFactory(ActionPlanFactory, state="adopted", run_in_portal=True)
    code = factory.Sequence(lambda n: f"P.{n}")
    title = factory.Sequence(lambda n: f"Działanie {n}")
    kind = models.Action.Kind.PARTNERSHIP
