"""The whole product with one command: database, first user, then web server, worker and beat."""

import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connections
from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from config import first_user, places, processes, services
from config.first_user import FirstUser

IMPATIENCE = 60  # seconds until the address is shown even so
CHECK_UP = 5  # seconds between two looks at PostgreSQL and Redis


def run(
    host: str = "127.0.0.1",
    port: int | None = None,
    workers: int = 2,
    prepare: Callable[[], object] | None = None,
) -> int:
    """Serves until a signal says stop; calls prepare once the database is ready. Gives the exit status."""
    with processes.only_one() as lock:
        call_command("migrate", verbosity=0, interactive=False)
        user = first_user.ensure()
        if prepare is not None:
            prepare()
        _close_connections()
        with processes.free_port(host, port) as port:
            lock.write_text(processes.address(host, port))
            commands = {
                "web": ["--host", host, "--port", str(port), "--workers", str(workers)],
                "worker": [],
                "beat": [],
            }
            announcement, check_up = _Announcement(host, port, user), _CheckUp()
            return processes.supervise(commands, lambda: (announcement(), check_up()))


class _Announcement:
    """Says where to go once all parts are well, or what is not after a while."""

    def __init__(self, host: str, port: int, user: FirstUser | None) -> None:
        self.host, self.port, self.user = host, port, user
        self.until = time.monotonic() + IMPATIENCE
        self.is_made = False

    def __call__(self) -> None:
        if self.is_made:
            return
        healthy = processes.is_healthy(self.host, self.port)
        if healthy or time.monotonic() > self.until:
            self.is_made = True
            Console().print(Panel.fit(self._table(healthy), title="Policy claims", border_style="green"))

    def _table(self, healthy: bool) -> Table:
        url = processes.address(self.host, self.port)
        table = Table.grid(padding=(0, 2))
        table.add_row("address", f"[bold]{url}admin/[/]")
        if self.user:
            kept = _short(first_user.path())
            table.add_row("name", f"[bold]{self.user.name}[/]")
            table.add_row("password", f"[bold]{self.user.password}[/]" if self.user.is_new else f"in {kept}")
        table.add_row("stop", "Ctrl-C")
        if not healthy:
            table.add_row("[red]not well[/]", f"see {url}healthz and the log above")
        return table


class _CheckUp:
    """Starts PostgreSQL and Redis again where something killed them."""

    def __init__(self) -> None:
        self.next = time.monotonic() + CHECK_UP

    def __call__(self) -> None:
        if time.monotonic() < self.next:
            return
        try:
            services.restart_missing()
        except services.Unavailable as trouble:
            processes.say("system", str(trouble))
        self.next = time.monotonic() + CHECK_UP


def _short(path) -> str:
    return str(path.relative_to(places.BASE_DIR) if path.is_relative_to(places.BASE_DIR) else path)


def _close_connections() -> None:
    """This process only watches from here on."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        connection.close_pool()
