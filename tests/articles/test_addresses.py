"""One page, one address."""

import pytest

from articles.reading import canonical


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Herald.Example:443/Pier?#top", "https://herald.example/Pier"),
        ("http://herald.example:80", "http://herald.example/"),
        ("http://herald.example:8080/a/", "http://herald.example:8080/a/"),
        ("https://herald.example/a?utm_source=x&id=7&fbclid=y&gclid=z", "https://herald.example/a?id=7"),
        ("https://herald.example/a?b=2&a=1&cid=3", "https://herald.example/a?b=2&a=1&cid=3"),
        ("https://herald.example/a b/é?q=é", "https://herald.example/a%20b/%C3%A9?q=%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://me:secret@herald.example/a", "https://herald.example/a"),
    ],
)
def test_one_page_has_one_address(url, expected):
    assert canonical(url) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "herald",
        "ftp://herald.example/",
        "http://",
        "http://[x",
        "http://a:b:c/",
        "https://h/" + "a" * 9000,
        "//x.y/z",
    ],
)
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(ValueError, match="address"):
        canonical(url)
