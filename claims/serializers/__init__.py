from .actor import ActorSerializer
from .change import ChangeSerializer
from .claim import ClaimDetail, ClaimSerializer
from .link import LinkSerializer
from .matter import MatterDetail, MatterSerializer
from .quantity import QuantityOfClaim
from .review import ReviewRequest, ReviewSerializer

__all__ = [
    "ActorSerializer",
    "ChangeSerializer",
    "ClaimDetail",
    "ClaimSerializer",
    "LinkSerializer",
    "MatterDetail",
    "MatterSerializer",
    "QuantityOfClaim",
    "ReviewRequest",
    "ReviewSerializer",
]
