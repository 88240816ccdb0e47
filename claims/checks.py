"""What must be right in the settings before work begins."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error

ENDPOINT = "claims.linking.endpoint.judge"


def judge_is_set_up(**_):
    """Errors in what the judge that asks an endpoint is told, where it is the one that judges."""
    if settings.RELATION_JUDGE != ENDPOINT:
        return []
    right = {
        "JUDGE_URL": (
            _is_address(settings.JUDGE_URL),
            "the endpoint's address up to /v1, with http:// or https://",
        ),
        "JUDGE_MODEL": (bool(settings.JUDGE_MODEL), "the name of the model that is to be asked"),
        "JUDGE_TIMEOUT": (settings.JUDGE_TIMEOUT > 0, "seconds above 0"),
        "JUDGE_TRIES": (settings.JUDGE_TRIES >= 1, "a number from 1"),
        "JUDGE_TOKENS_A_DAY": (settings.JUDGE_TOKENS_A_DAY >= 0, "a number from 0"),
    }
    return [
        Error(
            f"RELATION_JUDGE is {ENDPOINT}, and {name} is not right.",
            hint=f"It takes {what}.",
            id="claims.E001",
        )
        for name, (is_right, what) in right.items()
        if not is_right
    ]


def _is_address(url):
    try:
        return urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        return False
