"""The desk: who may do what in which state, grounds, appeals, and a leaf for each act."""

import pytest
from sqlalchemy import select

from app.domain.errors import IllegalMove
from app.domain.ledger import leaves
from app.domain.ledger.commitments import opens
from app.domain.ledger.leaves import RECORD, Leaf
from app.domain.lifecycles import PROPOSAL, ProposalState
from app.models.ledger import LedgerLeaf
from app.models.proposals import Proposal
from app.rooms.proposals.drafts import get_newest_version, read_draft
from app.rooms.proposals.moves import move_proposal, put_on_agenda
from app.rooms.proposals.queries import get_proposal_by_ref, list_for_agenda
from app.rooms.proposals.records import proposal_records
from tests.pages.contract import check_page
from tests.support.organisation import PEOPLE, World
from tests.support.participant import text_of, typed_in
from tests.support.proposals import (
    agreed_voice,
    begin,
    editor_fields,
    from_voice,
    in_state,
    link,
    new_version,
    open_it,
    proposal_of,
    proposed_voice,
    put_up,
    refuse,
)
from tests.support.sign_in import actor_of, desk_post, signed_in

DESK = "/desk/proposals"
DRAFTS = {"steward", "steward2", "responder", "chair", "secretary", "member1"}
SCREENS = {"steward", "steward2"}
HEARS = {*SCREENS, "outside"}
READS = set(PEOPLE) - {"administrator"}


@pytest.mark.parametrize("person", sorted(PEOPLE))
def test_each_role_reaches_what_it_may_and_nothing_else(world: World, person: str) -> None:
    client = signed_in(world, person)
    ref, voice = begin(world, by="responder"), proposed_voice(world)
    version = str(proposal_of(world, ref).version)
    reads = 200 if person in READS else 403
    assert client.get(DESK).status_code == reads
    assert client.get(f"{DESK}/{ref}").status_code == reads
    kept = desk_post(client, f"{DESK}/{ref}", editor_fields(world, ref))
    assert kept.status_code == (303 if person in DRAFTS else 403)
    assert desk_post(client, DESK).status_code == (303 if person in DRAFTS else 403)
    made = desk_post(client, f"{DESK}/from/{voice.ref}")
    assert made.status_code == (303 if person in SCREENS else 403)
    for act in ("screen", "open"):
        version = str(proposal_of(world, ref).version)
        typed: dict[str, str | list[str]] = {"version": version, "ground": "not_ours", "words": "Not ours."}
        answer = desk_post(client, f"{DESK}/{ref}/{act}", typed)
        assert answer.status_code == (403 if person not in SCREENS else 303 if act == "screen" else 409)
    taken_back = desk_post(client, f"{DESK}/{ref}/withdraw")
    assert taken_back.status_code == (403 if person != "responder" else 303)


def test_a_stranger_is_sent_to_sign_in(world: World) -> None:
    ref = begin(world)
    for path in (DESK, f"{DESK}/{ref}"):
        answer = world.browser().get(path)
        assert answer.status_code == 303
        assert "/desk/sign-in" in answer.headers["location"]


def test_a_form_without_its_token_changes_nothing(world: World) -> None:
    ref = begin(world)
    answer = signed_in(world, "steward").post(f"{DESK}/{ref}/open", data={"version": "2"})
    assert answer.status_code == 403
    assert proposal_of(world, ref).state == "draft"


@pytest.mark.parametrize("script", [False, True])
def test_the_pages_keep_the_contract_and_a_fragment_holds_the_same(world: World, script: bool) -> None:
    own = from_voice(world, proposed_voice(world))
    refused, ref = begin(world), put_up(world)
    refuse(world, refused)
    client = signed_in(world, "steward", script=script)
    for path in (DESK, *(f"{DESK}/{one}" for one in (own, refused, ref)), "/desk"):
        page = client.get(path)
        assert page.status_code == 200
        assert ("<html" in page.text) is not script
        assert script or not check_page(page.text, may_have_script=True)


@pytest.mark.parametrize(("ground", "words"), [("", "Because."), ("dislike", "Because."), ("not_ours", " ")])
def test_it_is_refused_only_on_a_stated_ground_with_public_words(
    world: World, ground: str, words: str
) -> None:
    ref = begin(world)
    typed: dict[str, str | list[str]] = {"version": "2", "ground": ground, "words": words}
    answer = desk_post(signed_in(world, "steward"), f"{DESK}/{ref}/screen", typed)
    assert answer.status_code == 422
    assert typed_in(answer, "words").strip() == words.strip()
    assert proposal_of(world, ref).state == "draft"


@pytest.mark.parametrize("person", sorted(PEOPLE))
@pytest.mark.parametrize(("outcome", "state"), [("up", "open_for_support"), ("refused", "refused_on_appeal")])
def test_an_appeal_is_heard_by_another_reader(world: World, person: str, outcome: str, state: str) -> None:
    ref = begin(world)
    refuse(world, ref, by="steward")
    assert desk_post(signed_in(world, "member1"), f"{DESK}/{ref}/appeal").status_code == 303
    typed: dict[str, str | list[str]] = {"outcome": outcome, "heard_words": "I read it again."}
    answer = desk_post(signed_in(world, person), f"{DESK}/{ref}/hear", typed)
    if person in HEARS - {"steward"}:
        assert answer.status_code == 303
        assert proposal_of(world, ref).state == state
        assert "I read it again." in text_of(world.browser().get(f"/proposals/{ref}"))
    else:
        assert answer.status_code == 403
        assert proposal_of(world, ref).state == "appealed"


