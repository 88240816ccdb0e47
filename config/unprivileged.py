"""For root, as whom PostgreSQL refuses to run: another account, and places that it can reach."""

import contextlib
import os
import pwd
import secrets
import shutil
import subprocess
from pathlib import Path

from config.places import Unavailable

ACCOUNTS = ("postgres", "_postgres", "nobody")
HOMES = Path("/var/lib")


def identity(data: Path) -> dict:
    """Popen's options for the account that owns the data, or that is to own it."""
    owner = [pwd.getpwuid(data.stat().st_uid).pw_name] if data.exists() else []
    for name in (*owner, *ACCOUNTS):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            if entry.pw_uid != 0:
                return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise Unavailable("PostgreSQL does not run as root, and there is no account postgres or nobody for it.")


def give(folder: Path, identity: dict) -> None:
    """Makes the account the owner; without one the folder stays ours."""
    if identity:
        os.chown(folder, identity["user"], identity["group"])


def can_enter(folder: Path, identity: dict) -> bool:
    """Tried for real: permission bits alone do not tell."""
    command = ["sh", "-c", 'cd "$0"', str(folder)]
    return subprocess.run(command, cwd="/", stderr=subprocess.DEVNULL, **identity).returncode == 0


def can_run(program: Path, identity: dict) -> bool:
    try:
        return (
            subprocess.run([program, "--version"], cwd="/", capture_output=True, **identity).returncode == 0
        )
    except PermissionError:
        return False


def new_home(link: Path) -> None:
    """A place for the data outside a checkout in private folders; the link in the checkout leads there."""
    home = HOMES / f"claims-{secrets.token_hex(6)}"
    home.mkdir()
    home.chmod(0o711)
    (home / "README").write_text(f"The database of {link.parent}, which lies in private folders.\n")
    link.unlink(missing_ok=True)
    link.symlink_to(home / "data")


def copied(installation: Path, version: str) -> Path:
    """The programs where any account can read them, once for the machine."""
    package = installation.parent
    copy = HOMES / f"claims-{installation.name}-{version}"
    if not copy.exists():
        fresh = copy.with_name(f"{copy.name}.{secrets.token_hex(4)}")
        shutil.copytree(installation, fresh / package.name / installation.name, symlinks=True)
        for libraries in (Path(f"{package.name}.libs"), Path(package.name) / ".dylibs"):  # Linux; macOS
            if (package.parent / libraries).exists():
                shutil.copytree(package.parent / libraries, fresh / libraries, symlinks=True)
        _open_to_all(fresh)
        try:
            fresh.rename(copy)
        except OSError:  # another checkout was quicker
            shutil.rmtree(fresh)
    return copy / package.name / installation.name


def _open_to_all(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
