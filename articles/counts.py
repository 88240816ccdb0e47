"""Counting that stops: a big table is never counted to its end for a page."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField

MOST = 1000


def up_to_most(rows):
    """How many rows there are, as it is said: "23", or "1000+" where counting stopped."""
    return said(rows.order_by()[: MOST + 1].count())


def said(count):
    return f"{MOST}+" if count > MOST else str(count)


def counted(rows):
    """The same as an annotation of each outer row: a number that stops one past the most."""
    return Func(
        ArraySubquery(rows.order_by().values("pk")[: MOST + 1]),
        function="CARDINALITY",
        output_field=IntegerField(),
    )
