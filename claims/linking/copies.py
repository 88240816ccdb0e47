"""Which articles are copies of one wire story: they count as one source."""

import re

WORDS_A_SHINGLE = 5
SAME_STORY = (
    0.6  # share of the shorter text's shingles; two newsrooms' own reports of one event share under a tenth
)


def fold(revisions):
    """Groups of revisions, each a list: those in one group are copies of one story."""
    groups = []
    for revision in revisions:
        shingles = _shingles(revision.text)
        group = next((g for g in groups if any(_alike(shingles, other) for _, other in g)), None)
        if group is None:
            groups.append(group := [])
        group.append((revision, shingles))
    return [[revision for revision, _ in group] for group in groups]


def _shingles(text):
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + WORDS_A_SHINGLE]) for i in range(len(words) - WORDS_A_SHINGLE + 1)}


def _alike(a, b):
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= SAME_STORY
