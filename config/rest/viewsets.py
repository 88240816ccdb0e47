from rest_framework import mixins, viewsets

from config.rest.filters import Choices, refuse_unknown


class Resource(viewsets.GenericViewSet):
    """A resource that refuses parameters it does not know.

    `serializer_classes` and `querysets` name what one action has of its own; `permissions_needed`, what each
    action that writes asks of the user.
    """

    lookup_value_converter = "int"
    serializer_classes = {}
    querysets = {}
    permissions_needed = {}
    orderings = {"created_at": "pk"}
    ordering = "created_at"

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if (
            self.action in self.action_map.values()
        ):  # else there is no such method, which is answered with 405
            refuse_unknown(request.query_params, self._known_parameters())

    def get_serializer_class(self):
        return self.serializer_classes.get(self.action) or super().get_serializer_class()

    def get_queryset(self):
        return self.querysets[self.action].all() if self.action in self.querysets else super().get_queryset()

    def filter_queryset(self, queryset):
        """Filters are of lists; one row is found by its key, whatever a list leaves out."""
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    def _known_parameters(self):
        """Parameters by name, and whether each may be given several times."""
        if self.action != "list":
            return {}
        paging = {found["name"]: False for found in self.paginator.get_schema_operation_parameters(self)}
        filters = self.filterset_class.base_filters if self.filterset_class else {}
        return paging | {name: isinstance(found, Choices) for name, found in filters.items()}

    filterset_class = None


class ReadOnlyResource(mixins.ListModelMixin, mixins.RetrieveModelMixin, Resource):
    """Lists rows and shows one."""
