import pghistory
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower
from django.db.models.lookups import Exact


class ActorQuerySet(models.QuerySet):
    def known_as(self, name):
        """Named actors that bear this name or alias, letter case aside."""
        named = Q(Exact(Lower("name"), Lower(Value(name))))
        aliased = Alias.objects.filter(Exact(Lower("name"), Lower(Value(name)))).values("actor")
        return self.filter(article=None).filter(named | Q(pk__in=aliased))

    def named_like(self, words):
        """Actors with these letters in a name or an alias."""
        aliased = Alias.objects.filter(name__icontains=words).values("actor")
        return self.filter(Q(name__icontains=words) | Q(pk__in=aliased))


@pghistory.track(
    model_name="ActorEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    fields=["name", "kind", "role"],
)
class Actor(models.Model):
    """A person, organisation or government that makes claims or is addressed.

    An unnamed source ("a senior official") is known only within the article that quotes it.
    """

    class Kind(models.TextChoices):
        PERSON = "person"
        ORGANISATION = "organisation"
        GOVERNMENT = "government"
        GROUP = "group"
        UNNAMED = "unnamed", "Unnamed source"

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=Kind)
    role = models.CharField(max_length=300, blank=True, help_text="as last seen: “former president”")
    article = models.ForeignKey(
        "articles.Article",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="unnamed_sources",
        help_text="where an unnamed source is quoted",
    )

    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="named_actor_is_unique", condition=Q(article=None)),
            models.UniqueConstraint(
                Lower("name"),
                "article",
                name="unnamed_actor_is_unique_in_its_article",
                condition=~Q(article=None),
            ),
            models.CheckConstraint(
                name="only_an_unnamed_actor_belongs_to_an_article",
                condition=Q(kind="unnamed", article__isnull=False) | (~Q(kind="unnamed") & Q(article=None)),
            ),
            models.CheckConstraint(name="actor_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self):
        return self.name


class Alias(models.Model):
    """Another name of an actor: "Seoul" for South Korea."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint(Lower("name"), name="alias_names_one_actor"),
            models.CheckConstraint(name="alias_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self):
        return self.name
