"""What a process writes may find no reader any more, or no room."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator

UNREAD = 141  # as a shell tells of a process that SIGPIPE ended
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextlib.contextmanager
def that_may_end() -> Iterator[None]:
    """Ends the process quietly where nobody reads on, as `head` does not, and with one line where a disk is full."""
    try:
        try:
            yield
        finally:
            if sys.stdout:
                sys.stdout.flush()  # here: at its own end Python would tell of the trouble in its own words
    except BrokenPipeError:
        _drop_the_rest()
        sys.exit(UNREAD)
    except OSError as error:
        if error.errno not in FULL:
            raise
        _drop_the_rest()
        sys.exit(f"{error.filename or 'Output'}: {error.strerror}")


def _drop_the_rest() -> None:
    """Sends what cannot be written nowhere."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
