"""Warnings: made public by a steward who checked that nobody is in them, until a day."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.alerts import AlertKind, AlertState, check_alert, check_end, check_said
from app.domain.errors import IllegalMove, InvalidInput, NotFound
from app.domain.ledger.canonical import Value
from app.domain.ledger.commitments import SALT_BYTES, commitment
from app.domain.ledger.leaves import Leaf
from app.domain.permissions import Permission, Role
from app.domain.weeks import Week
from app.models.care import Alert
from app.models.schema import random_reference
from app.rooms.ledger.actions import append
from app.web.actors import Actor
from app.web.public_version import raise_public_version

WORDS = "words"
"""Name of the commitment to the text: the page of the ledger has it, the text leaves with its day."""


@dataclass(frozen=True)
class NewAlert:
    """What a steward wrote. ``said`` are the checks they ticked. Which voice told it is kept nowhere."""

    kind: str
    language: str
    title: str
    body: str = field(repr=False)
    ends_on: date
    said: Sequence[str] = ()


def publish_alert(session: Session, actor: Actor, new: NewAlert, *, today: date) -> Alert:
    """Make it public today; ``InvalidInput`` names what is not ready."""
    actor.require(Permission.ALERT_PUBLISH)
    title, body = check_alert(new.title, new.body)
    kind = _kind(new.kind)
    check_end(new.ends_on, today)
    check_said(set(new.said))
    alert = Alert(
        ref=_free_reference(session),
        kind=kind.value,
        language=new.language,
        title=title,
        body=body,
        published_on=today,
        ends_on=new.ends_on,
        signed_by=actor.signature,
        author_id=actor.account_id,
        salt=secrets.token_bytes(SALT_BYTES),
        leaf_index=-1,
    )
    session.add(alert)
    raise_public_version(session)
    committed = {WORDS: commitment(_record(alert), salt=alert.salt)}
    facts: dict[str, Value] = {"kind": kind.value, "ends_on": new.ends_on.isoformat()}
    leaf = Leaf(
        "alert.publish",
        f"alert:{alert.ref}",
        AlertState.PUBLIC.value,
        Role.STEWARD.value,
        str(Week.of(today)),
        facts,
        committed,
    )
    alert.leaf_index = append(session, leaf)
    session.flush()
    return alert


def end_alert(session: Session, actor: Actor, ref: str, *, today: date) -> None:
    """Take it off the page before its day; the ledger keeps that it stood there."""
    actor.require(Permission.ALERT_PUBLISH)
    alert = session.scalars(select(Alert).where(Alert.ref == ref).with_for_update()).one_or_none()
    if alert is None:
        raise NotFound("not_found")
    if alert.ended_on is not None or alert.ends_on < today:
        raise IllegalMove("alert_is_over")
    alert.ended_on = today
    session.flush()
    raise_public_version(session)
    week = str(Week.of(today))
    ended = AlertState.ENDED.value
    append(session, Leaf("alert.end", f"alert:{ref}", ended, Role.STEWARD.value, week))


def list_current(session: Session, today: date, *, most: int = 100) -> list[Alert]:
    """What stands on the page, the newest first."""
    rows = select(Alert).where(Alert.ends_on >= today, Alert.ended_on.is_(None))
    return list(session.scalars(rows.order_by(Alert.published_on.desc(), Alert.id.desc()).limit(most)))


def list_over(session: Session, today: date, *, most: int = 30) -> list[Alert]:
    """What stood there once, for stewards."""
    rows = select(Alert).where(or_(Alert.ends_on < today, Alert.ended_on.is_not(None)))
    return list(session.scalars(rows.order_by(Alert.id.desc()).limit(most)))


def _record(alert: Alert) -> dict[str, Value]:
    return {
        "ref": alert.ref,
        "kind": alert.kind,
        "language": alert.language,
        "title": alert.title,
        "body": alert.body,
        "published_on": alert.published_on.isoformat(),
        "ends_on": alert.ends_on.isoformat(),
    }


def _kind(typed: str) -> AlertKind:
    try:
        return AlertKind(typed)
    except ValueError:
        raise InvalidInput("field.not_one_of_these", field="kind") from None


def _free_reference(session: Session) -> str:
    while True:
        ref = random_reference("W")
        if session.scalar(select(Alert.id).where(Alert.ref == ref)) is None:
            return ref
