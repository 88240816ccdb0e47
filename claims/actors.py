"""From the names that extraction gives to the actors that the database knows."""

from claims.models import Actor
from claims.nlp.spans import ActorKind, ActorName


def key(name: ActorName) -> str:
    """What two names of one actor have in common, letter case aside; an unnamed one is apart from a named one."""
    return f"{'?' if name.kind == ActorKind.UNNAMED else ''}{name.name.casefold()}"


def actor_for(name: ActorName | None, article) -> Actor | None:
    """The actor of this name, made where there is none. Call it under the lock of `key(name)`."""
    if name is None:
        return None
    if name.kind == ActorKind.UNNAMED:
        return _unnamed(name, article)
    actor = Actor.objects.known_as(name.name).first()
    if actor is None:
        return Actor.objects.create(name=name.name[:300], kind=name.kind, role=name.role[:300])
    if name.role and not actor.role:
        actor.role = name.role[:300]
        actor.save(update_fields=["role"])
    return actor


def _unnamed(name, article):
    actor, _ = Actor.objects.get_or_create(
        name__iexact=name.name[:300],
        article=article,
        defaults={"name": name.name[:300], "kind": Actor.Kind.UNNAMED, "role": name.role[:300]},
    )
    return actor
