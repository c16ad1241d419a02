"""Users for tests."""

import factory

from .models import User

PASSWORD = "correct-horse-battery-9"  # noqa: S105  the same for everybody in tests


class UserFactory(factory.django.DjangoModelFactory):
    """A person without any role."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"osoba{n}@example.org")
    name = factory.Sequence(lambda n: f"Osoba {n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(password=kwargs.pop("password", PASSWORD), **kwargs)
