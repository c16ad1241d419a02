"""The sentences that a chapter writes by itself, and the Office's text in their place."""

from monitoring.reports.blocks import Block

SENTENCES = ("lead", "text", "bullets")


def generated_sentences(parts: list[Block]) -> list[Block]:
    """The sentences with which a chapter begins: those before its first heading."""
    heads = [number for number, block in enumerate(parts) if block["kind"] == "heading"]
    return [block for block in parts[: heads[0] if heads else None] if block["kind"] in SENTENCES]


def with_office_text(parts: list[Block], written: list[Block]) -> list[Block]:
    """The chapter as the Office wants it: its text replaces the generated sentences, figures stay."""
    if not written:
        return parts
    replaced = [id(block) for block in generated_sentences(parts)]
    return [*written, *(block for block in parts if id(block) not in replaced)]
