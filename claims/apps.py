from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Desk"

    def ready(self):
        from articles.signals import revision_stored
        from claims.tasks import extract_when_stored

        revision_stored.connect(extract_when_stored, dispatch_uid="extract")
