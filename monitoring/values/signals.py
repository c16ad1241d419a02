"""What the values announce to the rooms above. Sent inside the transaction of the change."""

from django.dispatch import Signal

value_verified = Signal()  # value, by
value_returned = Signal()  # value, by
period_locking = Signal()  # period: whoever writes in it is waited for, whoever comes later sees the lock
