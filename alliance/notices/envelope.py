"""A letter as an e-mail: text and HTML, a Message-ID of its own, and the headers by which one click ends its kind."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from alliance.notices.links import Stop, stop_address, whole
from alliance.notices.models import Letter
from alliance.notices.writing import Words
from alliance.wings.offers import Attachment
from frontend.plain import one_line

LONGEST_SUBJECT = 180
ON_FILE = "django.core.mail.backends.filebased.EmailBackend"


def envelope(letter: Letter, words: Words) -> EmailMultiAlternatives:
    """The e-mail for one letter; the same letter has the same Message-ID each time it is made."""
    stop = stop_address(Stop(letter.person_id, letter.alliance))
    context = {
        "name": str(letter.person), "words": words, "site": settings.SITE_ADDRESS, "at_once": bool(letter.alliance),
        "choices": whole(reverse("notices")), "stop": stop,
    }  # fmt: skip
    mail = EmailMultiAlternatives(
        one_line(words.subject)[:LONGEST_SUBJECT],
        render_to_string("alliance/notices/letter.txt", context),
        to=[letter.person.email],
        headers=_headers(letter.id, stop),
    )
    mail.attach_alternative(render_to_string("alliance/notices/letter.html", context), "text/html")
    for attach in (notice.attach for part in words.parts for notice in part.notices if notice.attach):
        _add(mail, attach(letter.person_id))
    return mail


def on_file() -> bool:
    """Whether letters are only written to files, because no mail server is set."""
    return str(settings.EMAIL_BACKEND) == ON_FILE


def _add(mail: EmailMultiAlternatives, file: Attachment) -> None:
    """What calendars read is the same news in another form, and goes beside the text and the HTML (RFC 6047, 2.4)."""
    if file.kind.startswith("text/calendar"):
        mail.attach_alternative(file.data.decode().replace("\r\n", "\n"), file.kind)
    else:
        mail.attach(file.name, file.data, file.kind)


def message_id(letter: UUID) -> str:
    """By which a receiver can tell a letter that came twice."""
    return f"<letter-{letter}@{urlsplit(settings.SITE_ADDRESS).hostname}>"


def _headers(letter: UUID, stop: str) -> dict[str, str]:
    """RFC 8058 for the one click, RFC 3834 so that no holiday message answers."""
    return {
        "Message-ID": message_id(letter), "Auto-Submitted": "auto-generated", "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }  # fmt: skip
