"""What reports on actions announce. Sent inside the transaction of the change."""

from django.dispatch import Signal

progress_accepted = Signal()  # revision, by
progress_returned = Signal()  # revision, by
