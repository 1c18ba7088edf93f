"""Where reviews stand."""

from django.urls import path

from meetings.reviews import queries
from meetings.reviews.api import reading, running
from meetings.reviews.views import front, keys, room
from meetings.reviews.words import WRITTEN

ONE = "reviews/<int:number>/"
PAGES = (
    path("reviews/", front.reviews, name="reviews"),
    path("reviews/new/", front.propose, name="review_propose"),
    path("reviews/covenant/", front.covenant, name="covenant"),
    path("reviews/dangers/", front.hazards, name="review_hazards"),
    *(path(f"reviews/library/{kind}/", front.shelf, {"kind": kind}, name=f"review_shelf_{kind}") for kind in queries.SHELVES),
    path("reviews/library.csv", front.library_file, name="review_lines"),
    path("reviews/released/<int:number>/", front.release, name="release_of_review"),
    path("reviews/released/<int:number>/document.docx", front.release_file, name="release_document"),
    path("reviews/released/<int:number>/<int:version>/", front.release, name="release_version"),
    path(ONE, room.review, name="review"),
    *(path(f"{ONE}write/{stage}/", room.write, {"stage": stage}, name=f"review_write_{stage}") for stage in map(str, WRITTEN)),
    path(f"{ONE}change/<uuid:line>/", room.change, name="review_change_line"),
    *(path(f"{ONE}{verb}/", room.do, {"verb": verb}, name=f"review_{verb}") for verb in room.VERBS),
    *(path(f"{ONE}{verb}/", room.leave, {"verb": verb}, name=f"review_{verb}") for verb in room.LEAVES),
    path(f"{ONE}ticket/", keys.ticket, name="review_ticket"),
    path(f"{ONE}part/", keys.part, name="review_part"),
    path(f"{ONE}pieces/", keys.pieces, name="review_pieces"),
    path(f"{ONE}check/", keys.check, name="review_check"),
    path(f"{ONE}correct/", keys.correct, name="review_correct"),
    path(f"{ONE}hand-over/", keys.hand_over, name="review_hand_over"),
)  # fmt: skip
API = (
    path("covenant/", reading.Covenants.as_view(), name="api_covenant"),
    path("reviews/", running.Reviews.as_view(), name="api_reviews"),
    path("reviews/released/", reading.Releases.as_view(), name="api_releases_of_reviews"),
    path("reviews/released/<int:number>/", reading.Release.as_view(), name="api_release_of_review"),
    path("reviews/library/", reading.Library.as_view(), name="api_review_library"),
    path("reviews/dangers/", reading.Dangers.as_view(), name="api_review_hazards"),
    path(ONE, running.Review.as_view(), name="api_review"),
    path(f"{ONE}check/", running.Check.as_view(), name="api_review_check"),
    *(path(f"{ONE}{verb}/", view.as_view(), name=f"api_review_{verb}") for verb, view in running.VERBS.items()),
)  # fmt: skip
