"""How the desk says a status, an outcome, a relation or a decision, and leads to a claim."""

from django.utils.html import format_html

from claims.models import Link, Outcome, Relation, Status

STATUS = {
    Status.NEW: "info",
    Status.IN_REVIEW: "warning",
    Status.VERIFIED: "success",
    Status.DISPUTED: "warning",
    Status.REFUTED: "danger",
    Status.UNVERIFIABLE: "",
}
OUTCOME = {
    Outcome.OPEN: "info",
    Outcome.MET: "success",
    Outcome.PARTLY_MET: "warning",
    Outcome.NOT_MET: "danger",
    Outcome.SUPERSEDED: "",
}
RELATION = {
    Relation.REPEATS: "",
    Relation.UPDATES: "info",
    Relation.CONFIRMS: "success",
    Relation.CONTRADICTS: "danger",
}
DECISION = {
    Link.Decision.SUGGESTED: "info",
    Link.Decision.ACCEPTED: "success",
    Link.Decision.REJECTED: "",
}
RELATION_ICONS = {
    Relation.REPEATS: "repeat",
    Relation.UPDATES: "trending_up",
    Relation.CONFIRMS: "task_alt",
    Relation.CONTRADICTS: "compare_arrows",
}
RELATION_MEANINGS = {
    Relation.REPEATS: "the same claim on the same terms",
    Relation.UPDATES: "the same matter on other terms",
    Relation.CONFIRMS: "independent evidence that it holds or came about",
    Relation.CONTRADICTS: "evidence or a statement against it",
}


def page_of(claim):
    return format_html('<a href="{}" class="desk-statement">{}</a>', claim.get_absolute_url(), claim)
