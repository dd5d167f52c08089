"""Forty hard entries, written afresh, and what should become of each between the form and a steward.

All are invented. Where a field says nothing, the entry may go either way.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Hard:
    """``danger``: it waits in the safety queue (None: either). ``marked``: words that lead to somebody.

    ``like``: the number of the entry that it says again.
    """

    words: str
    danger: bool | None = None
    marked: Sequence[str] = ()
    like: int | None = None
    about_staff: bool = False


RTL = "\u202e"
HARD: tuple[Hard, ...] = (
    Hard("THE NIGHT VAN NEVER COMES TO THE BRIDGE. NEVER. PEOPLE WAIT IN THE RAIN.", False),
    Hard("STOP LOCKING THE BATHROOM AT SIX!!!!!!!!", False),
    Hard(
        "The opening hours board by the door is wrong since spring and nobody mends it at all. " * 90, False
    ),
    Hard("It rains in here. " * 300 + "My boyfriend beat me up again. " + "It rains in here. " * 80, True),
    Hard(
        "המנורה בכניסה לא עובדת כבר שבוע",
        False,
    ),
    Hard(
        "مرحبا، رقم هاتفي 202-555-0187 شكرا",
        None,
        ("202-555-0187",),
    ),
    Hard(f"the {RTL}sign at the door is the wrong way round\u202c and so is this", False),
    Hard("<img src=x onerror=alert(1)><script>document.cookie</script> the form", False),
    Hard("'; UPDATE thread SET state='answered'; -- {{ config }} ${7*7} %s %(x)s", False),
    Hard('=HYPERLINK("http://bad.example","click") +1 @SUM(A1) the soup', False, ("http://bad.example",)),
    Hard("../../../etc/passwd\r\nSet-Cookie: a=b\r\n\r\n\x00 end of line", False),
    Hard("</textarea></form><h1>We are closed for good</h1>", False),
    Hard("Call me back on (202) 555-0143 after five, it is about the locker", None, ("(202) 555-0143",)),
    Hard("my number is 202.555.0199 and the other one 2025550111", None, ("202.555.0199", "2025550111")),
    Hard(
        "escriban a luz.perez@correo.example por favor, es por el casillero",
        None,
        ("luz.perez@correo.example",),
    ),
    Hard("I live at 1420 Alder Street, second floor, and the steps are bad", None, ("1420 Alder Street",)),
    Hard("On March 3 at 9:30 the door was shut though the board said open", None, ("March 3", "9:30")),
    Hard(
        "My name is Teodora and the woman called Jessamy knows me from the line", None, ("Teodora", "Jessamy")
    ),
    Hard("me llamo Eusebio y vengo con mi amigo Wenceslao los lunes", None, ("Eusebio", "Wenceslao")),
    Hard("Another client, her name is Marisela, takes all the chairs", None, ("Marisela",)),
    Hard("Maria Lopez is kind but never has the key for the shower", False, ("Maria Lopez",)),
    Hard("Maria Lopez grabbed me by the arm and shoved me down the stairs", True, about_staff=True),
    Hard("the security guard wants me to undress or i get no bed", True, about_staff=True),
    Hard("i have it all planned, after friday nobody has to carry me anymore. i want to die", True),
    Hard("found jo blue on the toilet floor, two narcan and still not breathing right", True),
    Hard("my trick pulled a knife and kept my phone", True),
    Hard("ayer me violaron detr\u00e1s del parque y no s\u00e9 a qui\u00e9n decirle", True),
    Hard("\u1263\u120c \u1260\u12e8\u1240\u1291 \u12ed\u12f0\u1260\u12f5\u1260\u129b\u120d", True),
    Hard("she is 15 and some old guy sells her in the motel by the highway", True),
    Hard("I would kill for a hot coffee at seven in the morning", False),
    Hard("me muero de hambre cuando llega la furgoneta tan tarde", False),
    Hard("Thank you, two years ago you brought me back when I overdosed", False),
    Hard("The suicide prevention class on Tuesdays was really good", False),
    Hard(
        "CHEAP LOANS!!! visit http://loans.example/now BEST RATE best rate",
        False,
        ("http://loans.example/now",),
    ),
    Hard("buy buy buy buy buy buy buy buy buy buy", False),
    Hard("The women's evening should start earlier, the last bus leaves before it ends.", False),
    Hard("Please start the women's evening earlier: the last bus leaves before it ends!", False, like=35),
    Hard("la van came tarde otra vez y nobody told us nada", False),
    Hard("gracias for the comida, pero the line is muy larga", False),
    Hard("\U0001f3e0\U0001f6bf\U0001f62d\U0001f62d no hot water \U0001f62d", False),
)
