"""The product's settings on services of the tests' own: nothing of a demo or another checkout is touched."""

import os
import re
from pathlib import Path

_worker = int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or -1)
_here = Path(__file__).resolve().parent.parent

os.environ["VAR_DIR"] = os.environ.get("TEST_VAR_DIR") or str(_here / "var" / "test")
os.environ["REDIS_DATABASE"] = str(
    _worker + 1
)  # each worker of pytest-xdist has its own, as it has its own database
os.environ.setdefault("POSTGRES_OPTIONS", "-c fsync=off -c full_page_writes=off -c synchronous_commit=off")

from config.settings import *  # noqa: E402, F403
from config.settings import STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns where collectstatic never ran
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick
