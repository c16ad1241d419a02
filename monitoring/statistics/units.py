"""Units of the Local Data Bank and the members of the metropolis. Pure."""

import re
from dataclasses import dataclass

_UNIT = re.compile(r"^\d{12}\Z", re.ASCII)
PARTS = {"4", "5"}
"""Last digits of the town and of the rural part of an urban-rural municipality: its 3 counts both."""


def teryt_of(unit: str) -> str:
    """The register code of a unit: `011212006113` is `1206113`."""
    return unit[2:4] + unit[7:9] + unit[9:11] + unit[11]


def unit_like(teryt: str) -> str:
    """A register code in the form of a unit's number: it is found by its code, its region is not known."""
    return f"00{teryt[:2]}000{teryt[2:]}"


def parent_of(unit: str) -> str:
    """The county of a municipality's unit."""
    return f"{unit[:9]}000"


def is_unit(text: str) -> bool:
    """Whether a text has the form of a unit's number."""
    return bool(_UNIT.match(text))


@dataclass(frozen=True)
class Places:
    """Which unit is which member. The kind (the last digit) changes with time, the first six digits stay."""

    by_unit: dict[str, int]
    by_code: dict[str, int]

    @classmethod
    def of(cls, municipalities, codes) -> "Places":
        """From members (id, unit, teryt) and all their codes (member id, teryt)."""
        rows = list(municipalities)
        by_unit = {unit: pk for pk, unit, _teryt in rows if is_unit(unit)}
        known = [*((pk, teryt) for pk, _unit, teryt in rows), *codes]
        return cls(by_unit, {teryt[:6]: pk for pk, teryt in known})

    @property
    def parents(self) -> list[str]:
        """The counties that have to be asked."""
        return sorted({parent_of(unit) for unit in self.by_unit})

    def find(self, unit: str) -> tuple[int | None, str]:
        """The member, or why the unit is none: a part of a municipality, or not of the metropolis."""
        if unit in self.by_unit:
            return self.by_unit[unit], ""
        if not is_unit(unit):
            return None, "unknown"
        if unit[-1] in PARTS:
            return None, "part"
        found = self.by_code.get(teryt_of(unit)[:6])
        return (found, "") if found is not None and unit[-1] in "123" else (None, "unknown")

    def is_exact(self, unit: str) -> bool:
        """Whether the unit carries the number that the member has today."""
        return unit in self.by_unit