def test_only_its_author_asks_again_or_takes_it_back(world: World) -> None:
    ref = begin(world)
    refuse(world, ref)
    for act in ("appeal", "withdraw"):
        assert desk_post(signed_in(world, "chair"), f"{DESK}/{ref}/{act}").status_code == 403


def test_the_desks_buttons_are_refused_in_every_other_state(world: World) -> None:
    ref = put_up(world)
    client = signed_in(world, "steward2")
    buttons = {
        "open": ProposalState.DRAFT,
        "screen": ProposalState.DRAFT,
        "hear": ProposalState.APPEALED,
        "links": None,
    }
    for state in ProposalState:
        in_state(world, ref, state)
        for button, only_in in buttons.items():
            if state is only_in or (button == "links" and state.value in ("draft", "open_for_support")):
                continue
            typed = editor_fields(
                world, ref, ground="not_ours", words="No.", outcome="up", heard_words="Yes."
            )
            answer = desk_post(client, f"{DESK}/{ref}/{button}", typed)
            assert answer.status_code == 409, (state, button)
        assert proposal_of(world, ref).state == state.value


def test_every_illegal_move_is_refused_and_leaves_no_trace(world: World) -> None:
    ref = put_up(world)
    for here, to in PROPOSAL.illegal_moves():
        in_state(world, ref, here)
        before = _leaves(world)
        with world.database.read() as session:
            proposal = get_proposal_by_ref(session, ref)
        answer = _try_move(world, proposal, to)
        assert answer == "illegal_move"
        assert proposal_of(world, ref).state == here.value
        assert _leaves(world) == before


def test_every_act_of_staff_is_a_leaf_and_the_last_one_opens_the_public_record(world: World) -> None:
    ref = begin(world)
    link(world, ref, voices=(agreed_voice(world).ref,))
    open_it(world, ref)
    desk_post(
        signed_in(world, "member1"), f"{DESK}/{ref}", new_version(world, ref, change="Open until nine.")
    )
    with world.database.write() as session:
        put_on_agenda(session, get_proposal_by_ref(session, ref), by="secretary", today=world.now.date())
    ours = [(number, leaf) for number, leaf in _leaves(world) if leaf.subject == f"proposal:{ref}"]
    acts = [leaf.act.removeprefix("proposal.") for _number, leaf in ours]
    assert acts == ["draft", "link", "open", "new_version", "put_on_agenda"]
    number, last = ours[-1]
    with world.database.read() as session:
        record = next(item for item in proposal_records(session) if item["ref"] == ref)
    ledger = record.pop("ledger")
    assert isinstance(ledger, dict)
    assert ledger["leaf"] == number
    assert opens(last.commitments[RECORD], record, salt=bytes.fromhex(str(ledger["salt"])))


def test_a_draft_commits_to_nothing_public(world: World) -> None:
    begin(world)
    assert all(not leaf.commitments for _n, leaf in _leaves(world) if leaf.act == "proposal.draft")
    with world.database.read() as session:
        assert proposal_records(session) == []


def test_participants_proposals_come_first_on_an_agenda(world: World) -> None:
    board, staff = put_up(world), put_up(world, by="responder")
    own = from_voice(world, proposed_voice(world))
    open_it(world, own)
    with world.database.read() as session:
        assert [one.proposal.ref for one in list_for_agenda(session)] == [own, board, staff]


def test_words_destroyed_after_a_final_refusal_are_gone(world: World) -> None:
    ref = begin(world)
    refuse(world, ref)
    desk_post(signed_in(world, "member1"), f"{DESK}/{ref}/appeal")
    typed: dict[str, str | list[str]] = {"outcome": "refused", "heard_words": "It does name her."}
    desk_post(signed_in(world, "outside"), f"{DESK}/{ref}/hear", typed)
    steward = actor_of(world, "steward")
    with world.database.read() as session:
        proposal = get_proposal_by_ref(session, ref)
        assert read_draft(proposal, get_newest_version(session, proposal), steward).change == ""
    assert signed_in(world, "steward").get(f"{DESK}/{ref}").status_code == 200


def _try_move(world: World, proposal: Proposal, to: ProposalState) -> str:
    try:
        with world.database.write() as session:
            row = get_proposal_by_ref(session, proposal.ref)
            move_proposal(session, row, to=to, by="secretary", today=world.now.date())
    except IllegalMove as refusal:
        return refusal.key
    return ""


def _leaves(world: World) -> list[tuple[int, Leaf]]:
    with world.database.read() as session:
        rows = session.scalars(select(LedgerLeaf).order_by(LedgerLeaf.index))
        return [(row.index, leaves.decode(row.body)) for row in rows]
