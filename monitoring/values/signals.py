"""What the values announce to the rooms above. Sent inside the transaction of the change."""

from django.dispatch import Signal

value_verified = Signal()  # value, by
value_returned = Signal()  # value, by
