"""Following every link of ours from page to page, and what is wrong with each page on the way."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import httpx
from starlette.testclient import TestClient

from tests.pages.contract import check_page, parse

ORIGIN = "http://testserver"
REF = re.compile(r"[A-Z]{1,3}-[0-9A-Z]{2,}|(?<=/)\d+")
HEADERS = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@dataclass
class Crawl:
    """A walk: ``pages`` maps each kind of address to the first one met, ``faults`` says what is wrong."""

    client: TestClient
    within: str
    each: int = 3
    pages: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    visited: set[str] = field(default_factory=set)

    def walk(self, starts: list[str]) -> "Crawl":
        """Visit ``each`` addresses of every kind that links lead to, beginning here."""
        waiting = deque((start, "the start") for start in starts)
        met: dict[str, int] = {}
        while waiting:
            address, source = waiting.popleft()
            kind = kind_of(address)
            if address in self.visited or met.get(kind, 0) >= self.each:
                continue
            self.visited.add(address)
            met[kind] = met.get(kind, 0) + 1
            waiting.extend((link, address) for link in self._visit(address, kind, source))
        return self

    def _visit(self, address: str, kind: str, source: str) -> list[str]:
        answer = self.client.get(address)
        found = list(self._faults_of(answer))
        self.faults.extend(f"{address} (from {source}): {fault}" for fault in found)
        if answer.has_redirect_location:
            onward = urljoin(f"{ORIGIN}{address}", answer.headers["location"]).split("#")[0]
            ours = onward.startswith(f"{ORIGIN}/") and belongs(onward, self.within)
            return [onward.removeprefix(ORIGIN)] if ours else []
        if not is_page(answer):
            return []
        self.pages.setdefault(kind, address)
        return [link for link in links_of(answer.text, address) if belongs(link, self.within)]

    def _faults_of(self, answer: httpx.Response) -> Iterator[str]:
        yield from header_faults(answer)
        if answer.status_code >= 400:
            yield f"answers {answer.status_code}"
        elif is_page(answer):
            yield from check_page(answer.text, may_have_script=self.within == "/desk")
            yield from foreign_links(answer.text)
            yield from dead_anchors(answer.text)


def is_page(answer: httpx.Response) -> bool:
    """Whether this is a whole page that people read."""
    return answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")


def kind_of(address: str) -> str:
    """The address with its references, numbers and queries left open: one kind has one template."""
    parts = urlsplit(address)
    query = (
        "?" + "&".join(sorted(part.split("=")[0] for part in parts.query.split("&"))) if parts.query else ""
    )
    return REF.sub("*", parts.path) + query


def belongs(address: str, within: str) -> bool:
    """Whether the address lies in this part of the house: ``/desk``, or everything else for ``/``."""
    in_desk = urlsplit(address).path.startswith("/desk")
    return in_desk if within == "/desk" else not in_desk


def links_of(text: str, address: str) -> list[str]:
    """Every address of ours that the page links to, loads or asks a form from."""
    page = parse(text)
    found = [
        element.get(name) or "" for name in ("href", "src") for element in page.iter() if element.get(name)
    ]
    found += [form.get("action") or "" for form in page.iter("form") if is_get(form)]
    whole = (urljoin(f"{ORIGIN}{address}", link).split("#")[0] for link in found)
    return [link.removeprefix(ORIGIN) for link in whole if link.startswith(f"{ORIGIN}/")]


def is_get(form: Element) -> bool:
    """Whether this form only asks."""
    return (form.get("method") or "get").lower() == "get"


def foreign_links(text: str) -> Iterator[str]:
    """What the page would load from elsewhere by itself."""
    page = parse(text)
    for element in page.iter():
        loads = element.get("src") or (element.get("href") if element.tag == "link" else None) or ""
        is_script = element.tag == "script"  # the workspace's one script has its integrity checked
        if urlsplit(loads).netloc and not is_script:
            yield f"<{element.tag}> loads {loads}"


def dead_anchors(text: str) -> Iterator[str]:
    """Links within the page to a place that is not on it."""
    page = parse(text)
    there = {f"#{element.get('id')}" for element in page.iter()}
    for link in page.iter("a"):
        goal = link.get("href") or ""
        if goal.startswith("#") and goal not in there:
            yield f"a link leads to {goal!r}, which is not there"


def header_faults(answer: httpx.Response) -> Iterator[str]:
    """Where the answer misses a header that THREATS asks of every route."""
    if "set-cookie" in answer.headers:
        yield "sets a cookie"
    for name, value in HEADERS.items():
        if answer.headers.get(name) != value:
            yield f"{name}: {answer.headers.get(name)!r}"
    policy = answer.headers.get("content-security-policy", "")
    if not policy.startswith("default-src 'none'") or "unsafe" in policy:
        yield f"content-security-policy: {policy!r}"
    if "camera=()" not in answer.headers.get("permissions-policy", ""):
        yield "no permissions-policy"
    kept = answer.headers.get("cache-control", "")
    if not kept or ("no-store" in kept and "public" in kept):
        yield f"cache-control: {kept!r}"
