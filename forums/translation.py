"""Which texts of the bodies exist in Polish and English."""

from modeltranslation.translator import TranslationOptions, translator
from simple_history import register as track

from . import models

TEXTS = {
    models.Team: ("name", "role", "note"),
    models.Forum: ("name", "role", "note"),
    models.Commission: ("name", "role", "note"),
    models.GoverningBody: ("name", "role", "composition", "decision_rule", "note"),
}

for model, fields in TEXTS.items():
    options = type(f"{model.__name__}Translation", (TranslationOptions,), {"fields": fields})
    translator.register(model, options)
for kept in (*TEXTS, models.TeamMember, models.ForumMember, models.CommissionMember, models.BodyMember):
    track(kept, app="forums")
