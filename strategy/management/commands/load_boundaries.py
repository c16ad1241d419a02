"""`manage.py load_boundaries FILE`: the boundaries of the member municipalities from a GeoJSON file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategy.boundaries.geojson import FaultyBoundaries
from strategy.boundaries.loading import load, remove


class Command(BaseCommand):
    """Load the boundaries, or take them away; pages then show a real map or the tile map again."""

    help = "Loads the boundaries of the member municipalities from a GeoJSON file (WGS 84)."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="GeoJSON with the TERYT code of each feature")
        parser.add_argument("--source", default="", help="whose boundaries these are: shown under each map")
        parser.add_argument("--licence", default="", help="the licence, shown after the source")
        parser.add_argument("--remove", action="store_true", help="remove the loaded boundaries")

    def handle(self, *args, file, source, licence, remove: bool, **options):
        if remove:
            self._remove()
            return
        if file is None:
            raise CommandError(_("Name the file with the boundaries, or write --remove."))
        if not source:
            raise CommandError(_("Say whose boundaries these are: --source “…”. Maps show it."))
        try:
            outcome = load(file, source=source, licence=licence)
        except FaultyBoundaries as error:
            raise CommandError("\n".join(error.faults)) from error
        self.stdout.write(outcome)

    def _remove(self):
        count = remove()
        if not count:
            self.stdout.write(_("No boundaries were loaded."))
            return
        sentence = ngettext(
            "Removed the boundaries of %(count)s municipality. Pages show the tile map.",
            "Removed the boundaries of %(count)s municipalities. Pages show the tile map.",
            count,
        )
        self.stdout.write(sentence % {"count": count})
