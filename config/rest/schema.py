"""What the OpenAPI description says of every operation alike."""

from drf_spectacular.openapi import AutoSchema

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


class Summarised(AutoSchema):
    """Says in a line what reading a resource gives; an action that writes says so itself."""

    def get_summary(self):
        named = {
            "list": lambda of: f"{of.verbose_name_plural.capitalize()}, page by page",
            "retrieve": lambda of: f"One {of.verbose_name}",
        }.get(getattr(self.view, "action", None))
        return super().get_summary() or (named and named(self.view.queryset.model._meta))


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
