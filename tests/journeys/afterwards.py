"""What comes after a vote: minutes on paper, a change that did not help, the board's second look."""

from playwright.sync_api import Page, expect

from tests.journeys.people import Colleague

CORRECTED = "Luz asked to talk about the walk home first."


def the_meeting_ends(chair: Colleague) -> None:
    """The chair closes the evening."""
    chair.press("Close the meeting", then="Afterwards")
    assert chair.leave() == []


def the_minutes_are_written(secretary: Colleague, *, meeting: str) -> None:
    """The secretary makes the draft from what happened, and puts it right."""
    secretary.window.go(f"/desk/meetings/{meeting}/minutes")
    secretary.press("Make the draft", then="What happened")
    box = secretary.page.get_by_label("What happened")
    secretary.fill("What happened", f"{box.input_value()}\n\n{CORRECTED}")
    secretary.press("Keep", then="What happened")
    secretary.page.reload()
    assert CORRECTED in box.input_value()


def the_board_adopts_them(chair: Colleague, *, meeting: str) -> None:
    """Nothing is public before the chair says that the board adopted it."""
    chair.window.go(f"/desk/meetings/{meeting}/minutes")
    chair.press("Adopt and publish", then="Adopted and public")
    assert chair.leave() == []


def read_the_minutes(page: Page, *, alias: str, reason: str) -> None:
    """Everybody reads the adopted text, with aliases; whoever stepped out did not choose to be named."""
    minutes = page.locator("section[aria-labelledby=minutes]")
    expect(minutes.get_by_text(CORRECTED)).to_be_visible()
    expect(minutes.get_by_text(f"A member stepped out: {reason}")).to_be_visible()
    expect(page.get_by_text(alias)).to_have_count(0)


def it_waits_for_the_board(chair: Colleague, *, day: str, title: str) -> None:
    """What did not help stands on the next agenda by itself, without a word about who said so."""
    chair.window.go("/desk/meetings/new")
    chair.fill("Place", "Back room")
    chair.fill("Day", day)
    chair.press("Keep", then="A change that did not help")
    agenda = chair.page.locator("section[aria-labelledby=agenda]")
    expect(agenda.locator("li", has_text="A change that did not help")).to_contain_text(title)
    assert chair.leave() == []


def the_board_looks_again(secretary: Colleague, *, verdict: str, title: str, words: str) -> None:
    """The secretary writes down what the board says of it now."""
    secretary.window.go("/desk/decisions")
    secretary.follow(title)
    secretary.page.locator("summary", has_text="End the second look").click()
    secretary.page.locator(f"[name=verdict][value={verdict}]").check()
    secretary.page.locator("#end-words").fill(words)
    secretary.press("Publish it", then="Looked at again on")
    assert secretary.leave() == []
