from .actor import ActorSerializer
from .change import ChangeSerializer
from .claim import ClaimDetail, ClaimSerializer
from .link import LinkAcceptance, LinkDecision, LinkSerializer, LinkWithdrawal
from .matter import MatterDetail, MatterSerializer
from .quantity import QuantityOfClaim
from .review import ReviewRequest, ReviewSerializer

__all__ = [
    "ActorSerializer",
    "ChangeSerializer",
    "ClaimDetail",
    "ClaimSerializer",
    "LinkAcceptance",
    "LinkDecision",
    "LinkSerializer",
    "LinkWithdrawal",
    "MatterDetail",
    "MatterSerializer",
    "QuantityOfClaim",
    "ReviewRequest",
    "ReviewSerializer",
]
