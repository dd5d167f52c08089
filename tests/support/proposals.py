"""Proposals for tests: begun, put up, refused and linked by the actions that the desk's forms call."""

from typing import Any

from app.domain.lifecycles import FeedbackState, ProposalState, SafeCopyState
from app.domain.proposal_parts import Parts, join_parts
from app.models.proposals import Proposal
from app.models.stewardship import SafeCopy, Theme, ThreadTheme
from app.rooms.accounts.circles import CircleName, get_circle
from app.rooms.feedback.messages import seal_for_participant
from app.rooms.feedback.threads import get_thread_by_ref, move_thread
from app.rooms.proposals.behind import Links, link_voices
from app.rooms.proposals.drafts import Draft
from app.rooms.proposals.opening import open_for_support
from app.rooms.proposals.queries import get_proposal_by_ref
from app.rooms.proposals.screening import Refusal, screen_out
from app.rooms.proposals.writing import Typed, keep_draft, put_new_version, start_from_voice, start_own
from app.vault.boxes import seal_text
from tests.support.organisation import World
from tests.support.sign_in import actor_of
from tests.support.voices import Voice, speak, week_now

TITLE = "Stay open late on Thursdays"
CHANGE = "Keep the drop-in open until eight on Thursdays. Start next month."
WORDS = Draft(
    title=TITLE,
    change=CHANGE,
    problem="The drop-in closes at four, before many people wake up.",
    trade_off="Fewer people use alone at night. One more paid shift is needed.",
    matter="services",
)


def begin(world: World, *, by: str = "member1", words: Draft = WORDS) -> str:
    """A draft of this person's own; returns its reference."""
    actor, today = actor_of(world, by), world.now.date()
    with world.database.write() as session:
        proposal = start_own(session, actor, today=today)
        typed = Typed(words, proposal.version)
        keep_draft(session, actor, proposal, typed=typed, today=today)
        return proposal.ref


def put_up(world: World, *, by: str = "member1", words: Draft = WORDS) -> str:
    """A proposal that is open for support."""
    ref = begin(world, by=by, words=words)
    open_it(world, ref)
    return ref


def open_it(world: World, ref: str, *, by: str = "steward") -> None:
    """Put a draft up."""
    actor = actor_of(world, by)
    with world.database.write() as session:
        proposal = get_proposal_by_ref(session, ref)
        open_for_support(session, actor, proposal, version=proposal.version, today=world.now.date())


def refuse(world: World, ref: str, *, by: str = "steward", words: str = "It names a neighbour.") -> None:
    """Screen a draft out."""
    actor = actor_of(world, by)
    with world.database.write() as session:
        proposal = get_proposal_by_ref(session, ref)
        refusal = Refusal("names_someone", words, proposal.version)
        screen_out(session, actor, proposal, refusal=refusal, today=world.now.date())


def change_words(world: World, ref: str, words: Draft, *, why: str = "People asked for it.") -> None:
    """A new version of an open proposal."""
    actor = actor_of(world, "member1")
    with world.database.write() as session:
        proposal = get_proposal_by_ref(session, ref)
        typed = Typed(words, proposal.version, why)
        put_new_version(session, actor, proposal, typed=typed, today=world.now.date())


def in_state(world: World, ref: str, state: ProposalState) -> None:
    """Set a state as it stands in the row, whatever led there."""
    with world.database.write() as session:
        get_proposal_by_ref(session, ref).state = state.value


def proposal_of(world: World, ref: str) -> Proposal:
    """The row as it stands."""
    with world.database.read() as session:
        return get_proposal_by_ref(session, ref)


def agreed_voice(world: World, copy: str = CHANGE, **chosen: Any) -> Voice:
    """A voice whose person agreed to this safe copy."""
    voice, week = speak(world, copy, **chosen), week_now(world)
    author = actor_of(world, "steward").account_id
    with world.database.write() as session:
        thread = get_thread_by_ref(session, voice.ref)
        move_thread(session, thread, to=FeedbackState.BEING_LOOKED_AT, week=week)
        desk = get_circle(session, CircleName.DESK)
        session.add(
            SafeCopy(
                thread_id=thread.id,
                number=1,
                state=SafeCopyState.AGREED.value,
                desk_circle_id=desk.id,
                sealed_for_desk=seal_text(desk.public_key, copy),
                sealed_for_receipt=seal_for_participant(thread, copy),
                author_id=author,
            )
        )
    return voice


def proposed_voice(world: World, **chosen: Any) -> Voice:
    """A voice as ``/proposals/new`` sends it, with an agreed safe copy in the same parts."""
    text = join_parts(Parts(CHANGE, TITLE, WORDS.problem))
    return agreed_voice(world, text, asks_board=True, **chosen)


def from_voice(world: World, voice: Voice) -> str:
    """The draft of a participant's proposal, ready to be put up."""
    actor, today = actor_of(world, "steward"), world.now.date()
    with world.database.write() as session:
        thread = get_thread_by_ref(session, voice.ref)
        proposal = start_from_voice(session, actor, thread, today=today)
        keep_draft(session, actor, proposal, typed=Typed(WORDS, proposal.version), today=today)
        return proposal.ref


def theme(world: World, slug: str, name: str, *voices: Voice) -> None:
    """A theme, given to these voices."""
    with world.database.write() as session:
        row = Theme(slug=slug, name=name)
        session.add(row)
        session.flush()
        for voice in voices:
            thread = get_thread_by_ref(session, voice.ref)
            session.add(ThreadTheme(thread_id=thread.id, theme_id=row.id))


def link(world: World, ref: str, *, voices: tuple[str, ...] = (), themes: tuple[str, ...] = ()) -> None:
    """Make these the voices and themes behind a proposal."""
    actor, week = actor_of(world, "steward"), week_now(world)
    with world.database.write() as session:
        proposal = get_proposal_by_ref(session, ref)
        links = Links(voices, themes)
        link_voices(session, actor, proposal, links=links, version=proposal.version, week=week)


def editor_fields(world: World, ref: str, **typed: str) -> dict[str, str | list[str]]:
    """The desk's form on the row as it stands, with a draft's words in it."""
    words: dict[str, str | list[str]] = {
        "title": TITLE,
        "change": CHANGE,
        "problem": "",
        "trade_off": "",
        "matter": "services",
        "power": "recommend",
        "base": "",
        "version": str(proposal_of(world, ref).version),
    }
    return {**words, **typed}


def new_version(world: World, ref: str, **typed: str) -> dict[str, str | list[str]]:
    """The same for a proposal that is open: its words as they stand, and a reason."""
    own = {"problem": WORDS.problem, "trade_off": WORDS.trade_off, "why_changed": "People asked for it."}
    return editor_fields(world, ref, **{**own, **typed})
