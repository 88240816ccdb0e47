"""What the OpenAPI description says of every operation alike."""

ERROR = {
    "type": "object",
    "required": ["detail"],
    "properties": {
        "detail": {"type": "string", "description": "what is wrong and what to do, in one line"},
        "errors": {
            "type": "object",
            "description": "messages by parameter or field (“3.url”: the url of the fourth)",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
}
METHODS = {"get", "post", "put", "patch", "delete"}


def with_errors(result, generator, request, public):
    """Adds the errors, which are of one shape, to each operation."""
    result["components"]["schemas"]["Error"] = ERROR
    answer = {
        "description": "refused, with what to do",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
    for path in result["paths"].values():
        for method in METHODS & path.keys():
            path[method]["responses"]["4XX"] = answer
    return result
