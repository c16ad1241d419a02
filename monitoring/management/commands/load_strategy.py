"""`manage.py load_strategy FILE`: load the strategy's content from a file."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from monitoring.loading.content import load_content, read_content
from strategy.loading.faults import FaultyContent, Unreadable


class Command(BaseCommand):
    """Thin: reads the arguments, says the outcome."""

    help = (
        "Load the strategy's content from a YAML file (format: docs/content-file.md). The whole file is "
        "checked first; when there is a fault, each is reported with its place and nothing is loaded. "
        "The file wins where the file changed since the last load; what people edited in the portal "
        "stays where the file says the same as before (--file-wins takes that back). Rows made in the "
        "portal, members of bodies and values entered by people are never touched. A row that has gone "
        "from the file is deleted, unless something refers to it. A changed value becomes a new revision."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only check the file")
        parser.add_argument(
            "--file-wins", action="store_true", help="also take back what people edited in the portal"
        )
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)

    def handle(self, *args, **options):
        with translation.override(options["language"]):
            try:
                self._load(options)
            except (Unreadable, FaultyContent) as error:
                raise CommandError(f"{options['file']}: {error}") from error
            except DatabaseError as error:
                message = _("The database refused the content, nothing was loaded: %(why)s") % {"why": error}
                raise CommandError(message) from error

    def _load(self, options):
        if options["check"]:
            read_content(options["file"])
            self.stdout.write(_("The file has no faults."))
            return
        outcome = load_content(options["file"], take_back=options["file_wins"])
        for line in outcome.lines(every_row=options["verbosity"] > 1):
            self.stdout.write(line)
