"""Make the demonstration accounts: `manage.py load_demo`, after `load_strategy`."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from forums.bodies import demo


class Command(BaseCommand):
    help = "Makes one demonstration account per role. A second run changes nothing."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("DEMO is off: demonstration accounts are not made here.")
        if missing := demo.missing_bodies():
            raise CommandError(f"Load the strategy first; these bodies are missing: {', '.join(missing)}")
        added = demo.load_people()
        self.stdout.write(f"Demonstration accounts: {added} added, {len(demo.CAST) - added} kept.")
        self.stdout.write(f"Password for all of them: {demo.PASSWORD}")
        for person in demo.CAST:
            self.stdout.write(f"  {person.email:<45} {person.full_name}")
