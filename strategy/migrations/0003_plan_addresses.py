"""Plans get addresses from their Polish names: first filled in, then unique."""

import re

from django.db import migrations, models
from django.utils.text import slugify

LENGTH = 80


def address_from(name):
    """The rule of `strategy.plans.models.address_from` on the day of this migration."""
    words = slugify(re.sub(r"\([^)]*\)", "", name).replace("ł", "l").replace("Ł", "L")).split("-")
    is_cut = len("-".join(words)) > LENGTH
    while len("-".join(words)) > LENGTH or (is_cut and len(words[-1]) <= 3):
        words.pop()
    return "-".join(words)


def fill(apps, schema_editor):
    """Each plan without an address gets one; the code stands behind a name that is taken."""
    taken = set()
    plans = apps.get_model("strategy", "ActionPlan").objects
    for plan in plans.filter(slug="").order_by("pk"):
        address = address_from(plan.name_pl or plan.code)
        if not address or address in taken:
            tail = re.sub(r"[^a-z0-9]+", "-", plan.code.lower())
            address = f"{address[: LENGTH - len(tail) - 1]}-{tail}".strip("-")
        taken.add(address)
        plans.filter(pk=plan.pk).update(slug=address)


class Migration(migrations.Migration):
    dependencies = [("strategy", "0002_plans_and_actions")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="actionplan",
            name="slug",
            field=models.SlugField(
                blank=True,
                help_text="Made from the Polish name when left empty. It never changes afterwards.",
                max_length=80,
                unique=True,
                verbose_name="address",
            ),
        ),
    ]
