"""Which texts exist in Polish and English. History is registered after the translation, so that it
keeps both."""

from modeltranslation.translator import TranslationOptions, translator
from simple_history import register as track

from . import models

TEXTS = {
    models.Strategy: (
        "name",
        "kind",
        "owner",
        "area_name",
        "adopted_by",
        "adoption_note",
        "total_area_note",
        "note",
    ),
    models.Statement: ("text", "detail", "note"),
    models.ProcessStep: ("text", "note"),
    models.Document: ("title", "note"),
    models.ThematicArea: ("name", "scope", "project_value_label", "note"),
    models.Challenge: ("text", "note"),
    models.Goal: ("text", "note"),
    models.KeyAction: ("text", "note"),
    models.Municipality: ("name", "county", "voivodeship", "area_note", "note"),
    models.ComparisonGroup: ("name", "basis"),
    models.Partner: ("name", "kind", "note"),
    models.Network: ("description", "fields_of_cooperation", "note"),
    models.SisterMetropolis: ("note",),
    models.FundingSource: ("name", "note"),
    models.Allocation: ("name", "note"),
    models.ActionPlan: ("name", "state_note", "structure_note", "note"),
    models.SectionTemplate: ("title", "hint", "note"),
    models.FrameworkStrategy: ("name", "adopted_by", "evaluation", "note"),
    models.FrameworkGoal: ("text", "note"),
    models.Indicator: ("name", "definition", "unit", "data_source", "baseline_basis", "note"),
    models.Target: ("note",),
}

for model, fields in TEXTS.items():
    options = type(f"{model.__name__}Translation", (TranslationOptions,), {"fields": fields})
    translator.register(model, options)
members = models.ComparisonGroup._meta.get_field("municipalities")
for model in (*TEXTS, models.MunicipalityCode):
    track(model, app="strategy", m2m_fields=[members] if model is models.ComparisonGroup else [])
