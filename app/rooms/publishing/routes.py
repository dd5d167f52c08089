"""Pages for everybody: `/`, `/answers`, `/about/privacy`, `/open-data`, `/feeds`. No cookie, no script."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.rooms.answers.more_time import list_more_time
from app.rooms.care.alerts import list_current
from app.rooms.feedback.clocks import get_clock_history
from app.rooms.publishing import queries
from app.rooms.publishing.open_data import as_csv, as_json
from app.rooms.publishing.pages import (
    AnswerPage,
    AnswersPage,
    FeedPage,
    HomePage,
    OpenDataPage,
    PosterPage,
    PrivacyPage,
)
from app.rooms.publishing.posters import qr_of
from app.web.addresses import see_other
from app.web.page_cache import keep
from app.web.render import render
from app.web.requests import Facts, Now, ReadSession

router = APIRouter()

ANSWER_FIELDS = (
    "ref",
    "published_on",
    "outcome",
    "title",
    "you_said",
    "you_said_is_quote",
    "body",
    "reason",
    "by_on",
    "signed_by",
    "language",
    "themes",
    "voices",
    "replaces",
)
FEED_LENGTH = 20


@router.get("/", name="home")
def home(request: Request, session: ReadSession, facts: Facts, now: Now) -> Response:
    """What this is, what one can do here, the newest answers, and when the board meets."""
    keep(request, until=facts.day_ends_at(now))
    page = HomePage(
        about=facts.about,
        about_language=facts.default_language,
        is_open=facts.is_founded,
        newest=queries.list_newest(session),
        meeting=queries.find_next_meeting(session, facts.today(now)),
        alerts=len(list_current(session, facts.today(now))),
    )
    return render(request, "publishing/home.html", page)


@router.get("/answers", name="answers")
def answers(
    request: Request,
    session: ReadSession,
    theme: str = "",
    older: str = "",
    newer: str = "",
    ref: str = "",
) -> Response:
    """Every published answer, newest first, all or of one theme; ``ref`` leads to the one of a poster."""
    keep(request)
    if ref and (found := queries.find_answer_ref(session, ref)):
        return see_other(request, "answer", ref=found)
    chosen = queries.get_theme(session, theme) if theme else None
    page = AnswersPage(
        found=queries.list_answers(session, theme=chosen, older=older, newer=newer),
        themes=queries.list_answered_themes(session),
        theme=chosen,
        more_time=() if chosen or older or newer else list_more_time(session),
        sought=ref,
    )
    return render(request, "publishing/answers.html", page, status=404 if ref else 200)


@router.get("/answers/{ref}", name="answer")
def answer(request: Request, session: ReadSession, ref: str) -> Response:
    """One answer at the address that stays its own."""
    keep(request)
    return render(request, "publishing/answer.html", AnswerPage(queries.get_answer(session, ref)))


@router.get("/answers/{ref}/poster", name="answer_poster")
def poster(request: Request, session: ReadSession, ref: str) -> Response:
    """One answer as a sheet for the wall, with the name by which anybody finds it without a code."""
    keep(request)
    base = request.app.state.settings.effective_base_url
    found = queries.get_answer(session, ref)
    page = PosterPage(found, base.split("://", 1)[-1], qr_of(f"{base}/answers/{found.view.ref}"))
    return render(request, "publishing/poster.html", page)


@router.get("/about/privacy", name="privacy")
def privacy(request: Request, session: ReadSession, facts: Facts, now: Now) -> Response:
    """What we can and cannot protect."""
    keep(request, until=facts.day_ends_at(now))
    clocks = get_clock_history(session).on(facts.today(now))
    page = PrivacyPage(
        purge_days=clocks.purge_days,
        receipt_months=clocks.receipt_days * 12 // 365,
        silence_weeks=clocks.silence_weeks,
        outside_reader_named=facts.outside_reader_named,
    )
    return render(request, "publishing/privacy.html", page)


@router.get("/open-data", name="open_data")
def open_data(request: Request) -> Response:
    """What the files hold, and how to check them."""
    keep(request)
    return render(request, "publishing/open_data.html", OpenDataPage(ANSWER_FIELDS))


@router.get("/open-data/answers.json", name="answers_json")
def answers_json(request: Request, session: ReadSession) -> Response:
    """All published answers with what opens their commitments."""
    keep(request)
    return Response(as_json(queries.list_answer_items(session)), media_type="application/json")


@router.get("/open-data/answers.csv", name="answers_csv")
def answers_csv(request: Request, session: ReadSession) -> Response:
    """The same as a table."""
    keep(request)
    body = as_csv(queries.list_answer_items(session), ANSWER_FIELDS)
    as_file = {"Content-Disposition": 'inline; filename="answers.csv"'}
    return Response(body, media_type="text/csv", headers=as_file)


@router.get("/feeds/answers.atom", name="answers_feed")
def answers_feed(request: Request, session: ReadSession) -> Response:
    """The newest answers for a feed reader (RFC 4287)."""
    keep(request)
    newest = queries.list_newest(session, most=FEED_LENGTH)
    days = [one.published_on for one in newest if one.published_on]
    page = FeedPage(
        base=request.app.state.settings.effective_base_url,
        answers=newest,
        updated_on=max(days, default=None) or queries.get_founding_day(session),
    )
    feed = render(request, "publishing/answers.atom", page)
    feed.headers["Content-Type"] = "application/atom+xml; charset=utf-8"
    return feed
