"""The demo corpus: short articles in our own words about true, public facts, from outlets that do not exist.

Each numbered file holds one policy matter, a row an article, in order of date: `url, outlet, published, language` and
either `title` and clean `text`, or `text` as it was copied from a page (clutter and all), or the page's `html`. The
last file corrects an article of an earlier one, under the same URL. expected.json is what a careful reader finds.
"""
