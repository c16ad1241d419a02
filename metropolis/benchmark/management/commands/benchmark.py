"""`make bench`: builds the data set, measures, and prints the table against the budgets."""

import logging
import platform

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.test import Client

from metropolis.benchmark import (
    counting,
    drafting,
    exporting,
    figures,
    people,
    plans,
    reminders,
    reports,
    sheets,
    structure,
    visits,
)
from metropolis.benchmark.measure import Row, weight
from metropolis.benchmark.size import SIZES, Size
from metropolis.benchmark.yardstick import yardstick_ms
from metropolis.jobs.collecting import spare_what_stays


class Command(BaseCommand):
    help = "Measures pages, API and reports on a made-up data set, in a database of its own."

    def add_arguments(self, parser):
        parser.add_argument("--size", choices=sorted(SIZES), default="reference")

    def handle(self, *args, size, **options):
        name = str(connection.settings_dict["NAME"])
        if "benchmark" not in name:
            raise CommandError(f"{name} is not a benchmark database: its name must hold 'benchmark'.")
        settings.ALLOWED_HOSTS = ["*"]
        logging.disable(logging.INFO)  # a line for each request would drown the table
        call_command("migrate", verbosity=0)
        call_command("flush", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(f"Yardstick: {yardstick_ms():.0f} ms")
        rows = measure(SIZES[size])
        self.stdout.write(table(SIZES[size], rows))
        if not all(row.kept for row in rows):
            raise CommandError("Some budgets are not kept.")


def measure(size: Size) -> list[Row]:
    """Build the set, then visit everything."""
    areas = structure.build_areas(size)
    goals = structure.build_goals(size, areas)
    indicators = structure.build_indicators(size, areas, goals)
    structure.build_municipalities(size)
    clerk, coordinator = people.build_people(structure.build_office())
    plans.build_plans(size, areas, goals, clerk)
    drafted = plans.build_draft(areas[0], goals)
    figures.build_values(size)
    structure.announce()
    spare_what_stays()  # as a web process does; here the objects of the data set are among it
    rows = counting.measure(size.name)
    rows += [*visits.public_pages(size.name), *visits.api_lists(size.name), exporting.export()]
    campaign = people.build_campaign(size, indicators, clerk)
    rows += visits.work_pages(size.name, clerk, coordinator, campaign)
    rows.append(visits.save_grid(campaign, coordinator))
    rows += visits.asked_grid(size.name, campaign, coordinator)
    rows += visits.verification(size.name, clerk, coordinator, campaign)
    rows += drafting.measure(size.name, drafted, clerk)
    rows += [first_visit(), *reports.build(size.name, clerk)]
    rows += reminders.measure(clerk)
    # Last, since it adds indicators. A file of 10,000 rows is the same work whatever the size of the set.
    return [*rows, *sheets.measure(clerk)] if size.name == "reference" else rows


def first_visit() -> Row:
    """Weight of the start page with all that it loads."""
    size = weight(Client(), "/") / 1024
    return Row("first visit of the start page", f"{size:.0f} KB", "<= 150 KB", size <= 150)


def table(size: Size, rows: list[Row]) -> str:
    """The table in Markdown, with the machine it was measured on."""
    lines = [
        f"{size.name} set, {connection.vendor}, Python {platform.python_version()}, {platform.machine()}",
        "",
        "| what | measured | of it CPU | budget | kept |",
        "|---|---:|---:|---:|---|",
    ]
    for row in rows:
        kept = "yes" if row.kept else "**no**"
        lines.append(f"| {row.what} | {row.measured} | {row.cpu} | {row.budget} | {kept} |")
    return "\n".join(lines)
