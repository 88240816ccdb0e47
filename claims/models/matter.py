import pghistory
from django.db import models
from django.db.models import Q


@pghistory.track(model_name="MatterEvent", obj_field=pghistory.ObjForeignKey(related_name="events"))
class Matter(models.Model):
    """What several claims are about: "the cost of U.S. troops in South Korea"."""

    name = models.CharField(max_length=300, unique=True)
    description = models.TextField(blank=True)
    suggested = models.BooleanField(default=False, help_text="named by the program, not yet by an analyst")

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(name="matter_has_a_name", condition=~Q(name=""))]

    def __str__(self):
        return self.name
