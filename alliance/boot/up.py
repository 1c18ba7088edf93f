"""`up`: from a fresh checkout to a running alliance, and the same again in under three seconds the next time."""

import argparse
import os
import socket
import subprocess
import sys
import time

from alliance.boot import frontend, prepared, system
from alliance.boot.children import Child, Stopped, keep_running, stop, stop_on_signals
from alliance.boot.places import ROOT, Stop, keep_bytecode, say

HOST = "127.0.0.1"
OWN = 0o077  # the database, letters and keys are for this account alone
PATIENCE = 60.0  # seconds for the web server's first answer


def options(arguments: list[str]) -> argparse.Namespace:
    """`port` and `demo`, from the command line."""
    parser = argparse.ArgumentParser("manage.py up", description="Start Alliance on this machine.")
    parser.add_argument("--port", type=int, default=8000, help="where the pages are served (8000)")
    parser.add_argument(
        "--no-demo", dest="demo", action="store_false", help="start without the demo alliance"
    )
    return parser.parse_args(arguments)


def up(arguments: list[str]) -> int:
    """Prepare everything, run the web server and the worker until Ctrl-C or TERM; answers an exit code."""
    chosen = options(arguments)
    os.umask(OWN)
    keep_bytecode()
    frontend.ensure()
    os.environ.setdefault("ALLIANCE_ADDRESS", f"http://localhost:{chosen.port}")
    return serve(chosen.port, demo=chosen.demo)


def require_free(port: int) -> None:
    """Raise Stop where the port is out of range or taken."""
    if not 1 <= port <= 65535:
        raise Stop(f"{port} is not a port. Choose one from 1024 to 65535, such as --port 8001.")
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except PermissionError as refused:
        raise Stop(
            f"This account may not use port {port}. Choose one from 1024, such as --port 8001."
        ) from refused
    except OSError as taken:
        raise Stop(
            f"Port {port} is in use by another program. Choose another one: "
            f"python3 manage.py up --port {port + 1 if port < 65535 else 8001}"
        ) from taken


def prepare(*, demo: bool) -> None:
    """Migrate, load the demo into an empty database, collect static files: one child, one start of Django."""
    command = [sys.executable, str(ROOT / "manage.py"), "prepare", *([] if demo else ["--no-demo"])]
    if subprocess.run(
        command, cwd=ROOT, start_new_session=True
    ).returncode:  # so that Ctrl-C reaches us alone
        raise Stop("The database could not be prepared; the reason stands above.")


def serve(port: int, *, demo: bool) -> int:
    """Run the web server and the worker until somebody asks to stop.

    What was prepared before is served at once and looked at again beside it; cores are few, so the worker comes last.
    """
    web, worker = Child("The web server", web_command(port)), Child("The worker", worker_command())
    ready = prepared.holds(demo=demo)
    stop_on_signals()
    try:
        if not ready:
            say("Making everything ready. The first time, this takes about a minute.")
            prepare(demo=demo)
        web.start()
        _announce(port, web)
        system.mention(system.PANGO)
        if ready:
            prepare(demo=demo)
        keep_running([web, worker])
    except Stopped:
        say("Stopping.")
    finally:
        stop([web, worker])
    return 0


def web_command(port: int) -> list[str]:
    """How the web server is started."""
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    load = ["--workers", "2", "--blocking-threads", "8", "--backpressure", "64", "--respawn-failed-workers"]
    return [*server, *load, "--log-level", "error", "alliance.wsgi:application"]


def worker_command() -> list[str]:
    """How the worker is started."""
    return [sys.executable, str(ROOT / "manage.py"), "worker"]


def _announce(port: int, web: Child) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and web.process and web.process.poll() is None:
        if _answers(port):
            say(f"Alliance is running at {os.environ['ALLIANCE_ADDRESS']}  (Ctrl-C stops it)")
            return
        time.sleep(0.05)
    say("The web server has not answered yet; what it says stands above.")


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=1) as line:
            line.sendall(f"HEAD / HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n".encode())
            return line.recv(5) == b"HTTP/"
    except OSError:
        return False
