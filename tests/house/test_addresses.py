"""Links are looked up by the name of their route, so a name may mean only one address."""

from collections import defaultdict

from app.main import DESK_ROUTERS, PUBLIC_ROUTERS, routes_of


def test_no_two_addresses_share_a_name() -> None:
    addresses: dict[str, set[str]] = defaultdict(set)
    for router in (*PUBLIC_ROUTERS, *DESK_ROUTERS):
        for route in routes_of(router):
            addresses[route.name].add(route.path)
    assert len(addresses) > 200
    assert {name: paths for name, paths in addresses.items() if len(paths) > 1} == {}
