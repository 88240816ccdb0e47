"""Errors as JSON: always a `detail` that says what to do, and `errors` by field where there are several."""

import logging

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from redis.exceptions import RedisError
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.views import exception_handler

log = logging.getLogger(__name__)


class Conflict(APIException):
    """The request is well formed, and the state of things forbids it."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"

    def __init__(self):
        super().__init__(
            f"A request has at most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes. Send it in parts."
        )


class Unavailable(APIException):
    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = "The database or Redis does not answer. Nothing was changed; try again in a moment."
    default_code = "unavailable"
    wait = 5


def handle(error, context):
    """The response to an exception, or None for one that nobody foresaw."""
    if isinstance(error, (OperationalError, InterfaceError, RedisError)):
        log.error("%s %s: %s", context["request"].method, context["request"].path, error)
        error = Unavailable()
    elif isinstance(error, RequestDataTooBig):
        error = TooLarge()
    response = exception_handler(error, context)
    if isinstance(error, ValidationError):
        errors = dict(_by_field(error.detail))
        response.data = {"detail": _in_a_line(errors), "errors": errors}
    return response


def _by_field(detail, path=""):
    """Pairs of a dotted path ("3.url") and its messages, of whatever nesting."""
    if isinstance(detail, dict):
        parts = detail.items()
    elif any(isinstance(part, (dict, list)) for part in detail):
        parts = enumerate(detail)
    else:
        if detail:
            yield path or "non_field_errors", [str(message) for message in detail]
        return
    for key, part in parts:
        yield from _by_field(part, f"{path}.{key}" if path else str(key))


def _in_a_line(errors):
    lines = [
        " ".join(messages) if field.endswith("non_field_errors") else f"{field}: {' '.join(messages)}"
        for field, messages in errors.items()
    ]
    return "; ".join(lines)


@csrf_exempt
def nothing_here(request, path):
    """Answers for addresses that name no resource; a forgotten slash at the end is added."""
    if request.method in ("GET", "HEAD") and not path.endswith("/"):
        return redirect(request.get_full_path(force_append_slash=True))
    hint = "" if path.endswith("/") else " Addresses end with a slash."
    return JsonResponse({"detail": f"There is nothing here.{hint} /api/v1/ lists what there is."}, status=404)
