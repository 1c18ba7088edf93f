"""Marlhaven's data leads at their desks: a sheet sent through the real page, checked as the worker does it."""

from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import resolve, reverse

from alliance.jobs.models import Job, State
from alliance.jobs.tasks import run_job
from measures.uploads.models import Draft
from tests.measures.town import Town
from tests.measures.uploads.cast import demo

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SLUG = "marlhaven"


def work():
    """Do every job that waits, as a worker would."""
    for job in Job.objects.filter(state=State.QUEUED).order_by("asked_at"):
        run_job.func(str(job.pk))


class Desk:
    """One person with a browser."""

    def __init__(self, town: Town, first: str) -> None:
        self.town, self.client = town, Client()
        self.client.force_login(town.person(first), backend=BACKEND)

    def get(self, name, *args, **query):
        return self.client.get(reverse(name, args=[SLUG, *args]), query)

    def post(self, name, *args, **fields):
        return self.client.post(reverse(name, args=[SLUG, *args]), fields)

    def send(self, period, data, name="sheet.csv", **fields):
        """Send a file (or a demo file by its name) for a period such as 2025-26-q1."""
        content = demo(data) if isinstance(data, str) else data
        org = self.client.get(reverse("upload", args=[SLUG, period])).context["opened"].senders[0].org
        sheet = SimpleUploadedFile(name, content)
        return self.post("upload", period, sheet=sheet, org=str(org), **fields)

    def draft(self, period, data, name="sheet.csv"):
        """Send, let the worker check, and answer the draft."""
        answer = self.send(period, data, name)
        assert answer.status_code == 302, text(answer)
        work()
        return Draft.objects.get(id=resolve(urlsplit(answer["Location"]).path).kwargs["id"])

    def page(self, draft):
        return text(self.get("upload_draft", draft.id))

    def answer(self, draft):
        """Answer every open question as it was proposed, and let the sheet be checked again."""
        asked = self.get("upload_draft", draft.id).context["draft"].questions
        answer = self.post(
            "upload_answers", draft.id, **{f"answer:{one.key}": one.options[0][0] for one in asked}
        )
        assert answer.status_code == 302, text(answer)
        work()

    def commit(self, draft, **fields):
        return self.post("upload_commit", draft.id, **fields)


def text(answer):
    """What a page says, entities undone."""
    return answer.content.decode().replace("&quot;", '"').replace("&#x27;", "'").replace("&gt;", ">")
