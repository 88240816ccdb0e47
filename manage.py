#!/usr/bin/env python
"""Runs a command, with PostgreSQL and Redis at hand where it needs them."""

import contextlib
import os
import signal
import sys

WITHOUT_SERVICES = {
    "collectstatic",
    "diffsettings",
    "extract",
    "findstatic",
    "help",
    "makemessages",
    "spectacular",
    "worthiness",
}
LOCAL_JUDGE = "claims.linking.relations.judge"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not here. Run `make serve` once; then use .venv/bin/python manage.py.")
    from config import processes, services, streams

    processes.stop_with_starter()
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: sys.exit(128 + number))  # so that what was started is stopped
    with streams.that_may_end():
        try:
            with services.running() if needs_services(sys.argv[1:]) else contextlib.nullcontext():
                execute_from_command_line(sys.argv)
        except services.Unavailable as trouble:
            sys.exit(str(trouble))
        except KeyboardInterrupt:
            sys.exit(130)


def needs_services(arguments: list[str]) -> bool:
    if not arguments or arguments[0].startswith("-") or {"--help", "-h", "--version"} & set(arguments):
        return False
    if arguments[0] == "check":
        return "--database" in arguments
    if arguments[0] == "relate":  # another judge may ask Redis, as that of an endpoint does
        return os.environ.get("RELATION_JUDGE", LOCAL_JUDGE) != LOCAL_JUDGE
    return arguments[0] not in WITHOUT_SERVICES


if __name__ == "__main__":
    main()
