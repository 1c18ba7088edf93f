"""A small mail server on this machine, which speaks real SMTP (RFC 5321) and can be told to misbehave."""

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Behaviour:
    """How it answers: by verb, the replies it gives in turn before it says yes; and when it drops the line."""

    replies: dict[str, list[str]] = field(default_factory=dict)
    always: dict[str, Callable[[str], str]] = field(default_factory=dict)
    drop_after_data: int = 0
    before_yes: Callable[[], None] = lambda: None


class Session(socketserver.StreamRequestHandler):
    """One connection."""

    server: "MailServer"

    def handle(self) -> None:
        self.server.connections += 1
        self.say("220 mail.example ready")
        while line := self.rfile.readline():
            words = line.decode().strip()
            verb = words[:4].upper()
            if verb == "QUIT":
                self.say("221 bye")
                return
            if not self.answer(verb, words):
                return

    def answer(self, verb: str, words: str) -> bool:
        """Answer one command; False to drop the line."""
        reply = self.server.reply(verb, words)
        if reply:
            self.say(reply)
        elif verb == "EHLO":
            self.say("250-mail.example\r\n250 8BITMIME")
        elif verb == "DATA":
            return self.data()
        else:
            self.say("250 ok")
        return True

    def data(self) -> bool:
        self.say("354 go on")
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        refused = self.server.reply("END", "")
        if refused:
            self.say(refused)
            return True
        self.server.accept(b"".join(lines))
        if self.server.behaviour.drop_after_data:
            self.server.behaviour.drop_after_data -= 1
            self.connection.shutdown(socket.SHUT_RDWR)
            return False
        self.server.behaviour.before_yes()
        self.say("250 accepted")
        return True

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps what it accepted."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.behaviour = Behaviour()
        self.accepted: list[EmailMessage] = []
        self.connections = 0
        self.lock = threading.Lock()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def reply(self, verb: str, words: str) -> str:
        """What it was told to say instead of yes, "" for nothing."""
        with self.lock:
            waiting = self.behaviour.replies.get(verb, [])
            if waiting:
                return waiting.pop(0)
        return self.behaviour.always.get(verb, lambda words: "")(words)

    def accept(self, raw: bytes) -> None:
        with self.lock:
            self.accepted.append(message_from_bytes(raw, policy=policy.default))  # type: ignore[arg-type]  # its stub knows the old class only

    def to(self, address: str) -> list[EmailMessage]:
        """What was accepted for one person."""
        return [mail for mail in self.accepted if mail["To"] == address]


@contextmanager
def serving() -> Iterator[MailServer]:
    """A mail server while the block lasts."""
    server = MailServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
