"""The pages and the API of reading together, along one path, and what other people may not do there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.notes import actions, queries
from measures.notes.models import Note
from measures.releases.actions import open_release
from tests.cast import done
from tests.measures.notes.conftest import FIRST, SECOND

pytestmark = pytest.mark.django_db
PLACE = "view=HOM&period=2024%2F25+Q1"


@pytest.fixture
def visit(client, desk):
    def enter(who, method, path, data=None, **more):
        client.force_login(
            desk.cast.people[who], backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        base = f"/api/v1/alliances/{desk.slug}/" if more else f"/a/{desk.slug}/"
        return getattr(client, method)(f"{base}measures/{path}", data, **more)

    return enter


def page(answer):
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_a_note_is_written_put_right_and_taken_back_on_its_pages(visit, client, desk):
    assert "Not heard yet." in page(visit("homes", "get", f"M-01/notes/?{PLACE}"))
    form = {"voice": "provider", "words": "Evictions <b>bunched</b>", "asks": "Why then?"}
    answer = visit("homes", "post", f"M-01/notes/write/?{PLACE}", form)
    assert answer.status_code == 302
    mine, others = (
        page(visit("homes", "get", f"M-01/notes/?{PLACE}")),
        page(visit("kin", "get", f"M-01/notes/?{PLACE}")),
    )
    note = Note.objects.get()
    assert "Evictions &lt;b&gt;bunched&lt;/b&gt;" in others
    assert f"notes/{note.id}/take-back/" in mine
    assert f"notes/{note.id}/" not in others
    for path in (f"/a/{desk.slug}/", f"/a/{desk.slug}/log/"):
        assert ": providers" in page(client.get(path)), path
    assert "Dora" not in others.split("<main")[1].split("</main>")[0]
    assert (
        visit("homes", "post", f"notes/{note.id}/correct/", {"words": "Evictions came early"}).status_code
        == 302
    )
    newer = Note.objects.get(corrects=note)
    assert visit("homes", "get", f"notes/{note.id}/correct/").status_code == 404
    assert visit("kin", "get", f"notes/{newer.id}/take-back/").status_code == 404
    assert "Evictions came early" in page(visit("homes", "get", f"notes/{newer.id}/take-back/"))
    assert visit("homes", "post", f"notes/{newer.id}/take-back/").status_code == 302
    after = page(visit("kin", "get", f"M-01/notes/?{PLACE}"))
    assert "Taken back by its writer." in after
    assert "Evictions" not in after


def test_a_story_told_on_its_page_stands_beside_the_chart_and_in_its_files(visit):
    assert "Tell it" in page(visit("homes", "get", "M-01/?view=HOM"))
    form = {"voice": "team", "words": "The door was answered", "will_try": "", "agreed": "on"}
    assert visit("homes", "post", f"M-01/notes/story/?{PLACE}", form).status_code == 422
    assert visit("manager", "post", f"M-01/notes/story/?{PLACE}", form | {"agreed": ""}).status_code == 422
    assert visit("manager", "post", f"M-01/notes/story/?{PLACE}", form).status_code == 302
    html = page(visit("kin", "get", "M-01/?view=HOM"))
    assert "The door was answered" in html
    assert "What we will try" not in html
    assert "Nobody has told the story yet" not in html
    assert "No voice is heard yet on 2024/25 Q1." in html
    assert "The door was answered" not in page(visit("kin", "get", "M-01/"))
    told = visit("kin", "get", "M-01/chart?view=HOM", content_type="application/json").json()["spec"]["story"]
    assert told["changed"] == "The door was answered"


def test_the_page_of_a_release_in_the_making_asks_what_is_expected(visit, desk):
    desk.send(SECOND)
    done(open_release(desk.caller("manager"), period=desk.periods[SECOND]))
    assert "Write what you expect" in page(visit("homes_data", "get", "releases/2/"))
    assert "Write what you expect" not in page(visit("homes_data", "get", "releases/1/"))
    form = {"measure": "M-01", "view": "alliance", "voice": "frontline", "words": "A post is empty"}
    assert visit("homes_data", "post", "releases/2/expect/", form).status_code == 302
    assert "A post is empty" in page(visit("homes_data", "get", "releases/2/expect/"))
    assert "A post is empty" not in page(visit("kin", "get", "releases/2/expect/"))
    note = Note.objects.get()
    answer = visit("homes_data", "post", f"notes/{note.id}/correct/", {"words": "Two posts are empty"})
    assert answer["Location"].endswith("/releases/2/expect/")
    assert "Two posts are empty" in page(visit("homes_data", "get", "releases/2/expect/"))
    newer = Note.objects.get(corrects=note)
    assert visit("homes_data", "post", f"notes/{newer.id}/take-back/")["Location"].endswith(
        "/releases/2/expect/"
    )
    assert "posts are empty" not in page(visit("homes_data", "get", "releases/2/expect/"))
    assert "Write what you expect" not in page(visit("manager", "get", "releases/2/"))
    assert "You read along here" in page(visit("facilitator", "get", "releases/2/expect/"))
    assert "is not in the making any more" in page(visit("kin", "get", "releases/1/expect/"))
    assert visit("kin", "get", "releases/9/expect/").status_code == 404


def test_programs_do_the_same_and_are_refused_the_same(visit):
    sent = {"view": "HOM", "period": FIRST, "voice": "provider", "words": "Evictions bunched"}
    how = {"content_type": "application/json"}
    assert (
        visit("homes", "post", "M-01/notes", sent | {"voice": "lived"}, **how).json()["code"]
        == "not_your_voice"
    )
    made = visit("homes", "post", "M-01/notes", sent, **how)
    assert (made.status_code, made.json()["teller"]) == (201, "Providers")
    assert visit("homes", "post", "M-01/stories", sent | {"agreed": False}, **how).status_code == 422
    assert visit("homes", "post", "M-01/stories", sent | {"agreed": True}, **how).status_code == 201
    found = visit("kin", "get", "M-01/notes?view=HOM", **how).json()
    assert [len(voice["notes"]) for voice in found["voices"]] == [0, 1, 0, 0]
    note = made.json()["id"]
    assert visit("kin", "post", f"notes/{note}/correction", {"words": "No"}, **how).status_code == 403
    again = visit("homes", "post", f"notes/{note}/correction", {"words": "Early"}, **how).json()
    assert (again["words"], again["earlier"]) == ("Early", ["Evictions bunched"])
    assert visit("kin", "post", f"notes/{again['id']}/taking-back", **how).status_code == 403
    gone = visit("homes", "post", f"notes/{again['id']}/taking-back", **how).json()
    assert (gone["taken_back"], gone["words"]) == (True, "")
    assert visit("kin", "get", "M-01/notes?view=nobody", **how).status_code == 404
    assert visit("kin", "get", "M-01/notes?period=2030", **how).status_code == 404


def test_a_page_that_many_wrote_on_asks_as_many_questions_as_one_with_a_single_note(desk):
    place = {"measure": "M-01", "view": "HOM", "period": FIRST}

    def asked():
        viewer = desk.viewer("homes")
        with CaptureQueriesContext(connection) as seen:
            queries.together(viewer, "M-01", view="HOM")
        return len(seen)

    done(actions.write_note(desk.caller("homes"), voice="provider", words="One", **place))
    first = asked()
    for who in ("homes", "kin", "council"):
        done(actions.write_note(desk.caller(who), voice="frontline", words="More", **place))
        done(actions.tell_story(desk.caller(who), voice="frontline", words="So", agreed=True, **place))
    assert asked() == first == 12
