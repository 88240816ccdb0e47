"""What goes along when one claim is merged into another, and how it comes back."""

from datetime import date

from claims.models import Link, Mention, Quantity

ROWS = {"mentions": (Mention, "claim"), "quantities": (Quantity, "claim"), "links": (Link, "claim"),
        "counterparts": (Link, "counterpart")}  # fmt: skip
CHANGED = ["first_said_on", "first_article", "matter", "updated_at"]


def belongings(claim, into) -> dict:
    """Keys of what moves with a claim, and what that may change of the claim that stays, as it stands now.

    Links stay behind where the other claim has one to the same passage, or was first said in that article. What a
    reviewer decided of such a link holds for the other's, too: "decided" has the keys of both.
    """
    links = claim.links.exclude(passage__in=into.links.values("passage"))
    first_articles = [claim.first_article_id or 0, into.first_article_id or 0]
    return {
        "mentions": _keys(claim.mentions),
        "quantities": _keys(claim.quantities),
        "links": _keys(links.exclude(passage__article__in=first_articles)),
        "counterparts": _keys(claim.links_back),
        "decided": _decided(claim, into),
        "matter": claim.matter_id if into.matter_id is None else None,
        "first_said_on": into.first_said_on and into.first_said_on.isoformat(),
        "first_article": into.first_article_id,
    }


def move(claim, into, moved):
    """Gives what belongs to a merged claim to the one that stays."""
    _hand_over(moved, into)
    for link, twin in _twins(moved):
        link.decide(twin.decision, twin.decided_by, twin.decided_at, twin.relation)
    if claim.first_said_on and (into.first_said_on is None or claim.first_said_on < into.first_said_on):
        into.first_said_on, into.first_article_id = claim.first_said_on, claim.first_article_id
    into.matter_id = into.matter_id or moved["matter"]
    into.save(update_fields=CHANGED)


def move_back(claim, into, moved):
    """Takes it back, as far as it still exists; what the other claim was given since stays there."""
    _hand_over(moved, claim)
    for link, twin in _twins(moved):
        if link.decided_at == twin.decided_at:  # nobody has decided anew since
            link.decide(Link.Decision.SUGGESTED, None, None)
    into.first_said_on, into.first_article_id = _first_said(into, moved)
    if moved["matter"] == into.matter_id:
        into.matter_id = None
    into.save(update_fields=CHANGED)


def tied_to(moved):
    """Claims whose links tell of a claim that is merged or set apart."""
    return [link.claim for link in Link.objects.filter(pk__in=moved["counterparts"]).select_related("claim")]


def _decided(claim, into):
    """Keys of the suggestions of one claim on whose passage and relation a reviewer decided for the other."""
    twins = claim.links.decided().filter(passage__in=into.links.values("passage"))
    suggested = {link.passage_id: link for link in into.links.filter(decision="suggested")}
    pairs = [(suggested[twin.passage_id], twin) for twin in twins if twin.passage_id in suggested]
    return [
        [link.pk, twin.pk] for link, twin in pairs if link.relation in (twin.relation, twin.corrected_from)
    ]


def _twins(moved):
    """The links whose decisions go along with a merge, each beside the one that it is taken from, as they are now."""
    pairs = moved.get("decided", [])
    links = Link.objects.in_bulk({key for pair in pairs for key in pair})
    return [(links[one], links[twin]) for one, twin in pairs if one in links and twin in links]


def _keys(rows):
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _hand_over(moved, claim):
    for kind, (model, field) in ROWS.items():
        model.objects.filter(pk__in=moved[kind]).update(**{field: claim})


def _first_said(claim, moved):
    """The day and the article of its first mention; where none that stands has a day, those before the merge."""
    standing = claim.mentions.standing().select_related("revision__article").defer("revision__original")
    said = [(mention.day, mention.pk, mention.revision.article_id) for mention in standing if mention.day]
    if said:
        day, _, article = min(said)
        return day, article
    return moved["first_said_on"] and date.fromisoformat(moved["first_said_on"]), moved["first_article"]


def stays(one, other):
    """Which of two claims to keep: one that holds others, else one that is decided, else the one said first."""
    return min(one, other, key=_weight)


def _weight(claim):
    return not claim.merged.exists(), not claim.is_decided, claim.first_said_on or date.max, claim.pk
