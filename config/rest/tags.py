"""The resources of the API in the order in which its page shows them."""

TAGS = {
    "claims": "who said what, to whom and on what terms, with the evidence and the reviews",
    "links": "what ties a claim to a passage of another source",
    "matters": "what several claims are about",
    "quantities": "the amounts in claims",
    "changes": "the feed to mirror the rest from",
    "actors": "who makes claims or is addressed",
    "articles": "the pieces that claims are found in",
    "outlets": "who publishes them",
    "auth": "a token for a name and a password",
}
