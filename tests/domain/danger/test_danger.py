"""Danger in what people say: found in three languages, in every disguise, and not in its look-alikes."""

from pathlib import Path

import pytest

from app.domain.danger import STARTER, BadLine, Detector, Harm, Line, Standing
from app.domain.feedback_kinds import SafetyLevel
from tests.domain.danger.entries import Entry, entries, score

DETECTOR = Detector(STARTER, ["Maria Lopez", "Big Ron", "Will Parker"])
LEAST_RECALL, LEAST_PRECISION = 0.95, 0.6
LEAST_OF_UNSEEN = 0.5
ORDINARY = Path(__file__).with_name("ordinary.txt")


def is_marked(words: str) -> bool:
    return DETECTOR.judge(words).level is not SafetyLevel.NONE


@pytest.mark.parametrize("name", ["written", "blind", "wide", "fresh", "unseen", "unseen_later"])
def test_the_list_finds_nearly_all_danger_and_marks_little_else(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result = score(DETECTOR, name)
    with capsys.disabled():
        count = len(list(entries(name)))
        print(f"\n{name}, {count}: recall {result.recall:.3f}, precision {result.precision:.3f}")
    assert result.recall >= LEAST_RECALL, result.missed
    assert result.precision >= LEAST_PRECISION, result.wrong


def test_half_of_what_avoids_the_list_is_found_and_little_else_is_marked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    result = score(DETECTOR, "unseen_last")
    with capsys.disabled():
        print(f"\nunseen_last: recall {result.recall:.3f}, precision {result.precision:.3f}")
    assert result.recall >= LEAST_OF_UNSEEN, result.missed
    assert result.precision >= LEAST_PRECISION, result.wrong


def test_what_happens_is_like_danger_where_no_line_and_no_sign_finds_it() -> None:
    judged = DETECTOR.judge("my carer hides my insulin when i wont give her cash")
    assert (judged.level, [hit.harm for hit in judged.hits]) == (SafetyLevel.WORRY, [Harm.UNCLEAR])
    long = DETECTOR.judge("The van was late. " * 60 + "my carer hides my insulin when i wont give her cash. ")
    assert long.level is SafetyLevel.WORRY


@pytest.mark.parametrize("words", ORDINARY.read_text(encoding="utf-8").splitlines())
def test_what_people_say_of_a_service_is_not_like_danger(words: str) -> None:
    assert not is_marked(words)


def test_an_amharic_ending_may_change_the_last_letter_of_a_piece() -> None:
    detector = Detector([Line("am", Harm.SUICIDE, "*ክኒን*")])
    assert detector.judge("ክኒኖች አሉኝ").hits
    assert not detector.judge("ክንፍ አለው").hits


def test_an_age_may_be_said_in_words() -> None:
    detector = Detector([Line("en", Harm.CHILD, "only #minor")])
    assert detector.judge("she is only fourteen").hits
    assert not detector.judge("she is only forty").hits


def test_one_word_is_one_faint_sign_however_many_kinds_know_it() -> None:
    assert not is_marked("golpe")
    assert is_marked("golpe en la cara")


def test_faint_signs_beside_staff_are_read_by_the_outside_reader_first() -> None:
    assert DETECTOR.judge("the doorman twisted everything").is_harm_by_staff


def test_the_set_is_large_and_in_three_languages() -> None:
    written = list(entries("written"))
    assert len(written) >= 150
    assert {"en", "es", "am", "mixed"} == {entry.language for entry in written}
    assert not {entry.words for entry in written} & {entry.words for entry in entries("blind")}


@pytest.mark.parametrize(
    "entry", [one for one in entries("written") if one.speaks_of == "staff"], ids=lambda one: one.words[:30]
)
def test_harm_by_staff_is_told_from_other_harm(entry: Entry) -> None:
    assert DETECTOR.judge(entry.words).is_harm_by_staff


@pytest.mark.parametrize(
    "words",
    [
        "I want to kill myself",
        "I WANT TO KILL MYSELF",
        "i want to k1ll mys3lf",
        "k i l l  m y s e l f",
        "k.i.l.l m.y.s.e.l.f",
        "killlll myself",
        "kill\u200b my\u200bself",
        "\u202ekill myself\u202c",
        "ｋｉｌｌ ｍｙｓｅｌｆ",
        "kіll mуself",  # two letters are Cyrillic
        "kíll mýself",
        "kill 😞 myself",
        "<b>kill</b> myself",
        "'; DROP TABLE thread; -- kill myself",
        "call me 555 0100 or I kill myself",
        "x" * 4000 + " I want to kill myself " + "y" * 4000,
        "the van is late. " * 450 + "I want to kill myself",
        "ra ped by two guys",
        "over dosed behind the van",
    ],
)
def test_a_disguise_hides_no_danger(words: str) -> None:
    assert is_marked(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        " \n\t",
        "|||| !!!! ----",
        "🙂" * 2000,
        "\u202e\u200f\u200e",
        "https://example.test/?a=1&b=2",
        "thanks",
        "9" * 8000,
        "مرحبا، الشاي ممتاز",
    ],
)
def test_what_says_nothing_of_danger_is_not_marked(words: str) -> None:
    assert not is_marked(words)


