"""Plans get addresses from their Polish names: first filled in, then unique."""

import re

from django.db import migrations, models
from django.utils.text import slugify

LENGTH = 80


def fill(apps, schema_editor):
    """The rule of `ActionPlan.save` on the day of this migration."""
    taken = set()
    plans = apps.get_model("strategy", "ActionPlan").objects
    for plan in plans.filter(slug="").order_by("pk"):
        name = (plan.name_pl or plan.code).replace("ł", "l").replace("Ł", "L")
        plain = slugify(name)
        address = plain[:LENGTH].rsplit("-", 1)[0] if len(plain) > LENGTH else plain
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
