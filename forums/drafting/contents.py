"""The one form in which a part's content is stored, so that equal contents are equal JSON. Pure."""

import re
import secrets
from decimal import Decimal
from typing import Any

from strategy.plans.content import ActionContent

CODE_SETS = ("goals", "indicators", "municipalities", "partners", "depends_on")
KEYED = ("milestones", "products")
KEY_LENGTH = 12
TEXTS = ("title", "responsible_function")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_GROSZ = Decimal("0.01")


def new_key() -> str:
    """A key for a new milestone or product; it names the row through all revisions."""
    return secrets.token_hex(4)


def natural(code: str) -> tuple:
    """Sorts codes as people do: 4.2 before 4.10."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", code))


def one_line(text: str) -> str:
    """A text of one line: one space between words, and no control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())


def normal_section(content: dict[str, Any]) -> dict[str, Any]:
    """A section's content; its text must have been cleaned."""
    return {"html": content.get("html", "")}


def normal_action(content: dict[str, Any]) -> dict[str, Any]:
    """An action's content without its code: sets sorted, money to the grosz, rows with keys, texts trimmed.

    Money with more decimals stays as it is: that is a fault to be shown, not to be rounded away.
    """
    data = ActionContent.from_json({**content, "code": ""}).to_json()
    del data["code"]
    for name in CODE_SETS:
        data[name] = sorted(set(data[name]), key=natural)
    for name in TEXTS:
        data[name] = one_line(data[name])
    data["cost"] = _money(data["cost"])
    for name in KEYED:
        data[name] = _named(data[name])
    for row in data["products"]:
        row["target"] = _short(row["target"])
        row["unit"] = one_line(row["unit"])
    for row in data["funding"]:
        row["planned"], row["secured"] = _money(row["planned"]), _money(row["secured"])
    data["funding"].sort(key=lambda row: (row["year"], natural(row["source"])))
    return data


def _named(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with a key each: a missing one, one given twice and one too long are made anew."""
    seen: set[str] = set()
    for row in rows:
        key = row["key"] if 0 < len(row["key"]) <= KEY_LENGTH and row["key"] not in seen else new_key()
        seen.add(key)
        row["key"], row["name"] = key, one_line(row["name"])
    return rows


def _money(text: str | None) -> str | None:
    if text is None:
        return None
    amount = Decimal(text)
    exact = amount.is_finite() and abs(amount) < 10**20 and amount == amount.quantize(_GROSZ)
    return format(amount.quantize(_GROSZ) if exact else amount, "f")


def _short(text: str | None) -> str | None:
    if text is None:
        return None
    plain = format(Decimal(text), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
