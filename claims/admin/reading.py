"""What the desk reads and never writes, and what it need not read."""

UNREAD_OF_A_LINK = [
    "passage__embedding",
    "passage__search",
    "passage__revision__text",
    "passage__revision__original",
]


class ReadOnly:
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
