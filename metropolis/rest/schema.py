"""What the generated schema must say of every resource: errors, 304, CSV, languages."""

PROBLEM = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "object",
            "description": "Field or parameter -> messages.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
    "required": ["type", "title", "status", "detail"],
}
ERRORS = {
    "400": "A parameter is unknown or malformed; `errors` names it.",
    "404": "There is nothing at this address, or nothing that the caller may see.",
    "406": "The form asked for in `Accept` is not offered.",
    "429": "Too many requests; `Retry-After` says when to come again.",
}
NAMED = (
    ("/series/", "Time series of an indicator"),
    ("/versions/", "Versions of a plan"),
    ("/versions/{number}/", "One version of a plan"),
    ("/draft/", "The draft of a plan"),
    ("/progress/", "The report on an action in a period"),
)
HEADERS = (
    ("Accept-Language", "`pl` (default) or `en`."),
    ("If-None-Match", "The `ETag` of an earlier answer: 304 when nothing has changed."),
)


def complete(result, generator, request, public):
    """Add to every operation what `drf-spectacular` cannot see."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    # Nobody needs to sign in to read: the lock signs would say the opposite.
    result["components"].pop("securitySchemes", None)
    for path, methods in result["paths"].items():
        for operation in methods.values():
            operation["summary"] = _summary(path, operation)
            _complete_operation(operation)
    return result


def _summary(path: str, operation) -> str:
    """A few words for the list of operations."""
    name = operation["tags"][0]
    for ending, summary in NAMED:
        if path.endswith(ending):
            return summary
    return f"One of the {name}" if "{" in path else f"List of {name}"


def _complete_operation(operation):
    operation.pop("security", None)
    responses = operation["responses"]
    if "text/csv" in responses.get("200", {}).get("content", {}):
        responses["200"]["content"]["text/csv"] = {"schema": {"type": "string"}}
    responses["304"] = {"description": "The answer that the caller holds is still true."}
    for status, description in ERRORS.items():
        responses[status] = {
            "description": description,
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    operation.setdefault("parameters", []).extend(
        {"name": name, "in": "header", "description": text, "schema": {"type": "string"}}
        for name, text in HEADERS
    )
