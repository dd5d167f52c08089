"""Who may do what: roles carry permissions, actions ask for one permission."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What an account does here; one account may have several."""

    STEWARD = "steward"
    OUTSIDE_READER = "outside_reader"
    RESPONDER = "responder"
    BOARD_MEMBER = "board_member"
    CHAIR = "chair"
    SECRETARY = "secretary"
    DIRECTOR = "director"
    TELLER = "teller"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One act on one kind of thing in one room."""

    FEEDBACK_LIST = "stewardship:feedback:list"
    FEEDBACK_OPEN = "stewardship:feedback:open"
    FEEDBACK_OPEN_OUTSIDE = "stewardship:feedback:open-outside"
    KIOSK_EDIT = "stewardship:kiosk:edit"
    PAPER_ENTER = "stewardship:paper:enter"
    WORD_HEAR = "stewardship:spoken-word:hear"
    FEEDBACK_SCREEN = "stewardship:feedback:screen"
    SAFE_COPY_WRITE = "stewardship:safe-copy:write"
    SAFE_COPY_READ = "stewardship:safe-copy:read"
    THEME_EDIT = "stewardship:theme:edit"
    HOLD_ASK = "stewardship:hold:ask"
    HOLD_CONFIRM = "stewardship:hold:confirm"
    SAFETY_HANDLE = "care:safety:handle"
    DUTY_EDIT = "care:duty:edit"
    DANGER_LIST_EDIT = "care:danger-list:edit"
    ALERT_PUBLISH = "care:alert:publish"
    HANDOVER_MAKE = "care:handover:make"
    HANDOVER_READ = "care:handover:read"
    ANSWER_DRAFT = "answers:answer:draft"
    ANSWER_PUBLISH = "answers:answer:publish"
    PROPOSAL_DRAFT = "proposals:proposal:draft"
    PROPOSAL_SCREEN = "proposals:proposal:screen"
    BOARD_READ = "board:papers:read"
    SEAT_EDIT = "board:seat:edit"
    RULEBOOK_EDIT = "board:rulebook:edit"
    MEETING_PLAN = "board:meeting:plan"
    MEETING_RUN = "board:meeting:run"
    MOTION_RUN = "board:motion:run"
    VOTE_CAST = "board:vote:cast"
    MINUTES_WRITE = "board:minutes:write"
    STIPEND_PAY = "board:stipend:pay"
    REPLY_WRITE = "decisions:reply:write"
    BOARD_REPLY_WRITE = "decisions:board-reply:write"
    POLICY_EDIT = "decisions:policy:edit"
    STEP_EDIT = "decisions:step:edit"
    BALLOT_PREPARE = "ballots:ballot:prepare"
    BALLOT_COUNT = "ballots:ballot:count"
    CARD_MAKE = "ballots:card:make"
    CARD_HANDLE = "ballots:card:handle"
    TEXT_CONFIRM = "admin:text:confirm"
    ORGANISATION_EDIT = "admin:organisation:edit"
    ACCOUNT_EDIT = "accounts:account:edit"
    CIRCLE_ROTATE = "safekeeping:circle:rotate"
    WORDS_ERASE = "safekeeping:words:erase"


_DESK = {Permission.SAFE_COPY_READ, Permission.BOARD_READ, Permission.WORD_HEAR}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.STEWARD: frozenset(
        _DESK
        | {
            Permission.FEEDBACK_LIST,
            Permission.FEEDBACK_OPEN,
            Permission.FEEDBACK_SCREEN,
            Permission.KIOSK_EDIT,
            Permission.PAPER_ENTER,
            Permission.SAFE_COPY_WRITE,
            Permission.THEME_EDIT,
            Permission.HOLD_ASK,
            Permission.CIRCLE_ROTATE,
            Permission.WORDS_ERASE,
            Permission.SAFETY_HANDLE,
            Permission.DUTY_EDIT,
            Permission.DANGER_LIST_EDIT,
            Permission.ALERT_PUBLISH,
            Permission.ANSWER_DRAFT,
            Permission.PROPOSAL_DRAFT,
            Permission.PROPOSAL_SCREEN,
            Permission.CARD_HANDLE,
        }
    ),
    Role.OUTSIDE_READER: frozenset(
        _DESK
        | {
            Permission.FEEDBACK_LIST,
            Permission.FEEDBACK_OPEN_OUTSIDE,
            Permission.FEEDBACK_SCREEN,
            Permission.SAFE_COPY_WRITE,
            Permission.THEME_EDIT,
            Permission.HOLD_ASK,
            Permission.HOLD_CONFIRM,
            Permission.CIRCLE_ROTATE,
            Permission.WORDS_ERASE,
            Permission.SAFETY_HANDLE,
            Permission.DUTY_EDIT,
            Permission.DANGER_LIST_EDIT,
            Permission.HANDOVER_MAKE,
        }
    ),
    Role.RESPONDER: frozenset(
        _DESK
        | {
            Permission.ANSWER_DRAFT,
            Permission.ANSWER_PUBLISH,
            Permission.PROPOSAL_DRAFT,
            Permission.STEP_EDIT,
        }
    ),
    Role.BOARD_MEMBER: frozenset(_DESK | {Permission.VOTE_CAST, Permission.PROPOSAL_DRAFT}),
    Role.CHAIR: frozenset(
        _DESK
        | {
            Permission.PROPOSAL_DRAFT,
            Permission.HANDOVER_READ,
            Permission.MEETING_PLAN,
            Permission.MEETING_RUN,
            Permission.MOTION_RUN,
            Permission.BOARD_REPLY_WRITE,
            Permission.RULEBOOK_EDIT,
            Permission.SEAT_EDIT,
            Permission.BALLOT_PREPARE,
            Permission.CARD_MAKE,
            Permission.CARD_HANDLE,
        }
    ),
    Role.SECRETARY: frozenset(
        _DESK
        | {
            Permission.PROPOSAL_DRAFT,
            Permission.SEAT_EDIT,
            Permission.MEETING_PLAN,
            Permission.MEETING_RUN,
            Permission.MOTION_RUN,
            Permission.MINUTES_WRITE,
            Permission.STIPEND_PAY,
            Permission.BOARD_REPLY_WRITE,
            Permission.POLICY_EDIT,
            Permission.STEP_EDIT,
            Permission.BALLOT_PREPARE,
            Permission.CARD_MAKE,
            Permission.CARD_HANDLE,
        }
    ),
    Role.DIRECTOR: frozenset(
        _DESK
        | {
            Permission.ANSWER_DRAFT,
            Permission.ANSWER_PUBLISH,
            Permission.REPLY_WRITE,
            Permission.HANDOVER_READ,
            Permission.POLICY_EDIT,
            Permission.STEP_EDIT,
            Permission.TEXT_CONFIRM,
        }
    ),
    Role.TELLER: frozenset({Permission.BALLOT_COUNT, Permission.CARD_HANDLE, Permission.BOARD_READ}),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.KIOSK_EDIT,
            Permission.ORGANISATION_EDIT,
            Permission.ACCOUNT_EDIT,
            Permission.CIRCLE_ROTATE,
        }
    ),
}


# What somebody who helps with one meeting needs: papers, the vote, a proposal, writing for one who speaks.
# Everything else touches sealed words, keys, money, people or rules, or speaks for the organisation. It needs
# a second factor; so does each permission that is added later, until it is named here.
WITHOUT_SECOND_FACTOR: frozenset[Permission] = frozenset(
    {
        Permission.WORD_HEAR,
        Permission.SAFE_COPY_READ,
        Permission.BOARD_READ,
        Permission.VOTE_CAST,
        Permission.PROPOSAL_DRAFT,
    }
)


def withheld_without_second_factor(permissions: frozenset[Permission]) -> frozenset[Permission]:
    """Those of these permissions that wait for a second factor; empty: this person is never asked for one."""
    return permissions - WITHOUT_SECOND_FACTOR


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """All that these roles together may do."""
    found: set[Permission] = set()
    for role in roles:
        found |= ROLE_PERMISSIONS[role]
    return frozenset(found)
