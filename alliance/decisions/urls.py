"""Where decisions stand under an alliance's address."""

from django.urls import path

from alliance.decisions import api, views
from alliance.decisions.drafting import api as api_drafts
from alliance.decisions.exports import api as api_files
from alliance.decisions.exports import views as files

PAGES = (
    path("decisions/", views.register, name="decisions"),
    path("decisions/print/", views.printed, name="decisions_print"),
    path("decisions.csv", files.as_csv, name="decisions_csv"),
    path("decisions.xlsx", files.as_xlsx, name="decisions_xlsx"),
    path("decisions/new/", views.propose, name="decision_propose"),
    path("decisions/drafts/", views.drafts, name="decision_drafts"),
    path("decisions/drafts/<int:draft>/", views.draft, name="decision_draft"),
    path("decisions/drafts/<int:draft>/discard/", views.discard, name="decision_draft_discard"),
    path("decisions/drafts/<int:draft>/readers/<uuid:person>/take-back/", views.unshare, name="decision_draft_unshare"),
    path("decisions/drafts/<int:draft>/share/", views.share, name="decision_draft_share"),
    path("decisions/<int:number>/", views.decision, name="decision"),
    path("decisions/<int:number>/vote/", views.vote, name="decision_vote"),
    path("decisions/<int:number>/confirm/", views.confirm, name="decision_confirm"),
    path("decisions/<int:number>/record/", views.record, name="decision_record"),
    path("decisions/<int:number>/interest/", views.interest, name="decision_interest"),
    path(
        "decisions/<int:number>/interest/<uuid:interest>/withdraw/", views.withdraw_interest,
        name="decision_interest_withdraw",
    ),
    path("decisions/<int:number>/interest/<uuid:interest>/ruling/", views.ruling, name="decision_interest_rule"),
    path("decisions/<int:number>/amend/", views.amend, name="decision_amend"),
    path("decisions/<int:number>/suggest/", views.suggest, name="decision_suggest"),
    path("decisions/<int:number>/deadline/", views.deadline, name="decision_deadline"),
    path("decisions/<int:number>/withdraw/", views.withdraw, name="decision_withdraw"),
    path("decisions/<int:number>/close/", views.close, name="decision_close"),
    path("decisions/<int:number>/review/", views.review, name="decision_review"),
    path("decisions/<int:number>/act/", views.act, name="decision_act"),
)  # fmt: skip
API = (
    path("decisions/drafts", api_drafts.Drafts.as_view(), name="api_drafts"),
    path("decisions/drafts/<int:draft>", api_drafts.Draft.as_view(), name="api_draft"),
    path("decisions/drafts/<int:draft>/readers", api_drafts.Readers.as_view(), name="api_draft_readers"),
    path(
        "decisions/drafts/<int:draft>/readers/<uuid:person>", api_drafts.Reader.as_view(), name="api_draft_reader"
    ),
    path("decisions.csv", api_files.AsCsv.as_view(), name="api_decisions_csv"),
    path("decisions.xlsx", api_files.AsXlsx.as_view(), name="api_decisions_xlsx"),
    path("decisions", api.Decisions.as_view(), name="api_decisions"),
    path("decisions/<int:number>", api.Decision.as_view(), name="api_decision"),
    path("decisions/<int:number>/votes", api.Votes.as_view(), name="api_decision_votes"),
    path("decisions/<int:number>/recorded-votes", api.RecordedVotes.as_view(), name="api_decision_recorded"),
    path(
        "decisions/<int:number>/recorded-votes/<uuid:ballot>/confirm", api.ConfirmVote.as_view(),
        name="api_decision_confirm",
    ),
    path("decisions/<int:number>/revisions", api.Revisions.as_view(), name="api_decision_revisions"),
    path("decisions/<int:number>/drafted-change", api_drafts.DraftedChange.as_view(), name="api_decision_drafted"),
    path("decisions/<int:number>/suggestions", api_drafts.Suggestions.as_view(), name="api_decision_suggestions"),
    path("decisions/<int:number>/withdraw", api.Withdraw.as_view(), name="api_decision_withdraw"),
    path("decisions/<int:number>/deadline", api.Deadline.as_view(), name="api_decision_deadline"),
    path("decisions/<int:number>/close", api.CloseEarly.as_view(), name="api_decision_close"),
    path("decisions/<int:number>/interests", api.Interests.as_view(), name="api_decision_interests"),
    path(
        "decisions/<int:number>/interests/<uuid:interest>/withdraw", api.WithdrawInterest.as_view(),
        name="api_interest_withdraw",
    ),
    path("decisions/<int:number>/interests/<uuid:interest>/ruling", api.Ruling.as_view(), name="api_interest_ruling"),
    path("decisions/<int:number>/reviews", api.Reviews.as_view(), name="api_decision_reviews"),
    path("decisions/<int:number>/act", api.ActOn.as_view(), name="api_decision_act"),
)  # fmt: skip
