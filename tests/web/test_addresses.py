"""Addresses of pages, found by name without looking through every route."""

from starlette.requests import Request

from app.web.addresses import path_for
from tests.support.organisation import World


def test_every_page_has_the_address_that_the_application_itself_would_find(world: World) -> None:
    inner = world.app
    while not hasattr(inner, "state"):
        inner = inner.app
    request = Request({"type": "http", "app": inner, "headers": [], "path": "/"})
    assert path_for(request, "answer", ref="A-V593RF") == "/answers/A-V593RF"
    routes = inner.state.routes
    assert len(routes) > 200
    for name, route in routes.items():
        given = {key: "7" for key in route.param_convertors}
        assert str(route.url_path_for(name, **given)) == str(inner.url_path_for(name, **given)), name
