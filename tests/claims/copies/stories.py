"""Stories of our own writing: one event as a wire story and as another newsroom's own report, and copies of them."""

import csv
import random
import re
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data" / "copies"
ORDERS = {
    "first": [
        "lead quote amount deadline figure critic answer more process background outlook background outlook",
        "lead amount quote more figure process critic answer background deadline outlook background",
        "lead quote figure amount background critic answer process more deadline outlook outlook",
        "lead process quote amount more deadline critic answer figure background outlook process",
    ],
    "second": [
        "lead background critic answer quote amount figure more process deadline outlook background",
        "lead figure quote background amount deadline more critic answer process outlook",
        "lead quote critic answer figure amount process more outlook deadline background",
        "lead amount figure background quote more process critic answer outlook deadline outlook",
    ],
}
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


@dataclass(frozen=True)
class Story:
    """What a site publishes: a headline, a byline, and the text."""

    title: str
    text: str
    agency: str = ""
    place: str = ""


def table(name):
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


EVENTS, CLUTTER, EDITS = table("events"), table("clutter"), table("edits")
DESKS = {desk: table(desk) for desk in ORDERS}


def report(number, desk):
    """The story of an event as this desk writes it: its own wording and order, the same facts and quotes."""
    event, chance = EVENTS[number], random.Random(f"{number} {desk}")
    facts = event | {
        "day": DAYS[number % 5],
        "last": event["speaker"].split()[-1],
        "critic_last": event["critic"].split()[-1],
    }
    written = {}
    for row in chance.sample(DESKS[desk], len(DESKS[desk])):
        written.setdefault(row["part"], []).append(row["sentence"])
    parts = chance.choice(ORDERS[desk]).split()
    sentences = [_capital(written[part].pop().format_map(facts)) for part in parts]
    return Story(f"{facts['last']} wants to {facts['act']}", _paragraphs(sentences, chance))


def _capital(sentence):
    return sentence[0].upper() + sentence[1:]


def _paragraphs(sentences, chance):
    text = sentences[0]
    for sentence in sentences[1:]:
        text += chance.choice([" ", "\n\n", "\n\n"]) + sentence
    return text


def with_another_headline(story, chance):
    words = story.title.split()
    return Story(f"Live: {' '.join(reversed(words))}", f"{story.title.upper()}\n\n{story.text}")


def cut(story, chance, share=None):
    """The first part of the story, down to a third of it, ending with a sentence."""
    share = share or chance.choice([1 / 3, 1 / 2, 2 / 3])
    ends = [m.end() for m in re.finditer(r"[.?!]”?(?=\s|$)", story.text)]
    return Story(story.title, story.text[: next(end for end in ends if end >= share * len(story.text))])


def cluttered(story, chance):
    """What a site's page adds above, between and below the paragraphs."""
    paragraphs = story.text.split("\n\n")
    lines = {row["line"]: row["where"] for row in chance.sample(CLUTTER, 9)}
    for line in (line for line, where in lines.items() if where == "middle"):
        paragraphs.insert(chance.randrange(1, len(paragraphs) + 1), line)
    above, below = ([line for line, where in lines.items() if where == place] for place in ("top", "end"))
    return Story(story.title, "\n\n".join([*above, *paragraphs, *below]))


def from_elsewhere(story, chance):
    place, agency = chance.choice(["GENEVA", "LONDON", "NEW DELHI"]), chance.choice(["", "AP", "AFP"])
    credit = f" ({agency})" if agency else ""
    text = f"By Our Foreign Staff\n\n{place}{credit} - {story.text}"
    return Story(story.title, text, agency, place.title())


def edited(story, chance):
    """Light copy-editing: words exchanged, one sentence in twelve left out, another spelling of quotes and dashes."""
    text = story.text.replace("“", '"').replace("”", '"').replace(", who", " - who")
    for row in EDITS:
        text = re.sub(rf"\b{row['from']}\b", row["to"], text)
    sentences = re.split(r"(?<=[.?!])(\s+)(?=[A-Z])", text)
    dropped = chance.randrange(2, len(sentences) - 1, 2) if len(sentences) > 12 else None
    return Story(story.title, "".join(part for place, part in enumerate(sentences) if place != dropped))


def all_at_once(story, chance):
    return from_elsewhere(cluttered(edited(cut(story, chance, 2 / 3), chance), chance), chance)


CHANGES = [with_another_headline, cut, cluttered, from_elsewhere, edited, all_at_once]


def copy(number, change):
    """The first desk's story of an event, or the second's, as another site carries it."""
    desk = "first" if number % 2 else "second"
    return report(number, desk), change(report(number, desk), random.Random(f"{number} {change.__name__}"))
