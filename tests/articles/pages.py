"""An article of our own writing, as text and as a page."""

FIRST = "The harbour minister said on Monday that the new pier would cost as much as $40 million."
SECOND = "“We will pay our share,” she told the port council, which meets again in spring."
THIRD = "Fishermen from the old town called for a vote before any stone is laid in the water."
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
TITLE = "Pier plan divides harbour town"


def html(head="", above="", body=None):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in body or [FIRST, SECOND, THIRD])
    return (
        f"<!doctype html><html lang='en-GB'><head><title>{TITLE} - Herald</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/w'>World</a></nav><article>"
        f"<h1>{TITLE}</h1>{above}{body}</article>"
        "<aside><h3>Related Articles</h3><ul><li><a href='/c'>Crane falls on ferry</a></li></ul></aside>"
        "<footer>© 2021 Grey Bay Herald</footer></body></html>"
    )


def paragraphs(page):
    return page.text.split("\n\n")


def kept(page):
    return [page.original[start:end] for start, end in page.kept]
