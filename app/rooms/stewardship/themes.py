"""Themes: what voices have in common, and giving them."""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput
from app.domain.ledger.leaves import Leaf
from app.domain.permissions import Permission, Role
from app.domain.slugs import slug_of
from app.domain.weeks import Week
from app.models.feedback import Thread
from app.models.stewardship import Theme, ThreadTheme
from app.rooms.ledger.actions import append
from app.web.actors import Actor

LONGEST_NAME = 60


def list_themes(session: Session) -> list[Theme]:
    """All themes by name."""
    return list(session.scalars(select(Theme).order_by(Theme.name, Theme.id)))


def list_themes_of(session: Session, thread: Thread) -> list[Theme]:
    """The themes of one voice by name."""
    given = select(Theme).join(ThreadTheme, ThreadTheme.theme_id == Theme.id)
    return list(session.scalars(given.where(ThreadTheme.thread_id == thread.id).order_by(Theme.name)))


def add_theme(
    session: Session, actor: Actor, *, name: str, is_outside_control: bool = False, week: Week
) -> Theme:
    """A new theme; ``InvalidInput`` for a name without letters, or one that is there already."""
    actor.require(Permission.THEME_EDIT)
    if find_theme(session, name) is not None:
        raise InvalidInput("theme.exists", field="name")
    theme = make_theme(session, name, is_outside_control=is_outside_control)
    append(session, theme_leaf(theme, theme_role(actor), week))
    return theme


def find_theme(session: Session, name: str) -> Theme | None:
    """The theme of that name, however it is written."""
    return session.scalars(select(Theme).where(Theme.slug == slug_of(name))).one_or_none()


def make_theme(session: Session, name: str, *, is_outside_control: bool = False) -> Theme:
    """Store a theme without its leaf; the caller appends ``theme_leaf``."""
    name = " ".join(name.split())
    slug = slug_of(name)
    if not slug or len(name) > LONGEST_NAME:
        raise InvalidInput("theme.bad_name", field="name", limit=LONGEST_NAME)
    theme = Theme(slug=slug, name=name, is_outside_control=is_outside_control)
    session.add(theme)
    session.flush()
    return theme


def set_themes(session: Session, thread: Thread, wanted: Collection[Theme]) -> bool:
    """Give the voice exactly these themes; False when it had them already. The leaf is the caller's."""
    had = {theme.id for theme in list_themes_of(session, thread)}
    ids = {theme.id for theme in wanted}
    if ids == had:
        return False
    session.execute(
        delete(ThreadTheme).where(ThreadTheme.thread_id == thread.id, ThreadTheme.theme_id.in_(had - ids))
    )
    session.add_all(ThreadTheme(thread_id=thread.id, theme_id=theme_id) for theme_id in sorted(ids - had))
    thread.version += 1
    session.flush()
    return True


def get_themes(session: Session, slugs: Collection[str]) -> list[Theme]:
    """The themes of these slugs; ``InvalidInput`` when one is not there."""
    found = list(session.scalars(select(Theme).where(Theme.slug.in_(slugs)).order_by(Theme.name)))
    if len(found) != len(set(slugs)):
        raise InvalidInput("field.not_one_of_these", field="theme")
    return found


def theme_role(actor: Actor) -> Role:
    """The role in which this actor keeps the themes."""
    return Role.STEWARD if Role.STEWARD in actor.roles else Role.OUTSIDE_READER


def theme_leaf(theme: Theme, role: Role, week: Week) -> Leaf:
    """The number and not the name: a name made for one voice could tell on it, and a leaf stays for good."""
    return Leaf("theme.add", f"theme:{theme.id}", "in_use", role.value, str(week))
