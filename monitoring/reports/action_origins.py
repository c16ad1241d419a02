"""What the report's numbers on actions and money are made of: actions of its snapshot, chosen one by one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from .frozen import Frozen

# What the address of the page calls each choice.
_WORDS = {"area": "obszar", "source": "zrodlo", "place": "stan", "lead": "prowadzi", "action": "dzialanie"}


@dataclass(frozen=True)
class Which:
    """Which actions make a number; "" leaves open. Codes of an area, a source of money, a place (`late`) and
    an action, and the slug of the municipality that leads. With a source, only its money counts.
    """

    area: str = ""
    source: str = ""
    place: str = ""
    lead: str = ""
    action: str = ""

    @property
    def query(self) -> str:
        """As the address says it: `obszar=4&zrodlo=OWN`."""
        return urlencode({_WORDS[name]: value for name, value in asdict(self).items() if value})

    def of(self, actions: list[Frozen]) -> list[Frozen]:
        """These of the actions, with the money that counts."""
        return [self._counted(action) for action in actions if self._holds(action)]

    def _holds(self, action: Frozen) -> bool:
        asked = (
            (self.area, action["area"]),
            (self.place, action["place"]),
            (self.lead, action["lead_municipality"]),
            (self.action, action["code"]),
        )
        has_source = not self.source or any(row["source"] == self.source for row in action["money"])
        return has_source and all(wanted in ("", found) for wanted, found in asked)

    def _counted(self, action: Frozen) -> Frozen:
        if not self.source:
            return action
        return {**action, "money": [row for row in action["money"] if row["source"] == self.source]}


def asked_for(query: Mapping[str, str]) -> Which:
    """What the query of an address asks for; words that it does not know are passed over."""
    return Which(**{name: query.get(word, "") for name, word in _WORDS.items()})
