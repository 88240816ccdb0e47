"""From the names that extraction gives to the actors that the database knows."""

from claims.models import Actor
from claims.nlp.spans import ActorKind, ActorName


def keys(names) -> set[str]:
    """The keys of locks under which no other reader makes, or looks for claims of, the actors of these names."""
    own = {
        f"actor {'?' if name.kind == ActorKind.UNNAMED else ''}{_short(name).casefold()}" for name in names
    }
    known = (actor for name in names for actor in Actor.objects.known_as(_short(name)))
    return own | {f"actor number {actor.pk}" for actor in known}


def _short(name):
    return name.name[:300]


def actor_for(name: ActorName | None, article) -> Actor | None:
    """The actor of this name, made where there is none. Call it under the locks of `keys`."""
    if name is None:
        return None
    if name.kind == ActorKind.UNNAMED:
        return _unnamed(name, article)
    actor = Actor.objects.known_as(_short(name)).first()
    if actor is None:
        return Actor.objects.create(name=_short(name), kind=name.kind, role=name.role[:300])
    if name.role and not actor.role:
        actor.role = name.role[:300]
        actor.save(update_fields=["role"])
    return actor


def _unnamed(name, article):
    actor, _ = Actor.objects.get_or_create(
        name__iexact=_short(name),
        article=article,
        defaults={"name": _short(name), "kind": Actor.Kind.UNNAMED, "role": name.role[:300]},
    )
    return actor
