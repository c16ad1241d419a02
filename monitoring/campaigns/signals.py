"""What campaigns announce. Sent inside the transaction of the change."""

from django.dispatch import Signal

campaign_opened = Signal()  # campaign, by
submission_sent = Signal()  # submission, by
