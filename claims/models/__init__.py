from .actor import Actor, Alias
from .change import Change
from .claim import DECIDED, FORWARD_LOOKING, TRANSITIONS, Claim, Kind, Outcome, Status
from .extraction import Extraction
from .fingerprint import Fingerprint, Story
from .index import ClaimIndex, Lexeme
from .link import Link, Relation
from .matter import Matter
from .mention import Mention
from .merge import Merge
from .passage import Passage
from .quantity import Quantity
from .review import Review

__all__ = [
    "DECIDED",
    "FORWARD_LOOKING",
    "TRANSITIONS",
    "Actor",
    "Alias",
    "Change",
    "Claim",
    "ClaimIndex",
    "Extraction",
    "Fingerprint",
    "Kind",
    "Lexeme",
    "Link",
    "Matter",
    "Mention",
    "Merge",
    "Outcome",
    "Passage",
    "Quantity",
    "Relation",
    "Review",
    "Status",
    "Story",
]