def test_a_look_alike_takes_back_only_its_own_place() -> None:
    judged = DETECTOR.judge("I am dying for a coffee. He stabbed my friend.")
    assert [hit.harm for hit in judged.hits] == [Harm.VIOLENCE]


def test_thanks_for_a_past_rescue_is_calm_and_the_same_night_is_not() -> None:
    assert not is_marked("You saved my life last year when I overdosed. Thank you.")
    assert is_marked("You saved my life last year. Last night I overdosed.")


def test_faint_signs_together_are_a_worry_and_never_more() -> None:
    judged = DETECTOR.judge("my dealer says we owe him and my daughter is hiding")
    assert judged.level is SafetyLevel.WORRY
    assert not is_marked("the driver is kind to my daughter")


def test_a_denial_ends_at_the_next_person() -> None:
    assert not is_marked("I am not suicidal")
    assert not is_marked("not thinking about suicide")
    assert is_marked("I am not ok, I want to die")
    assert is_marked("If you do not open I will kill myself")


def test_violence_long_ago_is_still_marked() -> None:
    assert is_marked("He raped me last year")


def test_violence_by_somebody_with_a_name_of_staff_is_harm_by_staff() -> None:
    judged = DETECTOR.judge("Maria punched me in the kitchen")
    assert judged.is_harm_by_staff
    assert judged.names == ("maria",)
    assert not DETECTOR.judge("Maria says hello to everybody").hits


def test_a_name_that_is_also_a_word_needs_its_capital() -> None:
    assert DETECTOR.judge("he will hit me again").names == ()
    assert DETECTOR.judge("last week Will hit me").is_harm_by_staff


def test_a_sex_worker_is_no_member_of_staff() -> None:
    assert not DETECTOR.judge("a sex worker was beaten by a client").is_harm_by_staff


def test_a_harmful_client_beside_staff_is_not_harm_by_staff() -> None:
    assert not DETECTOR.judge("the nurse saw that my boyfriend punched me").is_harm_by_staff


def test_stewards_add_take_away_and_calm() -> None:
    own = [
        Line("en", Harm.VIOLENCE, "the blue man"),
        Line("en", Harm.VIOLENCE, "blue man group", Standing.CALM),
        Line("en", Harm.OVERDOSE, "od", Standing.REMOVED),
        Line("en", Harm.SUICIDE, "so low", Standing.WORRY),
    ]
    detector = Detector([*STARTER, *own])
    assert detector.judge("the blue man is back").level is SafetyLevel.DANGER
    assert detector.judge("I saw the blue man group").level is SafetyLevel.NONE
    assert detector.judge("an od").level is SafetyLevel.NONE
    assert detector.judge("I feel so low").level is SafetyLevel.WORRY


@pytest.mark.parametrize("words", ["", "...", "... a", "a ...", "[nobody] a", "a*", "*b*"])
def test_a_line_that_matches_nothing_or_everything_is_refused(words: str) -> None:
    with pytest.raises(BadLine):
        Detector([Line("en", Harm.SUICIDE, words)])


def test_what_was_said_is_kept_short_for_the_sealed_note() -> None:
    judged = DETECTOR.judge("he " + "very " * 3 + "badly hits me")
    assert all(len(hit.said) <= 160 for hit in judged.hits)
