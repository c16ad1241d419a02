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
HEADERS = (
    ("Accept-Language", "`pl` (default) or `en`."),
    ("If-None-Match", "The `ETag` of an earlier answer: 304 when nothing has changed."),
)


def complete(result, generator, request, public):
    """Add to every operation what `drf-spectacular` cannot see."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    for methods in result["paths"].values():
        for operation in methods.values():
            _complete_operation(operation)
    return result


def _complete_operation(operation):
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
