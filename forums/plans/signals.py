"""What plans announce. Sent inside the transaction of the change."""

from django.dispatch import Signal

example_loaded = Signal()  # plan, words (of the file), person (finds an account by its address)
