"""Invented words for the sample pages: only for eyes and tests, read by no native speaker yet."""

from dataclasses import dataclass, field

ENGLISH = {
    "heading": "Say something",
    "help": "Need help now?",
    "lines": [
        (
            "Someone not breathing?",
            "Shout. Use naloxone. Breathe for them. 911 sends an ambulance, and police may come too.",
            "",
        ),
        ("Want to talk now?", "Any hour. Our own people. Never sends police.", "202-555-0142"),
        (
            "We read Tuesdays and Fridays.",
            "Nobody reads this at night. Staff must by law pass on that a child is being hurt now.",
            "",
        ),
    ],
    "message": "What do you want to say?",
    "hint": "Any language. Spelling does not matter. Leave out names and street names if you can.",
    "use": "How may we use your words?",
    "uses": [
        ("paraphrase", "Tell the board in other words", "We show you first. You can change it or stop it."),
        ("quote", "Quote me, without my name", "Someone who knows how you talk may know it is you."),
        ("count", "Only count it", "The words stay with the two people who read it."),
    ],
    "staff": ("This is about someone who works here", "Then a person from outside reads it first."),
    "more": "More, if you like",
    "kind": "It is a",
    "kinds": [("suggestion", "suggestion"), ("concern", "concern"), ("praise", "praise")],
    "place": "Where",
    "places": [("", "I would rather not say"), ("drop-in", "Drop-in"), ("van", "Night van")],
    "photo": ("A photo", "We remove the hidden data. Faces and rooms stay as they are."),
    "ask": "I want the board to decide this",
    "keep": ("Let my code show my own words", "Whoever finds the code can read them too."),
    "send": "Send it",
    "then": "What happens then",
    "trail": [
        ("You get a code", "Four times four letters. It is the only way back to your answer."),
        ("A person reads it", "By the end of next week."),
        ("You get an answer", "Two weeks at most. If we are late, everyone can see it."),
        ("You say if it helped", ""),
    ],
}

AMHARIC = ENGLISH | {
    "heading": "ተናገሩ",
    "help": "አሁን እርዳታ ይፈልጋሉ?",
    "message": "ምን ማለት ይፈልጋሉ?",
    "hint": "በማንኛውም ቋንቋ። የፊደል ስህተት ችግር የለውም።",
    "use": "ቃላትዎን እንዴት እንጠቀም?",
    "uses": [
        ("paraphrase", "በሌላ ቃል ለቦርዱ ንገሩ", "መጀመሪያ እናሳይዎታለን።"),
        ("quote", "ያለ ስሜ እንዳለ ጥቀሱ", "አነጋገርዎን የሚያውቅ ሰው ሊለይዎት ይችላል።"),
        ("count", "ቁጥር ውስጥ ብቻ አስገቡ", ""),
    ],
    "send": "ላኩ",
}

ARABIC = ENGLISH | {
    "heading": "قولوا كلمتكم",
    "help": "تريدون المساعدة الآن؟",
    "lines": [
        ("شخص لا يتنفّس؟", "اصرخوا طلبًا للمساعدة. استعملوا النالوكسون. الرقم 911 يرسل سيارة إسعاف.", ""),
        ("تريدون الكلام الآن؟", "في أي ساعة. يردّ عليكم أناس منّا. لا نرسل الشرطة أبدًا.", "202-555-0142"),
    ],
    "message": "ماذا تريدون أن تقولوا؟",
    "hint": "بأي لغة. الأخطاء الإملائية لا تهم. لا تكتبوا أسماء إن أمكن.",
    "use": "كيف نستعمل كلماتكم؟",
    "uses": [
        ("paraphrase", "نخبر المجلس بكلمات أخرى", "نعرضها عليكم أولًا، ويمكنكم تغييرها أو إيقافها."),
        ("quote", "انشروها كما هي، من دون اسمي", "قد يعرفكم من يعرف طريقة كلامكم."),
        ("count", "احسبوها فقط", "تبقى الكلمات عند من يقرؤونها."),
    ],
    "send": "أرسلوا",
    "then": "ماذا يحدث بعد ذلك",
    "trail": [
        ("تحصلون على رمز", "هو الطريق الوحيد إلى الجواب."),
        ("يقرؤه إنسان", "قبل نهاية الأسبوع القادم."),
        ("يصلكم جواب", "خلال أسبوعين على الأكثر."),
        ("تقولون هل أفاد", ""),
    ],
}

ANSWERS = [
    (
        "Clinic calls my legal name out loud in the line. I go by a different name. It outs me every time.",
        "Since October 26 we call a number or the name you gave us. Legal name stays on the screen only.",
        "Clinic lead, after a board vote of 6 to 0",
        "change_made",
    ),
    (
        "FREE BUS PASSES PLEASE. its 2 buses to get here",
        "Not this year, and here is why: our grants do not let us buy bus passes.",
        "Director",
        "no_change",
    ),
]


@dataclass(frozen=True)
class Bead:
    """One step of a sample trail."""

    state: str
    title: str
    text: str = ""
    words: str = ""


DECISION_BEADS = [
    Bead("done", "Voices", "Fewer than ten. One agreed to be quoted."),
    Bead("done", "Theme", "Opening hours"),
    Bead("done", "Proposal", "By a board member, from those voices"),
    Bead("done", "Vote", "5 yes, 1 no, 1 neither"),
    Bead("done", "Decision", "Recommended on 8 October"),
    Bead("part", "Director’s reply", "Thursday yes. Tuesday waits for January."),
    Bead("done", "Rule", "Thursdays to 8, from 22 October"),
    Bead("done", "Steps", "1 of 1 done"),
    Bead("now", "Did it help?", "People are answering now. Review on 14 January."),
]

EVERY_BEAD = [
    Bead("done", "Done", "Lit bead, lit line to the next.", "The drop in closes at 4 but we wake up then."),
    Bead("part", "In part", "Half lit. The line goes on."),
    Bead("now", "Now", "A lamp with a ring. From here the line is dashed."),
    Bead("wait", "Waiting", "Two bars: deferred or extended, with a reason."),
    Bead("late", "Late", "A tilted square in the alarm colour."),
    Bead("held", "Held back", "A dashed square."),
    Bead("", "To come", "An empty ring."),
    Bead("stop", "Ended here", "Filled with ink, nothing after it."),
]


@dataclass(frozen=True)
class Language:
    """One entry of the sample language row."""

    code: str
    own_name: str
    direction: str = "ltr"
    href: str = "#"
    is_current: bool = False


@dataclass(frozen=True)
class Actor:
    """Somebody at the sample desk."""

    display_name: str
    permissions: frozenset[str] = field(default_factory=frozenset)
