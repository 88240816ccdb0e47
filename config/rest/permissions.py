from rest_framework.permissions import SAFE_METHODS, IsAuthenticated


class ReadOrPermitted(IsAuthenticated):
    """Whoever has logged in reads; an action that writes needs the permission that its view names for it."""

    def has_permission(self, request, view):
        if not super().has_permission(request, view):
            return False
        if request.method in SAFE_METHODS or view.action is None:  # None: a method that is answered with 405
            return True
        needed = view.permissions_needed[view.action]
        self.message = f"You need the permission {needed}. Ask an administrator for it."
        return request.user.has_perm(needed)
