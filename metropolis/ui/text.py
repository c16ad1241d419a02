"""Polish order and forgiving search, as stored keys: SQLite has neither the collation nor unaccent."""

import unicodedata

_LETTERS = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_RANK = {letter: f"{index:02d}" for index, letter in enumerate(_LETTERS)}


def sort_key(text: str) -> str:
    """A key whose plain order is the order of a Polish dictionary (ą after a, Ś after S)."""
    return "".join(_RANK.get(char, f"~{char}" if char.isalpha() else f"!{char}") for char in text.lower())


def fold(text: str) -> str:
    """Lower case without accents: what both the stored text and the question are reduced to."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ł", "l"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
