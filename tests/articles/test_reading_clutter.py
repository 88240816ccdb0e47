"""What is not the article is cut, and nothing else."""

import pytest

from articles.reading import Unreadable, read_text
from tests.articles.pages import BODY, FIRST, SECOND, THIRD, TITLE, kept, paragraphs


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "- Advertisement -",
        "ADVERTISEMENT – CONTINUE READING BELOW",
        "Story continues below advertisement",
        "Share this article",
        "Share on Facebook",
        "Facebook | Twitter | Email",
        "Follow us on Twitter and Facebook",
        "Follow Mara Lind on Twitter @maralind",
        "Subscribe to our newsletter",
        "Sign up for our daily newsletter",
        "Get the latest news in your inbox",
        "We use cookies to make this site work. By staying you agree.",
        "Accept all cookies",
        "Read more: Pier plan falls into the sea",
        "READ ALSO | Fishermen march on the town hall",
        "Photo: Mara Lind/Grey Bay Herald",
        "Getty Images",
        "The old pier in winter. REUTERS/Tom Oke",
        "The old pier in winter. (AP Photo/Tom Oke)",
        "(Reporting by Mara Lind in Grey Bay; Editing by Tom Oke)",
        "Reporting by Mara Lind; Additional reporting by Tom Oke in Paris; Editing by Ann Voss",
        "Mara Lind contributed reporting.",
        "© 2021 Grey Bay Herald",
        "Copyright 2021 Grey Bay Herald. All rights reserved.",
        "5 min read",
        "1,204 views",
        "Listen to this article",
        "Tags: pier, harbour, money",
        "Home > World > Harbours",
        "Back to top",
        "_______",
    ],
)
def test_a_line_of_clutter_is_cut_wherever_it_stands(line):
    page = read_text(
        f"{TITLE}\n\nBy Mara Lind\n\n{FIRST}\n\n{line}\n\n{SECOND}\n\n{line}\n\n{THIRD}\n\n{line}"
    )

    assert page.text == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Support US troops in the harbour, the minister said, or pay for others.",
        "Reporting by the port's own auditors found that half of the money was gone.",
        "Copyright law was changed in 1976 so that maps of harbours are free.",
        "By using the word “war”, she said, her rivals had agreed to nothing.",
        "Video by fishermen showed the crane as it fell on Tuesday.",
        "Follow the money, he said on Twitter the next day.",
        "Sharing the cost was never agreed, the council said.",
        "Home is where the pier is, he said.",
        "Comments by the mayor did not help.",
        "“Leave a reply,” the note said.",
        "9:05 p.m.",
        "The costs",
    ],
)
def test_a_line_of_the_article_is_not_taken_for_clutter(line):
    page = read_text(f"{TITLE}\n\nBy Mara Lind\n\n{FIRST}\n\n{line}\n\n{SECOND}")

    assert paragraphs(page) == [FIRST, line, SECOND]


@pytest.mark.parametrize(
    "foot",
    [
        "Related Articles\n\nLeave a Reply\n\nYour email address will not be published. "
        "Required fields are marked *\n\nBack to top button",
        "Leave a Reply\n\nName *\n\nI was there and saw that this is not true.\n\nPost Comment",
        "12 Comments\n\nTom\n\nThis is the worst idea that the council has ever had.",
        "You may also like\n\nCrane falls on ferry\n\nMayor resigns\n\nWhat is a pier?",
        "About us\nContact\nPrivacy Policy\nTerms of use",
        "Most read\nCrane falls on ferry\nMayor resigns\n\n© 2021 Grey Bay Herald",
    ],
)  # fmt: skip
def test_nothing_of_the_foot_of_a_page_is_kept(foot):
    page = read_text(f"{TITLE}\n\nBy Mara Lind\n\n{BODY}\n{foot}\n")

    assert page.text == BODY


def test_the_article_goes_on_after_a_box_of_links():
    page = read_text(
        f"{TITLE}\n\n{FIRST}\n\nRelated Articles\nCrane falls on ferry\nMayor resigns\n\n{SECOND}\n\n{THIRD}"
    )

    assert page.text == BODY


def test_a_link_to_the_comments_above_the_article_ends_nothing():
    page = read_text(f"{TITLE}\n\nBy Mara Lind\n\n3 Comments\n\n{BODY}")

    assert page.text == BODY


def test_credits_after_the_last_sentence_are_cut_from_its_paragraph():
    text = f"{TITLE}\n\n{FIRST}\n\n{SECOND} (Reporting by Mara Lind; Editing by Tom Oke)"

    page = read_text(text)

    assert page.text == f"{FIRST}\n\n{SECOND}"
    assert kept(page) == [TITLE, FIRST, SECOND]


def test_a_text_of_clutter_alone_is_refused():
    with pytest.raises(Unreadable, match="no article"):
        read_text("Share\nTweet\n\nAdvertisement\n\nBack to top")


def test_a_list_of_headlines_after_long_paragraphs_is_no_wrapped_paragraph():
    prose = (
        "The minister said that the bridge would be built by the end of the decade and paid for by tolls. "
        * 3
    )
    links = (
        "Ferry company warns of losses once the bridge opens\nDenmark asks for another study of the strait"
    )
    page = read_text(
        f"Bridge to be built\n\n{prose}\n\nRelated Articles\n\n{links}\n\nLeave a Reply\n\nComment *"
    )

    assert page.text == prose.strip()
