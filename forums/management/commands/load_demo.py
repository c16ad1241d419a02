"""Make the demonstration accounts and the example plan: `manage.py load_demo`, after `load_strategy`."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from forums.bodies import demo
from forums.plans.example import load_example


class Command(BaseCommand):
    help = "Makes one demonstration account per role and an example plan. A second run changes nothing."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("DEMO is off: demonstration accounts are not made here.")
        if missing := demo.missing_bodies():
            raise CommandError(f"Load the strategy first; these bodies are missing: {', '.join(missing)}")
        added = demo.load_people()
        self.stdout.write(f"Demonstration accounts: {added} added, {len(demo.CAST) - added} kept.")
        if load_example(settings.BASE_DIR / "content" / "example-plan.yaml"):
            self.stdout.write("The example plan was made; it is marked as invented wherever it is shown.")
        self.stdout.write(f"Password for all of them: {demo.PASSWORD}")
        for person in demo.CAST:
            self.stdout.write(f"  {person.email:<45} {person.full_name}")
