"""Where this checkout keeps what it makes: data under var/, sockets in a short private folder."""

import contextlib
import hashlib
import os
import stat
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent


class Unavailable(Exception):
    """Something this checkout needs cannot be had; the message says what a person can do."""


def var_dir() -> Path:
    """The folder for data, logs and locks; naming it creates nothing."""
    return Path(os.environ.get("VAR_DIR") or BASE_DIR / "var").resolve()


def made_var_dir() -> Path:
    folder = var_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"Cannot create {folder}: {error.strerror}.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Unavailable(
            f"{folder} belongs to another user. Run as that user, or set VAR_DIR to a folder of yours."
        )
    return folder


def personal_dir() -> Path:
    """Shared by all checkouts of one user."""
    return Path("/tmp") / f"claims-{os.geteuid()}"


def socket_dir() -> Path:
    """Short, because a socket's path has at most 107 bytes; one for each VAR_DIR."""
    return personal_dir() / hashlib.sha256(os.fsencode(var_dir())).hexdigest()[:12]


def postgres_socket_dir() -> Path:
    return socket_dir() / "pg"


def redis_socket() -> Path:
    return socket_dir() / "redis.sock"


def made_private(folder: Path) -> Path:
    """Creates the folder for this user alone, and refuses one that another user put in its place."""
    # Root's servers run under an account of their own, which has to pass through to its own folder inside.
    mode = 0o711 if os.geteuid() == 0 else 0o700
    with contextlib.suppress(FileExistsError):  # a file or a broken link: the check below says so
        folder.mkdir(mode=mode, exist_ok=True)
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid():
        raise Unavailable(f"{folder} belongs to someone else. Remove it, then try again.")
    folder.chmod(mode)
    return folder


def made_socket_dir() -> Path:
    made_private(personal_dir())
    return made_private(socket_dir())
