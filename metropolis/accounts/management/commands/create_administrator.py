"""`manage.py create_administrator`: the first person of a new installation, who invites the others."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse

from metropolis.accounts.models import User


class Command(BaseCommand):
    help = (
        "Makes an administrator without a password; the person sets one by the page for a forgotten "
        "password. Somebody who has an account becomes an administrator. Running it twice changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("email", help="where the link to set the password is sent")
        parser.add_argument("name", help="first name and surname")

    def handle(self, *args, email, name, **options):
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            user = User.objects.create_user(email, name=name)
        user.is_administrator = True
        user.save(update_fields=["is_administrator"])
        self.stdout.write(f"{user.email} is an administrator.")
        page = f"{settings.BASE_URL}{reverse('account_reset_password')}"
        self.stdout.write(f"Set a password at {page}, then invite the Office from the admin.")
