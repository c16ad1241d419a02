"""How allauth behaves here: nobody signs up, people are invited."""

from allauth.account.adapter import DefaultAccountAdapter


class PortalAdapter(DefaultAccountAdapter):
    """Sign-up is closed; accounts come from invitations."""

    def is_open_for_signup(self, request):
        return False
