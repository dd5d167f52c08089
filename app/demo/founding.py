"""The invented organisation itself: its name, languages, places and the lines above the form."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.people import new_people
from app.models.organisation import IntakeWording
from app.models.people import Account
from app.rooms.admin.founding import NewOrganisation, NewText, found_organisation
from app.vault.derivation import ACCOUNT_COST, Cost
from app.vault.recovery import new_recovery_key

NAME = "Corner Light"
ABOUT = "Corner Light serves people who use drugs and people who do sex work."
TIME_ZONE = "America/New_York"
PLACES = {
    "drop-in": "Drop-in",
    "night-van": "Night van",
    "clinic": "Clinic",
    "vending-machine": "Vending machine",
}

TEXTS = (
    NewText(
        "help",
        {
            "en": (
                "Someone not breathing?",
                "Shout. Use naloxone. Breathe for them. 911 sends an ambulance.",
            ),
            "es": ("¿Alguien no respira?", "Grite. Use naloxona. Dele aire. El 911 manda una ambulancia."),
            "am": ("የማይተነፍስ ሰው አለ?", "ጮኸው እርዳታ ይጥሩ። ናሎክሶን ይጠቀሙ። 911 አምቡላንስ ይልካል።"),
        },
        phone="911",
        police="may",
    ),
    NewText(
        "help",
        {
            "en": ("Want to talk now?", "Any hour. Our own people answer."),
            "es": ("¿Quiere hablar ahora?", "A toda hora. Contesta nuestra propia gente."),
            "am": ("አሁን መነጋገር ይፈልጋሉ?", "በማንኛውም ሰዓት። የእኛ ሰዎች ናቸው።"),
        },
        phone="202-555-0142",
        police="never",
    ),
    NewText(
        "reading",
        {
            "en": ("We read Tuesdays and Fridays.", "Nobody reads this at night."),
            "es": ("Leemos los martes y los viernes.", "De noche nadie lee esto."),
            "am": ("ማክሰኞና ዓርብ እናነባለን።", "ማታ ማንም አያነብም።"),
        },
    ),
    NewText(
        "legal",
        {
            "en": ("What staff must pass on", "If a child is being hurt now, staff must by law pass it on."),
            "es": ("Lo que el personal debe avisar", "Si dañan a un niño ahora, la ley obliga a avisar."),
            "am": ("ሠራተኞች የሚያሳውቁት", "አሁን ሕፃን እየተጎዳ ከሆነ ሠራተኞች በሕግ ማሳወቅ አለባቸው።"),
        },
    ),
)


def found_demonstration(session: Session, *, today: date, cost: Cost = ACCOUNT_COST) -> None:
    """Found the invented organisation; its director has confirmed every line above the form."""
    new = NewOrganisation(
        name=NAME,
        time_zone=TIME_ZONE,
        languages=("en", "es", "am"),
        places=PLACES,
        about=ABOUT,
        texts=TEXTS,
        people=new_people(cost),
        fewest_stewards=1,
    )
    # Nobody keeps this recovery key: the demonstration has nothing worth recovering.
    found_organisation(session, new, recovery_public=new_recovery_key().public, today=today)
    director = session.scalars(select(Account).where(Account.name == "director")).one()
    for wording in session.scalars(select(IntakeWording)):
        wording.confirmed_by_id, wording.confirmed_on = director.id, today
