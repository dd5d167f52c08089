"""The list of rules: a page at a time, by title."""

import re
from datetime import timedelta

from starlette.testclient import TestClient

from app.models.decisions import Policy, PolicyVersion
from app.rooms.decisions.recording import get_decision
from tests.support.board import moment_of
from tests.support.decisions import accepted
from tests.support.organisation import World


def test_rules_stand_on_pages_by_title_and_none_is_left_out_or_twice(
    world: World, client: TestClient
) -> None:
    made, today = accepted(world), moment_of(world).on
    with world.database.write() as session:
        decision = get_decision(session, made.decision)
        for number in range(45):
            policy = Policy(ref=f"R-AAAA{number:02}", title=f"Rule {number // 2:02}")
            session.add(policy)
            session.flush()
            dates = {"effective_on": today, "review_on": today + timedelta(days=90)}
            session.add(
                PolicyVersion(
                    policy_id=policy.id,
                    number=1,
                    decision_id=decision.id,
                    text="Open.",
                    state="in_effect",
                    **dates,
                )
            )
    seen, page = [], client.get("/policies").text
    while True:
        seen += re.findall(r'<h2><a href="/policies/(R-\w{6})">', page)
        older = re.search(r'href="(/policies\?older=R-\w{6})"', page)
        if older is None:
            break
        page = client.get(older[1]).text
    assert seen == [f"R-AAAA{number:02}" for number in range(45)]
    assert client.get("/policies?older=R-NOWAY1").status_code == 404
