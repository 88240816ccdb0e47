from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Desk"

    def ready(self):
        from django.core.checks import register

        from articles.signals import revision_stored
        from claims.checks import judge_is_set_up
        from claims.tasks import extract_when_stored

        register(judge_is_set_up)
        revision_stored.connect(extract_when_stored, dispatch_uid="extract")
