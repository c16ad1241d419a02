"""`manage.py send_reminders`: what the clock does by itself every day, or a list of what it would do."""

import datetime

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from monitoring.reminders.planning import due_on
from monitoring.reminders.sending import send_reminders


class Command(BaseCommand):
    help = "Sends the reminders of today. With --dry-run it prints who would get what, and sends nothing."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="print who would get what; send nothing")
        parser.add_argument("--day", help="as if it were this day (2026-11-26); only with --dry-run")

    def handle(self, *args, dry_run, day, **options):
        if day and not dry_run:
            raise CommandError("--day is for trying out: add --dry-run.")
        asked = due_on(_day(day)) if dry_run else send_reminders()
        for one in asked:
            reached = "; also ".join(f"{to.level}: {to.names}" for to in (one.to, *one.also) if to)
            who = reached or "nobody can be reached"
            self.stdout.write(f"{one.rung:+d} {one.due.thing} {one.due.sentence()} -> {who}")
        verb = "would be sent" if dry_run else "sent"
        self.stdout.write(f"{len(asked)} {verb}.")


def _day(text):
    try:
        return datetime.date.fromisoformat(text) if text else timezone.localdate()
    except ValueError as fault:
        raise CommandError("Write the day as 2026-11-26.") from fault
