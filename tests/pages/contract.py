"""What every page of ours keeps, whatever it shows; ``check_page`` says what a page breaks."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped]  # has none

NAMED_BY_THEMSELVES = {"hidden", "submit", "button"}


def parse(text: str) -> Element:
    """The page as a tree; raises html5lib's ParseError where the markup is not HTML5."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(text)
    return tree


def words_of(element: Element) -> str:
    """The element's text with single spaces."""
    return " ".join("".join(element.itertext()).split())


def check_page(text: str, *, may_have_script: bool = False) -> list[str]:
    """Every way in which this whole page breaks the contract; an empty list when it keeps it."""
    page = parse(text)
    faults = [
        *_heading_faults(page),
        *_id_faults(page),
        *_form_faults(page),
        *_inline_faults(page, may_have_script),
    ]
    html = page if page.tag == "html" else page.find("html")
    if html is None or not html.get("lang") or html.get("dir") not in ("ltr", "rtl"):
        faults.append("the page does not say its language and direction")
    return faults


def _heading_faults(page: Element) -> Iterator[str]:
    headings = page.findall(".//h1")
    title = words_of(page.find(".//title")) if page.find(".//title") is not None else ""  # type: ignore[arg-type]
    if len(headings) != 1:
        yield f"{len(headings)} h1 instead of one"
    elif not words_of(headings[0]) or not title.startswith(words_of(headings[0])):
        yield f"the title {title!r} does not begin with the heading"


def _id_faults(page: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in page.iter() if element.get("id") is not None)
    yield from (f"id {name!r} stands {times} times" for name, times in ids.items() if times > 1)
    for element in page.iter():
        for attribute in ("for", "aria-labelledby", "aria-describedby"):
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute} leads to {name!r}, which is not there"


def _form_faults(page: Element) -> Iterator[str]:
    for form in page.iter("form"):
        if not form.get("action"):
            yield "a form has no action"
    labelled = {label.get("for") for label in page.iter("label")}
    inside = {id(field) for label in page.iter("label") for field in label.iter()}
    for field in (field for tag in ("input", "select", "textarea") for field in page.iter(tag)):
        is_named = field.get("aria-label") or field.get("id") in labelled or id(field) in inside
        if field.get("type") not in NAMED_BY_THEMSELVES and not is_named:
            yield f"field {field.get('name')!r} has no label"


def _inline_faults(page: Element, may_have_script: bool) -> Iterator[str]:
    for element in page.iter():
        if "style" in element.attrib or element.tag == "style":
            yield f"<{element.tag}> carries its own style"
        if any(name.startswith("on") for name in element.attrib):
            yield f"<{element.tag}> carries its own script"
    for script in page.iter("script"):
        if not may_have_script:
            yield "a page of the participants' side has a script"
        elif not script.get("integrity") or words_of(script):
            yield "a script is inline or has no integrity"
