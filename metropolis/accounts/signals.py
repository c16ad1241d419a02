"""What `accounts` announces to the rooms above."""

from django.dispatch import Signal

# Sent inside the transaction with `invitation` and `user`. Receivers make the seat that `role` names;
# one that cannot (the body is gone) raises `invitations.Unusable`, and nothing is changed.
invitation_accepted = Signal()
