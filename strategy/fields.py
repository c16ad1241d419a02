"""Field types that several subjects share."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

validate_code = RegexValidator(
    r"^[0-9A-Za-z.-]+\Z", _("Use only letters without accents, digits, dots and hyphens.")
)


class CodeField(models.CharField):
    """A code of the content file ("4.S1"): printed in reports, so it is unique and never reused."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("verbose_name", _("code"))
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_code]
